"""The summary that every run ends with: for a person, on standard output."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from rich.console import Console
from rich.text import Text
from scrapy.settings import BaseSettings

from scraper.archive.database.address import place_of
from scraper.crawl.process import Run
from scraper.crawl.report.broken_selectors import noticed
from scraper.crawl.report.outcome import Exit, count
from scraper.crawl.report.reextract_tally import TALLY, Tally
from scraper.crawl.report.report import Trouble
from scraper.crawl.report.verdict import DRIFTS, STANDINGS, VERDICTS
from scraper.ui.terminal.next_steps import next_steps
from scraper.ui.terminal.portals import said_of
from scraper.ui.terminal.reextract import print_tally
from scraper.values.printable import one_line, printable

# So many pages of a kind are named; the rest is in the log.
SHOWN = 5
_BAD = (Exit.UNEXPECTED_ERROR, Exit.BAD_USAGE, Exit.ARCHIVE_TROUBLE, Exit.ARCHIVE_BUSY)

Line = tuple[str, str]


def print_summary(run: Run, settings: BaseSettings, console: Console | None = None) -> None:
    """Prints what a run found, stored, skipped and could not do, and what to try next."""
    console = console or _console(settings)
    style = "green" if run.outcome.code is Exit.DONE else "yellow"
    if run.outcome.code in _BAD:
        style = "red"
    console.print()
    tally = run.stats.get(TALLY)
    if isinstance(tally, Tally):
        print_tally(console, tally)
        console.print()
    elif run.stats:
        for label, text in _lines(run, settings):
            # Unwrapped: a path that a terminal breaks can still be copied.
            console.print(Text.assemble((f"  {label:<9}", "bold"), text), soft_wrap=True)
        for heading, troubles in _groups(run):
            _print_troubles(console, heading, troubles)
        console.print()
    console.print(Text(printable(run.outcome.reason), style=f"bold {style}"), soft_wrap=True)
    trouble = next(iter(run.report.troubles), None)
    steps = next_steps(settings, run.outcome.code, trouble.url if trouble else None)
    if isinstance(tally, Tally):
        steps = []
    if steps:
        console.print(Text("\nTry next", style="bold"))
    for command, what in steps:
        # On lines of their own, unwrapped, so that they can be copied.
        console.print(Text(f"  {command}", style="cyan"), soft_wrap=True)
        console.print(Text(f"      {what}", style="dim"), soft_wrap=True)


def _console(settings: BaseSettings) -> Console:
    # Items that go to standard output (`-o -:jsonl`) are for a program; people read the other.
    piped = any(str(uri).startswith(("-", "stdout:")) for uri in settings.getdict("FEEDS"))
    return Console(file=sys.stderr if piped else sys.stdout, highlight=False, emoji=False)


def _lines(run: Run, settings: BaseSettings) -> Iterator[Line]:
    stats = run.stats
    listings = count(stats, "listing/read") + count(stats, "listing/empty")
    yield "found", f"{count(stats, 'links'):,} interviews on {_pages(listings, 'listing page')}"
    yield "stored", _stored(stats)
    skipped = ", ".join(_skipped(run))
    if skipped:
        yield "skipped", skipped
    if run.report.rejected:
        yield "rejected", f"{len(run.report.rejected):,} kept aside, with the reason"
    failed = count(stats, "article/failed") + count(stats, "listing/failed")
    if failed:
        yield "failed", f"{_pages(failed, 'page')}; the next run tries again"
    yield from (("noticed", said) for said in noticed(stats))
    drifts = stats.get(DRIFTS)
    yield from (("noticed", said) for said in (drifts if isinstance(drifts, list) else []))
    yield from (("portal", said) for said in _bad_portals(stats))
    salvaged = stats.get("captures/salvaged")
    if isinstance(salvaged, int):
        yield "salvaged", f"{_pages(salvaged, 'file')} of captures, of a run that was killed"
    yield "took", _took(stats)
    yield "archive", place_of(settings["ARCHIVE_URL"]).name


def _stored(stats: Mapping[str, object]) -> str:
    new, updated = _archived(stats, "new"), _archived(stats, "updated")
    again = _archived(stats, "unchanged") + count(stats, "article/unchanged")
    known = max(_archived(stats, "before") - updated, again)
    parts = [f"{new:,} new"]
    parts += [f"{updated:,} updated"] if updated else []
    parts += [f"{known:,} already known"] if known else []
    parts += [f"{again:,} of them looked at again"] if again and known > again else []
    return ", ".join(parts)


def _archived(stats: Mapping[str, object], name: str) -> int:
    value = stats.get(f"archive/{name}", 0)
    return value if isinstance(value, int) else 0


def _skipped(run: Run) -> Iterator[str]:
    known, older = count(run.stats, "article/known"), count(run.stats, "article/older")
    if known:
        yield f"{known:,} reached by a second address"
    if older:
        yield f"{older:,} older than asked for"
    reasons = Counter(
        trouble.reason for trouble in run.report.troubles if trouble.state == "refused"
    )
    yield from (f"{number:,} because {reason}" for reason, number in reasons.most_common())
    gone = count(run.stats, "article/gone")
    if gone:
        yield f"{gone:,} gone from the portal"


def _bad_portals(stats: Mapping[str, object]) -> Iterator[str]:
    """A line for each portal of the run that is more than a few pages short."""
    verdicts, standings = stats.get(VERDICTS), stats.get(STANDINGS)
    if isinstance(verdicts, list) and isinstance(standings, list):
        mine = {verdict.portal for verdict in verdicts if verdict.is_grave}
        yield from (said_of(one) for one in standings if one.portal in mine)


def _took(stats: Mapping[str, object]) -> str:
    start, end = stats.get("start_time"), stats.get("finish_time")
    answers = stats.get("downloader/response_count", 0)
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return "unknown"
    seconds = (end - start).total_seconds()
    return f"{_duration(seconds)}, {answers:,} pages fetched"


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def _pages(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _groups(run: Run) -> Iterator[tuple[str, Sequence[Trouble]]]:
    troubles = run.report.troubles
    yield "Rejected", run.report.rejected
    yield "Cut, being larger than what is read of a page", run.report.cut
    yield "Not read to the end", [found for found in troubles if found.state == "unread"]
    yield "Failed", [found for found in troubles if found.state in ("failed", "empty")]
    yield "Doubted", [found for found in troubles if found.state == "doubted"]
    yield "Gone", [found for found in troubles if found.state == "gone"]
    yield (
        "Refused",
        [found for found in troubles if found.state == "refused" and found.kind == "listing"],
    )


def _print_troubles(console: Console, heading: str, troubles: Sequence[Trouble]) -> None:
    if not troubles:
        return
    console.print(Text(f"\n  {heading}", style="bold"))
    for trouble in troubles[:SHOWN]:
        console.print(Text(f"    {one_line(trouble.url)}"), soft_wrap=True)
        console.print(Text(f"        {one_line(trouble.reason)}", style="dim"), soft_wrap=True)
    if len(troubles) > SHOWN:
        console.print(f"    and {len(troubles) - SHOWN:,} more, in the log")
