"""How things stand, for a person at a terminal."""

from collections.abc import Iterable
from datetime import datetime

from rich.console import Console
from rich.text import Text

from scraper.archive.ledger.runs import UNCLOSED
from scraper.archive.queries.status import RunStanding, SectionStanding, Standing
from scraper.ui.terminal.portals import said_of
from scraper.values.printable import one_line

_SHOWN_GAPS = 5


def print_standing(
    console: Console, standing: Standing, *, is_running: bool, was_killed: bool, now: datetime
) -> None:
    """Prints all of it: sections, runs, troubles, gaps."""
    _print_sections(console, standing.sections)
    console.print(Text("\nlisting pages", style="bold"))
    console.print(Text(f"      {_sum(standing.pages)}", style="dim"), soft_wrap=True)
    _print_runs(console, standing, is_running=is_running, was_killed=was_killed)
    _print_portals(console, standing)
    _print_drifts(console, standing)
    _print_troubles(console, standing, now)
    _print_gaps(console, standing)


def _print_sections(console: Console, sections: Iterable[SectionStanding]) -> None:
    portal = ""
    for section in sections:
        if section.portal != portal:
            portal = section.portal
            console.print(Text(f"\n{portal}", style="bold"), soft_wrap=True)
        console.print(Text(f"  {section.section or '(no section)'}"), soft_wrap=True)
        console.print(Text(f"      {_sum(section)}", style="dim"), soft_wrap=True)
        console.print(Text(f"      {_reading(section)}", style="dim"), soft_wrap=True)


def _sum(section: SectionStanding) -> str:
    """The equation that must always hold."""
    parts = " + ".join(f"{number:,} {state}" for state, number in section.states.items())
    return f"{section.discovered:,} discovered = {parts}"


def _reading(section: SectionStanding) -> str:
    if section.read_at is None:
        return f"{section.due:,} due now"
    return f"{section.due:,} due now; listing read without a gap up to {_moment(section.read_at)}"


def _print_runs(
    console: Console, standing: Standing, *, is_running: bool, was_killed: bool
) -> None:
    console.print(Text("\nRuns", style="bold"))
    lines = [("last", standing.last_run), ("last good", standing.last_good_run)]
    for label, run in lines:
        console.print(Text(f"  {label:<10}{_run(run)}"), soft_wrap=True)
    runs = list(standing.open_runs)
    if is_running and runs:
        on = runs.pop()
        console.print(Text(f"  {'now':<10}{_moment(on.started_at)}, running"), soft_wrap=True)
    for run in runs:
        # Older ones were killed: had they not been, the next run would have closed them.
        how = "it was killed" if was_killed or run is not runs[-1] else UNCLOSED
        text = f"  {'never closed':<14}{_moment(run.started_at)}, run {run.id}: {how}"
        console.print(Text(text, style="yellow"), soft_wrap=True)


def _print_portals(console: Console, standing: Standing) -> None:
    bad = [one for one in standing.portals if one.bad_since is not None]
    if not bad:
        return
    console.print(Text(f"\nPortals that do not do their job ({len(bad):,})", style="bold"))
    for one in bad:
        console.print(Text(f"  {said_of(one)}", style="yellow"), soft_wrap=True)


def _print_drifts(console: Console, standing: Standing) -> None:
    if not standing.drifts:
        return
    heading = f"\nPages that have changed ({len(standing.drifts):,}), until new ones are as before"
    console.print(Text(heading, style="bold"))
    for drift in standing.drifts:
        since = f"since {drift.first_seen_at:%Y-%m-%d}"
        console.print(Text(f"  {drift}; {since}", style="yellow"), soft_wrap=True)


def _run(run: RunStanding | None) -> str:
    if run is None:
        return "none yet"
    return f"{_moment(run.started_at)}, exit code {run.exit_code}: {run.reason}"


def _print_troubles(console: Console, standing: Standing, now: datetime) -> None:
    if not standing.trouble_count:
        return
    console.print(Text(f"\nFailed ({standing.trouble_count:,})", style="bold"))
    for trouble in standing.troubles:
        when = "never" if trouble.due_at is None else _moment(trouble.due_at)
        when = "at the next run" if trouble.due_at and trouble.due_at <= now else when
        console.print(Text(f"  {one_line(trouble.url)}"), soft_wrap=True)
        times = "once" if trouble.failures == 1 else f"{trouble.failures} times in a row"
        text = f"      {one_line(trouble.reason or trouble.state)}, {times}; asked again {when}"
        console.print(Text(text, style="dim"), soft_wrap=True)
    if standing.trouble_count > len(standing.troubles):
        rest = standing.trouble_count - len(standing.troubles)
        console.print(f"  and {rest:,} more: --json has the newest, table ledger has all")


def _print_gaps(console: Console, standing: Standing) -> None:
    with_gaps = [section for section in standing.sections if section.gaps]
    if not with_gaps:
        return
    console.print(Text("\nGaps (days without an interview, against the usual)", style="bold"))
    for section in with_gaps:
        console.print(Text(f"  {section.portal}, {section.section or '(none)'}"), soft_wrap=True)
        for gap in section.gaps[:_SHOWN_GAPS]:
            text = f"      {gap.after} to {gap.before}: {gap.days} days, usually {gap.usual:g}"
            console.print(Text(text, style="dim"), soft_wrap=True)


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"
