"""What reading the captures again came to: counted field by field, with examples."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from scraper.archive.articles.rewrite import Rewrite

# Under this name in a run's stats.
TALLY = "reextract/tally"
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Example:
    """One value that changes."""

    url: str
    before: Any
    after: Any


@dataclass(slots=True)
class Tally:
    """Grows with each page. `pages` counts by what came of them, `fields` how many articles change
    in a field; `missing` are captures that could not be read, with the reason."""

    is_dry: bool
    pages: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))
    lost: list[tuple[str, str]] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)

    def add(self, rewrite: Rewrite) -> None:
        """Counts a page that was read."""
        self.pages[rewrite.what] += 1
        if rewrite.what == "lost":
            self.lost.append((rewrite.url, ", ".join(rewrite.problems)))
        if rewrite.what != "changed":
            return
        for name, (before, after) in rewrite.changes.items():
            self.fields[name] += 1
            if len(self.examples[name]) < EXAMPLES:
                self.examples[name].append(Example(rewrite.url, before, after))

    def __repr__(self) -> str:
        return f"{dict(self.pages)}"
