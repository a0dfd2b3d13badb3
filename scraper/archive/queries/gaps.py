"""Days without an interview, where a section's usual rhythm lets one expect some."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

# Fewer days than these show no rhythm.
ENOUGH = 6
# A pause is a gap where it is so many times as long as the usual one, and a week longer.
TIMES, BEYOND = 4, 7


@dataclass(frozen=True, slots=True)
class Gap:
    """No interview between two days that have one; `usual` is the pause to be expected, in days."""

    after: date
    before: date
    usual: float

    @property
    def days(self) -> int:
        """How long the pause is."""
        return (self.before - self.after).days


def gaps_in(days: Iterable[date], until: date | None = None) -> list[Gap]:
    """The gaps between the days of publication, newest first; up to `until`, where that is given:
    a section may have fallen silent."""
    known = sorted(set(days))
    if len(known) < ENOUGH:
        return []
    pauses = [(later - earlier).days for earlier, later in pairwise(known)]
    usual = median(pauses)
    known += [until] if until is not None and until > known[-1] else []
    found = [
        Gap(earlier, later, usual)
        for earlier, later in pairwise(known)
        if (later - earlier).days > max(TIMES * usual, usual + BEYOND)
    ]
    return found[::-1]
