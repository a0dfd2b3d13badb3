"""How things stand: every address by portal and section, the runs, what failed, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from scraper.archive.database.schema import articles, ledger, listings, runs, sections
from scraper.archive.drift.notes import Drift, open_drifts
from scraper.archive.ledger.addresses import STANDINGS
from scraper.archive.queries.gaps import Gap, gaps_in
from scraper.archive.queries.portals import PortalStanding, standings

# So many troubles and gaps are told, the newest first.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class SectionStanding:
    """The addresses of a section by state; `discovered` is their sum. `due` of them are due now.
    `read_at` is when its listing was last read without a gap."""

    portal: str
    section: str | None
    states: dict[str, int]
    due: int
    read_at: datetime | None = None
    gaps: list[Gap] = field(default_factory=list)

    @property
    def discovered(self) -> int:
        """How many addresses there are."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class RunStanding:
    """A run; `finished_at` None: it is running, or was killed."""

    id: int
    started_at: datetime
    finished_at: datetime | None
    exit_code: int | None
    reason: str | None
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trouble:
    """An address that could not be had when it was last asked for."""

    url: str
    state: str
    reason: str | None
    failures: int
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """`open_runs` never closed: one of them is the run that is on now, if any."""

    sections: list[SectionStanding]
    pages: SectionStanding
    last_run: RunStanding | None
    last_good_run: RunStanding | None
    open_runs: list[RunStanding]
    troubles: list[Trouble]
    trouble_count: int
    portals: list[PortalStanding] = field(default_factory=list)
    drifts: list[Drift] = field(default_factory=list)


def standing(connection: Connection, now: datetime) -> Standing:
    """As it is at a moment."""
    troubles = _troubles(connection)
    return Standing(
        sections=list(_sections(connection, now)),
        pages=_pages(connection, now),
        last_run=_run(connection),
        last_good_run=_run(connection, good=True),
        open_runs=_open_runs(connection),
        troubles=troubles[:SHOWN],
        trouble_count=len(troubles),
        portals=standings(connection),
        drifts=open_drifts(connection),
    )


def _counted(connection: Connection, now: datetime, kind: str) -> list[Row[Any]]:
    section = func.coalesce(sections.c.name, ledger.c.section).label("section")
    return list(
        connection.execute(
            select(
                ledger.c.portal,
                section,
                ledger.c.state,
                func.count().label("number"),
                func.sum(case((ledger.c.due_at <= now, 1), else_=0)).label("due"),
            )
            .select_from(ledger.outerjoin(articles).outerjoin(sections))
            .where(ledger.c.kind == kind)
            .group_by(ledger.c.portal, section, ledger.c.state)
        )
    )


def _sections(connection: Connection, now: datetime) -> Iterator[SectionStanding]:
    rows = _counted(connection, now, "article")
    read = {
        (row.portal, row.section): row.gapless_at
        for row in connection.execute(select(listings).order_by(listings.c.gapless_at))
    }
    for portal, section in sorted({(row.portal, row.section or "") for row in rows}):
        mine = [row for row in rows if (row.portal, row.section or "") == (portal, section)]
        states = {row.state: row.number for row in mine}
        name = section or None
        yield SectionStanding(
            portal=portal,
            section=name,
            states={state: states.get(state, 0) for state in STANDINGS},
            due=sum(row.due for row in mine),
            read_at=read.get((portal, name)),
            gaps=gaps_in(_days(connection, portal, name), now.date())[:SHOWN],
        )


def _days(connection: Connection, portal: str, section: str | None) -> list[date]:
    query = (
        select(func.substr(articles.c.published_at, 1, 10))
        .select_from(articles.outerjoin(sections))
        .where(articles.c.portal == portal, articles.c.published_at.is_not(None))
        .where(sections.c.name == section if section else articles.c.section_id.is_(None))
        .distinct()
    )
    return [date.fromisoformat(day) for day in connection.scalars(query)]


def _pages(connection: Connection, now: datetime) -> SectionStanding:
    states: dict[str, int] = dict.fromkeys(STANDINGS, 0)
    for row in _counted(connection, now, "listing"):
        states[row.state] += row.number
    return SectionStanding("", "listing pages", states, 0)


def _run(connection: Connection, *, good: bool = False) -> RunStanding | None:
    query = select(*(runs.c[name] for name in RunStanding.__dataclass_fields__))
    query = query.where(runs.c.finished_at.is_not(None))
    query = query.where(runs.c.exit_code == 0) if good else query
    row = connection.execute(query.order_by(runs.c.id.desc()).limit(1)).first()
    return RunStanding(**row._mapping) if row else None


def _open_runs(connection: Connection) -> list[RunStanding]:
    query = select(*(runs.c[name] for name in RunStanding.__dataclass_fields__))
    rows = connection.execute(query.where(runs.c.finished_at.is_(None)).order_by(runs.c.id))
    return [RunStanding(**row._mapping) for row in rows]


def _troubles(connection: Connection) -> list[Trouble]:
    query = (
        select(*(ledger.c[name] for name in Trouble.__dataclass_fields__))
        .where(ledger.c.failures > 0, ledger.c.state.not_in(("gone", "out of scope", "refused")))
        .order_by(ledger.c.last_asked_at.desc(), ledger.c.id)
    )
    return [Trouble(**row._mapping) for row in connection.execute(query)]
