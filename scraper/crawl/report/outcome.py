"""How a run ended, as an exit code."""

from collections.abc import Mapping

from scraper.crawl.fetch.limits import BROKEN, LEFT_DUE, SPENT
from scraper.crawl.report.exits import Exit as Exit
from scraper.crawl.report.exits import Outcome as Outcome
from scraper.crawl.report.reextract_tally import TALLY, Tally
from scraper.crawl.report.report import Report
from scraper.crawl.report.verdict import (
    VERDICTS,
    Verdict,
    counts_of_portals,
    gravest,
    verdict_of,
)

# In Scrapy's stats: why portals were not crawled that should have been.
LEFT_OUT = "interviews/left_out"


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
        or _broken(stats, gravest(verdicts_of(stats)))
        or _spent(stats)
        or _left_out(stats.get(LEFT_OUT))
        or _goes_on(stats)
        or _left_over(stats)
        or Outcome(Exit.DONE, "Done: every page that the listings show is accounted for.")
    )


def verdicts_of(stats: Mapping[str, object]) -> list[Verdict]:
    """How each portal fared; where the archive has not been asked yet, by the counts alone."""
    found = stats.get(VERDICTS)
    if isinstance(found, list):
        return found
    portals = counts_of_portals(stats)
    if not portals:
        # Not one page was settled: the run as a whole got nowhere.
        return [verdict_of("", {})]
    return [verdict_of(name, counts) for name, counts in sorted(portals.items())]


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


def _broken(stats: Mapping[str, object], gravest: Outcome | None) -> Outcome | None:
    """The gravest of the portals' outcomes, with those that were left because they kept failing:
    the others are done all the same."""
    reasons = stats.get(BROKEN)
    if not isinstance(reasons, dict) or not reasons:
        return gravest
    said = "\n".join(f"{name}: {reason}{_due(stats, name)}" for name, reason in reasons.items())
    before = f"{gravest.reason}\n" if gravest is not None else ""
    code = gravest.code if gravest is not None else Exit.UNREACHABLE
    return Outcome(code, f"{before}Left for this run:\n{said}")


def _spent(stats: Mapping[str, object]) -> Outcome | None:
    reasons = stats.get(SPENT)
    if not isinstance(reasons, dict) or not reasons:
        return None
    said = "\n".join(f"{name}: {reason}{_due(stats, name)}" for name, reason in reasons.items())
    return Outcome(Exit.STOPPED, f"Stopped before the end; run it again to go on:\n{said}")


def _due(stats: Mapping[str, object], name: str) -> str:
    due = stats.get(f"{LEFT_DUE}/{name}")
    return f"; {due:,} articles are left" if isinstance(due, int) else ""


def _left_out(problems: object) -> Outcome | None:
    """Portals whose definitions are wrong: more than what the next run mends by itself."""
    if not isinstance(problems, list | tuple) or not problems:
        return None
    said = "\n".join(map(str, problems))
    return Outcome(Exit.BAD_USAGE, f"Done, but not every portal was crawled:\n{said}")


def _goes_on(stats: Mapping[str, object]) -> Outcome | None:
    """Listings of which only the beginning can be read, whatever is tried again."""
    number = count(stats, "listing/unread")
    if not number:
        return None
    what = "a listing goes on" if number == 1 else f"{number:,} listings go on"
    left = _left_over(stats)
    more = f" {left.reason}" if left else ""
    return Outcome(
        Exit.LISTING_GOES_ON,
        f"Not read to the end: {what} where only a script or a form leads; the interviews there are"
        f" not in the archive. Give render = true in the definition, or a feed as listing.{more}",
    )


def _left_over(stats: Mapping[str, object]) -> Outcome | None:
    parts = {
        "listing pages failed": count(stats, "listing/failed") + count(stats, "listing/refused"),
        "listings without article links": count(stats, "listing/empty"),
        "articles failed": count(stats, "article/failed"),
        "articles gone, which is doubted": count(stats, "article/doubted"),
        "articles rejected": count(stats, "rejected"),
    }
    left = ", ".join(f"{number} {what}" for what, number in parts.items() if number)
    return Outcome(Exit.FAILURES_LEFT, f"Done, with failures left: {left}.") if left else None
