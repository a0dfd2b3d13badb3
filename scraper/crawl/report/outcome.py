"""How a run ended, as an exit code: the one place where the codes are defined."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from scraper.crawl.report.reextract_tally import TALLY, Tally
from scraper.crawl.report.report import Report

# In Scrapy's stats: why portals were not crawled that should have been.
LEFT_OUT = "interviews/left_out"


class Exit(IntEnum):
    """The exit codes of `scrapy crawl` and `scrapy demo`."""

    DONE = 0
    UNEXPECTED_ERROR = 1
    BAD_USAGE = 2
    FAILURES_LEFT = 3
    NOTHING_RECOGNISABLE = 4
    UNREACHABLE = 5
    ARCHIVE_TROUBLE = 6
    STOPPED = 7
    ARCHIVE_BUSY = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """The exit code, and the reason as a sentence for a person."""

    code: Exit
    reason: str


def outcome_of(stats: Mapping[str, object], report: Report) -> Outcome:
    """The gravest thing that happened in a run that started; DONE where nothing did."""
    tally = stats.get(TALLY)
    if isinstance(tally, Tally):
        trouble = _trouble(stats, report) or _stopped(stats.get("finish_reason"))
        return _reread(tally, trouble)
    return (
        _trouble(stats, report)
        or _outside(stats.get("interviews/window"))
        or _stopped(stats.get("finish_reason"))
        or _nothing(stats)
        or _left_out(stats.get(LEFT_OUT))
        or _left_over(stats)
        or Outcome(Exit.DONE, "Done: every page that the listings show is accounted for.")
    )


def _reread(tally: Tally, trouble: Outcome | None) -> Outcome:
    """How a re-extraction ended: all of it, or nothing."""
    if trouble is not None:
        return Outcome(trouble.code, f"{trouble.reason} Nothing was changed.")
    if not tally.pages and not tally.missing:
        what = "Nothing to read again: the archive has no captures of articles."
        return Outcome(Exit.NOTHING_RECOGNISABLE, what)
    changed = tally.pages["changed"] + tally.pages["found"]
    what = f"Done: {changed:,} articles changed, in one go, as ours."
    if tally.is_dry:
        what = f"Dry run: {changed:,} articles would change; nothing was written."
    elif not changed:
        what = "Done: today's rules read what is stored already."
    if tally.missing:
        return Outcome(Exit.FAILURES_LEFT, f"{what} {len(tally.missing):,} could not be read.")
    return Outcome(Exit.DONE, what)


def count(stats: Mapping[str, object], name: str) -> int:
    """A count from the run's stats under `interviews/`."""
    value = stats.get(f"interviews/{name}", 0)
    return value if isinstance(value, int) else 0


def _trouble(stats: Mapping[str, object], report: Report) -> Outcome | None:
    if report.archive_error or stats.get("archive/errors"):
        what = report.archive_error or stats.get("archive/error") or "it cannot be written"
        return Outcome(Exit.ARCHIVE_TROUBLE, f"The archive: {what}")
    if report.errors:
        what = f"{len(report.errors)} pages met an error in the program; the log has the details."
        return Outcome(Exit.UNEXPECTED_ERROR, what)
    return None


def _stopped(reason: object) -> Outcome | None:
    if reason == "finished":
        return None
    if reason == "start_error":
        return Outcome(Exit.UNEXPECTED_ERROR, "The spider could not start; the log says why.")
    # No reason at all: stopped by force, or before it began.
    why = "a signal" if reason in ("shutdown", None) else reason
    return Outcome(Exit.STOPPED, f"Stopped by {why} before the end; run it again to go on.")


def _outside(window: object) -> Outcome | None:
    if not window:
        return None
    what = f"Stopped: {window}, and it is not now; run it again within that time to go on."
    return Outcome(Exit.STOPPED, what)


def _left_out(problems: object) -> Outcome | None:
    """Portals whose definitions are wrong: more than what the next run mends by itself."""
    if not isinstance(problems, list | tuple) or not problems:
        return None
    said = "\n".join(map(str, problems))
    return Outcome(Exit.BAD_USAGE, f"Done, but not every portal was crawled:\n{said}")


def _nothing(stats: Mapping[str, object]) -> Outcome | None:
    listings, empty = count(stats, "listing/read"), count(stats, "listing/empty")
    if listings + empty == 0:
        what = "No listing page could be read: unreachable, only errors, or refused."
        return Outcome(Exit.UNREACHABLE, what)
    if listings == 0:
        what = "No listing page has anything that looks like a list of articles."
        return Outcome(Exit.NOTHING_RECOGNISABLE, what)
    read, rejected = count(stats, "article/read"), count(stats, "rejected")
    if read and rejected == read:
        what = "Articles were fetched, but none of them has the fields of an interview."
        return Outcome(Exit.NOTHING_RECOGNISABLE, what)
    others = sum(count(stats, f"article/{state}") for state in ("kept", "unchanged", "gone"))
    if not read + others and count(stats, "article/failed"):
        return Outcome(Exit.UNREACHABLE, "Listings answer, but every article failed.")
    return None


def _left_over(stats: Mapping[str, object]) -> Outcome | None:
    parts = {
        "listing pages failed": count(stats, "listing/failed") + count(stats, "listing/refused"),
        "listings without article links": count(stats, "listing/empty"),
        "articles failed": count(stats, "article/failed"),
        "articles rejected": count(stats, "rejected"),
    }
    left = ", ".join(f"{number} {what}" for what, number in parts.items() if number)
    return Outcome(Exit.FAILURES_LEFT, f"Done, with failures left: {left}.") if left else None
