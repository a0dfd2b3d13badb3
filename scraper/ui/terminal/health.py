"""Is it well? For monitors: a level, one line, and figures."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from pathlib import Path

from scraper.archive.queries.status import Standing
from scraper.crawl.report.exits import Exit
from scraper.ui.terminal.portals import said_of
from scraper.values.printable import one_line

_AGE = re.compile(r"(\d{1,5})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_WARNED = (Exit.FAILURES_LEFT, Exit.STOPPED, Exit.ARCHIVE_BUSY)


class Level(IntEnum):
    """As monitors count: the exit codes of `scrapy status --check`."""

    WELL = 0
    WARNING = 1
    BAD = 2


@dataclass(frozen=True, slots=True)
class Health:
    """How grave the gravest is, and what is wrong, the gravest first."""

    level: Level
    said: tuple[str, ...]

    @property
    def line(self) -> str:
        """All of it in one line."""
        return one_line(f"{self.level.name}: {'; '.join(self.said)}", 1000)


def age_of(text: str) -> timedelta:
    """`26h`, `90m` or `2d` as a time; ValueError for anything else."""
    found = _AGE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no age; write 26h, 90m or 2d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def health_of(
    standing: Standing, now: datetime, max_age: timedelta | None, *, was_killed: bool
) -> Health:
    """What there is to say; a portal whose last good run is longer ago than `max_age` is bad."""
    found = [*_of_runs(standing, was_killed), *_of_portals(standing, now, max_age)]
    found.sort(key=lambda one: -one[0])
    if not found:
        number = len(standing.portals)
        return Health(Level.WELL, (f"{number:,} portal{'' if number == 1 else 's'}",))
    return Health(found[0][0], tuple(said for _, said in found))


def _of_runs(standing: Standing, was_killed: bool) -> Iterator[tuple[Level, str]]:
    last = standing.last_run
    if last is None:
        yield Level.BAD, "no run yet"
        return
    reason = one_line(last.reason or "")
    if last.exit_code in (Exit.UNEXPECTED_ERROR, Exit.BAD_USAGE, Exit.ARCHIVE_TROUBLE):
        yield Level.BAD, f"the last run ended with {last.exit_code}: {reason}"
    elif last.exit_code in _WARNED:
        yield Level.WARNING, f"the last run ended with {last.exit_code}: {reason}"
    if was_killed and last.finished_at is None:
        yield Level.WARNING, "the last run was killed"


def _of_portals(
    standing: Standing, now: datetime, max_age: timedelta | None
) -> Iterator[tuple[Level, str]]:
    for one in standing.portals:
        if one.bad_since is not None:
            yield Level.BAD, one_line(said_of(one))
        elif max_age is not None and (one.last_good_at is None or now - one.last_good_at > max_age):
            good = f"{one.last_good_at:%Y-%m-%d %H:%M} UTC" if one.last_good_at else "never"
            yield Level.BAD, f"{one.portal}: overdue, last good run: {good}"


def write_prometheus(file: Path, standing: Standing, health: Health, now: datetime) -> None:
    """The figures in Prometheus' text format; whoever reads the file never sees half of it."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        part.write_text("\n".join(_figures(standing, health, now)) + "\n", encoding="utf-8")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _figures(standing: Standing, health: Health, now: datetime) -> Iterator[str]:
    yield from _metric("health", "0 well, 1 warning, 2 bad", [({}, int(health.level))])
    yield from _metric("written_timestamp_seconds", "when this was written", [({}, _at(now))])
    last = standing.last_run
    if last is not None:
        yield from _metric("last_run_timestamp_seconds", "begin", [({}, _at(last.started_at))])
        if last.exit_code is not None:
            yield from _metric("last_run_exit_code", "exit code", [({}, last.exit_code)])
    portals = [({"portal": one.portal}, one) for one in standing.portals]
    rows = [(labels, int(one.bad_since is not None)) for labels, one in portals]
    yield from _metric("portal_bad", "1 where the portal is bad", rows)
    good = [(labels, _at(one.last_good_at)) for labels, one in portals if one.last_good_at]
    yield from _metric("portal_last_good_timestamp_seconds", "last good run", good)
    since = [(labels, _at(one.bad_since)) for labels, one in portals if one.bad_since]
    yield from _metric("portal_bad_since_timestamp_seconds", "bad since", since)
    states: dict[tuple[str, str], int] = {}
    for section in standing.sections:
        for state, number in section.states.items():
            key = (section.portal, state)
            states[key] = states.get(key, 0) + number
    counted = [({"portal": name, "state": state}, it) for (name, state), it in states.items()]
    yield from _metric("addresses", "addresses by state", counted)


def _metric(name: str, said: str, rows: list[tuple[dict[str, str], int]]) -> Iterator[str]:
    if not rows:
        return
    yield f"# HELP interview_archive_{name} {said}"
    yield f"# TYPE interview_archive_{name} gauge"
    for labels, value in rows:
        pairs = ",".join(f'{key}="{_escaped(it)}"' for key, it in labels.items())
        yield f"interview_archive_{name}{'{' + pairs + '}' if pairs else ''} {value}"


def _escaped(text: str) -> str:
    return one_line(text, 200).replace("\\", "\\\\").replace('"', '\\"')


def _at(moment: datetime) -> int:
    return int(moment.timestamp())
