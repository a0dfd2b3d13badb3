"""How each portal fared in a run: as grave as if the run had been of it alone."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scrapy.statscollectors import StatsCollector

from scraper.archive.queries.portals import PortalFacts
from scraper.crawl.report.exits import Exit, Outcome

# In Scrapy's stats: the verdicts of a run that has come to its end, see `Verdict`.
VERDICTS = "interviews/verdicts"
# What has changed on the portals' pages and is not over, as sentences.
DRIFTS = "interviews/drifts"
# How all portals stand after it: `PortalStanding`s.
STANDINGS = "interviews/standings"
# What the run changed of how its portals fare: `Change`s.
CHANGES = "interviews/changes"
GRAVE = (Exit.NOTHING_RECOGNISABLE, Exit.UNREACHABLE)
_COUNTED = re.compile(r"portals/(?P<portal>.+)/(?P<what>(?:listing|article|new)/\w+)")
_GOOD = ("read", "unchanged", "known", "outside")
_SHOWN = 5
DRIFTED = "its pages have changed, and fields are not found any more"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one portal in a run, and the counts that say so."""

    portal: str
    outcome: Outcome
    counts: Mapping[str, int]

    @property
    def is_grave(self) -> bool:
        """Whether it is more than single pages that failed."""
        return self.outcome.code in GRAVE


def count_page(stats: StatsCollector, portal: str | None, what: str, number: int = 1) -> None:
    """Counts pages of a portal, such as `article/read`, in the run and for the portal."""
    stats.inc_value(f"interviews/{what}", number)
    if portal is not None:
        count_of_portal(stats, portal, what, number)


def count_of_portal(stats: StatsCollector, portal: str, what: str, number: int = 1) -> None:
    """The same for the portal alone."""
    stats.inc_value(f"portals/{portal}/{what}", number)


def counts_of_portals(stats: Mapping[str, object]) -> dict[str, Counter[str]]:
    """What was counted, by portal."""
    found: dict[str, Counter[str]] = {}
    for key, number in stats.items():
        counted = _COUNTED.fullmatch(key)
        if counted is not None and isinstance(number, int):
            found.setdefault(counted["portal"], Counter())[counted["what"]] = number
    return found


def verdict_of(
    portal: str,
    counts: Mapping[str, int],
    facts: PortalFacts | None = None,
    drifts: Sequence[str] = (),
) -> Verdict:
    """What came of a portal; `facts` and `drifts` are what the archive says of it, if there is
    one."""
    tally = Counter(counts)
    facts = facts or PortalFacts()
    outcome = (
        _of_listings(tally, facts)
        or _of_articles(tally)
        or _drifted(drifts)
        or _still(tally, facts)
        or _of_single_pages(tally)
        or Outcome(Exit.DONE, "done")
    )
    return Verdict(portal, outcome, dict(counts))


def gravest(verdicts: Iterable[Verdict]) -> Outcome | None:
    """The outcome of a run by its portals: that of the gravest, which are named; None for one in
    which none is worse than single pages that failed."""
    found = list(verdicts)
    grave = sorted((one for one in found if one.is_grave), key=lambda one: -one.outcome.code)
    if not grave:
        return None
    if len(found) == 1:
        said = grave[0].outcome.reason
        return Outcome(grave[0].outcome.code, f"{said[0].upper()}{said[1:]}.")
    named = "; ".join(f"{one.portal}: {one.outcome.reason}" for one in grave[:_SHOWN])
    more = f"; and {len(grave) - _SHOWN} more" if len(grave) > _SHOWN else ""
    what = f"{len(grave)} of {len(found)} portals did not do their job: {named}{more}."
    return Outcome(grave[0].outcome.code, what)


