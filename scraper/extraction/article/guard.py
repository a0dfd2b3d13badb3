"""A finder that fails costs its own field alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
D = TypeVar("D")
# In letters: what an error says can hold half a page.
_LONGEST = 200


@dataclass(slots=True)
class Guard:
    """Runs finders. `failures` holds, by the field's name, the error that its finder raised."""

    failures: dict[str, str] = field(default_factory=dict)

    def run(
        self, name: str, default: D, finder: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T | D:
        """What the finder returns; `default`, and a failure under `name`, where it raises."""
        try:
            return finder(*args, **kwargs)
        # A page can hold anything, and no list of errors would be complete.
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
            self.failures.setdefault(name, said[:_LONGEST])
            return default
