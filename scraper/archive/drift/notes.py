"""Drifts in the archive: from the run that notices one until a run that finds it over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from scraper.archive.database.schema import drifts
from scraper.archive.drift.samples import samples_of
from scraper.archive.drift.signs import (
    BEFORE,
    FEWEST_NEW,
    QUESTIONS,
    Sample,
    Sign,
    answers,
    signs_in,
)


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed on a portal's pages, and is not over; `before` and `now` are how many articles
    had it (`yes`) of how many (`of`)."""

    portal: str
    section: str | None
    sign: str
    what: str
    before: dict[str, int]
    now: dict[str, int]
    examples: list[str]
    first_seen_at: datetime
    last_seen_at: datetime

    def __str__(self) -> str:
        where = f"{self.portal}, {self.section}" if self.section else self.portal
        return f"{where}: {self.what}"


_COLUMNS = [drifts.c[name] for name in Drift.__dataclass_fields__]


def open_drifts(connection: Connection, portal: str | None = None) -> list[Drift]:
    """Those that are not over, of a portal or of all, oldest first."""
    query = select(*_COLUMNS).where(drifts.c.ended_at.is_(None)).order_by(drifts.c.id)
    query = query.where(drifts.c.portal == portal) if portal is not None else query
    return [Drift(**row._mapping) for row in connection.execute(query)]


def note_drifts(connection: Connection, portal: str, run_id: int, now: datetime) -> list[Drift]:
    """Looks at what a run archived of a portal, ends what is over and enters what is new; what is
    open then."""
    found = samples_of(connection, portal, run_id)
    _end(connection, portal, found, now)
    known = {(one.section, one.sign) for one in open_drifts(connection, portal)}
    whole = {sign for section, sign in known if section is None}
    for section, sign in _signs(found):
        if section is not None and sign.name in whole:
            continue
        if section is None:
            whole.add(sign.name)
        _enter(connection, (portal, section), sign, run_id, now)
    return open_drifts(connection, portal)


def _signs(found: Sequence[Sample]) -> Iterator[tuple[str | None, Sign]]:
    """Those of the portal as a whole first, then those of single sections."""
    yield from ((None, sign) for sign in signs_in(found))
    sections = {one.section for one in found if one.is_new and one.section is not None}
    if len({one.section for one in found}) < 2:
        return
    for section in sorted(sections):
        mine = [one for one in found if one.section == section]
        yield from ((section, sign) for sign in signs_in(mine))


def _enter(
    connection: Connection,
    place: tuple[str, str | None],
    sign: Sign,
    run_id: int,
    now: datetime,
) -> None:
    before, after = sign.figures()
    portal, section = place
    seen: dict[str, Any] = {"examples": list(sign.examples), "last_seen_at": now}
    mine = _open(portal, section, sign.name)
    if connection.execute(update(drifts).where(*mine).values(**seen)).rowcount:
        return
    row: dict[str, Any] = {
        "portal": portal,
        "section": section,
        "sign": sign.name,
        "what": str(sign),
        "before": before,
        "now": after,
        "first_seen_at": sign.since,
        "first_run_id": run_id,
    }
    connection.execute(insert(drifts), [row | seen])


def _end(connection: Connection, portal: str, found: Sequence[Sample], now: datetime) -> None:
    """Ends what the latest articles have again, and what has become the usual thing."""
    for one in open_drifts(connection, portal):
        mine = [article for article in found if one.section in (None, article.section)]
        since = [article for article in mine if article.seen_at >= one.first_seen_at]
        before = mine[: len(mine) - len(since)][-BEFORE:]
        if one.sign not in QUESTIONS or not before:
            continue
        is_usual = len(since) - one.now["of"] >= BEFORE
        new = sum(article.is_new for article in mine)
        latest = mine[-max(new, FEWEST_NEW) :]
        again = answers(one.sign, latest, before)
        fresh = again[-new:] if new else again
        expected = one.before["yes"] / one.before["of"]
        if is_usual or sum(fresh) >= expected * len(fresh) / 2:
            over = update(drifts).where(*_open(one.portal, one.section, one.sign))
            connection.execute(over.values(ended_at=now))


def _open(portal: str, section: str | None, sign: str) -> tuple[Any, ...]:
    of_section = drifts.c.section.is_(None) if section is None else drifts.c.section == section
    return (
        drifts.c.portal == portal,
        of_section,
        drifts.c.sign == sign,
        drifts.c.ended_at.is_(None),
    )