def _of_listings(tally: Counter[str], facts: PortalFacts) -> Outcome | None:
    read, empty = tally["listing/read"], tally["listing/empty"]
    if not read + empty:
        what = "no listing page could be read: unreachable, only errors, or refused"
        return Outcome(Exit.UNREACHABLE, what)
    if not read:
        what = "no listing page has anything that looks like a list of articles"
        return Outcome(Exit.NOTHING_RECOGNISABLE, what)
    if facts.dead_listings:
        first = facts.dead_listings[0]
        what = f"the listing {first.url} could not be read {first.failures} times in a row"
        return Outcome(Exit.UNREACHABLE, f"{what}: {first.reason}")
    return None


def _of_articles(tally: Counter[str]) -> Outcome | None:
    read, rejected = tally["article/read"], tally["article/rejected"]
    if (read and rejected == read) or 2 <= tally["new/rejected"] == tally["new/read"]:
        what = "articles were fetched, but none of them has the fields of an interview"
        return Outcome(Exit.NOTHING_RECOGNISABLE, what)
    bad, good = _bad(tally, "article"), _good(tally, "article") - rejected
    new_bad = _bad(tally, "new")
    new_good = _good(tally, "new") - tally["new/rejected"]
    if bad and not good and (bad > 1 or not tally["article/kept"]):
        return _unreachable(tally, bad, "every article that was asked for")
    if new_bad > 1 and not new_good:
        return _unreachable(tally, new_bad, "every new article")
    if bad > 2 and bad > good + tally["article/gone"]:
        return _unreachable(tally, bad, f"{bad:,} of {bad + good:,} articles that were asked for")
    return None


def _unreachable(tally: Counter[str], bad: int, which: str) -> Outcome:
    """The listings answer, but not the articles; said by what most of them met."""
    ways = {
        "failed": tally["article/failed"],
        "is forbidden by robots.txt": _forbidden(tally, "article"),
        "is gone, which is doubted: they are kept, and asked for again by the next run": tally[
            "article/doubted"
        ],
    }
    way = max(ways, key=lambda name: ways[name])
    return Outcome(Exit.UNREACHABLE, f"the listings answer, but {which} {way} ({bad:,})")


def _bad(tally: Counter[str], of: str) -> int:
    return tally[f"{of}/failed"] + _forbidden(tally, of) + tally[f"{of}/doubted"]


def _good(tally: Counter[str], of: str) -> int:
    return sum(tally[f"{of}/{state}"] for state in _GOOD)


def _forbidden(tally: Counter[str], of: str) -> int:
    """Articles that robots.txt forbids; those of other sites are none of the portal's."""
    return tally[f"{of}/refused"] - tally[f"{of}/off_site"]


def _drifted(drifts: Sequence[str]) -> Outcome | None:
    if not drifts:
        return None
    more = f", and {len(drifts) - 1} more" if len(drifts) > 1 else ""
    return Outcome(Exit.NOTHING_RECOGNISABLE, f"{DRIFTED} ({drifts[0]}{more})")


def _still(tally: Counter[str], facts: PortalFacts) -> Outcome | None:
    """What was grave is so until an article shows that it is over, or none is owed any more."""
    shown = _good(tally, "article") - tally["article/rejected"]
    if facts.last_reason and DRIFTED in facts.last_reason:
        return None
    if facts.last_code not in GRAVE or shown or not facts.waiting:
        return None
    what = facts.last_reason or "it did not do its job"
    said = what if what.startswith("still: ") else f"still: {what}"
    return Outcome(Exit(facts.last_code), said)


def _of_single_pages(tally: Counter[str]) -> Outcome | None:
    parts = {
        "listing pages failed": tally["listing/failed"] + tally["listing/refused"],
        "listings without article links": tally["listing/empty"],
        "articles failed": tally["article/failed"],
        "articles gone, which is doubted": tally["article/doubted"],
        "articles rejected": tally["article/rejected"],
    }
    left = ", ".join(f"{number} {what}" for what, number in parts.items() if number)
    return Outcome(Exit.FAILURES_LEFT, left) if left else None
