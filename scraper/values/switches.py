"""Names by which single rules of extraction can be left out, to measure what each of them earns.

What is left out is settled before the rules are imported, in a process of its own, so that a rule
costs nothing more for having a name. Only benchmarks leave anything out.
"""

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class UnknownRule(ValueError):
    """No rule has this name; `str()` says which there are."""


_known: dict[str, str] = {}
_left_out: set[str] = set()
# How often each rule has decided something, while that is counted.
decided: Counter[str] = Counter()
_counting = False


def leave_out(*names: str, counting: bool = False) -> None:
    """Runs this process without the rules of these names, and counts in `decided` how often the
    others decide. Call it before anything of `scraper.extraction` is imported."""
    global _counting
    if _known:
        raise RuntimeError("the rules are imported already; call leave_out() before them")
    _left_out.update(names)
    _counting = counting


def names() -> dict[str, str]:
    """The rules imported so far, by name: whether each is a "rule", a "limit" or "phrases"."""
    return dict(sorted(_known.items()))


def check() -> None:
    """UnknownRule where a name that is left out is no rule's; call it after the rules' import."""
    for name in sorted(_left_out - _known.keys()):
        raise UnknownRule(f"no rule is called {name}; there are {', '.join(names())}")


def rule(name: str, otherwise: Any = False) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Names a function that decides. Left out, it returns `otherwise`, which says "does not hold";
    a new list where that is a list."""
    off = _is_left_out(name, "rule")

    def named(function: Callable[P, T]) -> Callable[P, T]:
        if off:
            return _constant(otherwise)
        return _counted(name, function, otherwise) if _counting else function

    return named


def limit(name: str, value: T, otherwise: T) -> T:
    """Names a threshold. Left out, it is `otherwise`, by which its rule holds never or always."""
    return otherwise if _is_left_out(name, "limit") else value


def has_phrases(name: str) -> bool:
    """Names a group of phrases. Left out, none of them is known."""
    return not _is_left_out(name, "phrases")


def _is_left_out(name: str, kind: str) -> bool:
    _known[name] = kind
    return name in _left_out


def _constant(otherwise: Any) -> Callable[..., Any]:
    return lambda *_, **__: list(otherwise) if isinstance(otherwise, list) else otherwise


def _counted(name: str, function: Callable[P, T], otherwise: Any) -> Callable[P, T]:
    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        found = function(*args, **kwargs)
        if found != otherwise:
            decided[name] += 1
        return found

    return asked
