"""The rules of extraction by name: each can be left out, and be asked on which pages it holds.

A rule is a group of phrases, such as `related.names`, or a function of `scraper.extraction` that
says whether something holds, such as `body.paragraphs.is_dateline`. Left out, a group has no
phrases, and a function says no. So nothing in the product has to be marked as a rule.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from scraper.values import switches

_EXTRACTION = "scraper.extraction."
# What tells why, for a person, decides nothing.
_TELLING = "scraper.extraction.explain"


def read_without(names: Iterable[str]) -> None:
    """Imports extraction without these rules. UnknownRule where there is no such rule; to be
    called before anything of `scraper.extraction` is imported."""
    left_out = set(names)
    switches.leave_out(*left_out)
    for module in ("scraper.extraction", "scraper.extraction.listing.listing"):
        import_module(module)
    known = functions()
    for name in sorted(left_out - set(switches.names())):
        if name not in known:
            every = ", ".join([*switches.names(), *sorted(known)])
            raise switches.UnknownRule(f"no rule is called {name}; there are {every}")
        _rebind(known[name], _no)


def functions() -> dict[str, Callable[..., bool]]:
    """The functions of extraction that say whether something holds, by name."""
    found = {}
    for module, name, value in _globals():
        returned = getattr(value, "__annotations__", {}).get("return")
        own = getattr(value, "__module__", None) == module
        if (
            own
            and callable(value)
            and returned in (bool, "bool")
            and not module.startswith(_TELLING)
        ):
            found[f"{module.removeprefix(_EXTRACTION)}.{name.lstrip('_')}"] = value
    return found


def leave_out(name: str) -> None:
    """Lets the function of this name say no from now on, in this process."""
    _rebind(functions()[name], _no)


def count_into(held: set[str]) -> None:
    """Adds to `held`, from now on, the name of each function that says yes."""
    for name, function in functions().items():
        _rebind(function, _noted(name, function, held))


def _no(*_: Any, **__: Any) -> bool:
    return False


def _noted(name: str, function: Callable[..., bool], held: set[str]) -> Callable[..., bool]:
    def asked(*args: Any, **kwargs: Any) -> bool:
        holds = function(*args, **kwargs)
        if holds:
            held.add(name)
        return holds

    return asked


def _rebind(function: Callable[..., bool], other: Callable[..., bool]) -> None:
    """Puts another function in its place, wherever it was imported."""
    for module, name, value in list(_globals()):
        if value is function:
            setattr(sys.modules[module], name, other)


def _globals() -> Iterator[tuple[str, str, Any]]:
    for module, loaded in sorted(sys.modules.items()):
        if module.startswith(_EXTRACTION) and loaded is not None:
            for name, value in sorted(vars(loaded).items()):
                yield module, name, value
