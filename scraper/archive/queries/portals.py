"""How the portals fare, run by run: what is bad, since when, and when it was good the last time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, and_, func, insert, select

from scraper.archive.database.schema import ledger, portal_runs, runs

# Codes of a portal that are no reason to look after it: done, or single pages that failed.
FINE = (0, 3)
_DEAD_AFTER = 3


@dataclass(frozen=True, slots=True)
class DeadListing:
    """The first page of a listing that could not be read several times in a row."""

    url: str
    failures: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class PortalFacts:
    """What the archive says of a portal at the end of a run: how it fared in the run before, and
    how many listed articles are `waiting` that never could be had."""

    last_code: int | None = None
    last_reason: str | None = None
    waiting: int = 0
    dead_listings: Sequence[DeadListing] = ()


@dataclass(frozen=True, slots=True)
class PortalStanding:
    """A portal as its last run left it. `bad_since` is None for one that is fine; `bad_runs` is how
    many of its runs in a row were bad; `last_good_at` is None where none ever was good."""

    portal: str
    code: int
    reason: str
    last_run_at: datetime
    bad_since: datetime | None = None
    bad_runs: int = 0
    last_good_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a run changed of how a portal fares, to be told to whoever looks after it."""

    what: Literal["bad", "still bad", "well again"]
    portal: str
    code: int
    reason: str
    bad_since: datetime | None = None
    bad_runs: int = 0
    last_good_at: datetime | None = None


def changes(connection: Connection, run_id: int) -> list[Change]:
    """Of the portals of a run those that became bad, are bad for another whole day, or are well
    again."""
    of_run = select(portal_runs.c.portal).where(portal_runs.c.run_id == run_id)
    found = [_change(connection, name, run_id) for name in connection.scalars(of_run).all()]
    return [one for one in found if one is not None]


def _change(connection: Connection, portal: str, run_id: int) -> Change | None:
    now = _standing(connection, portal)
    before = connection.execute(
        select(portal_runs.c.code, runs.c.started_at)
        .join(runs)
        .where(portal_runs.c.portal == portal, portal_runs.c.run_id < run_id)
        .order_by(portal_runs.c.run_id.desc())
        .limit(1)
    ).first()
    was_bad = before is not None and before.code not in FINE
    if now.bad_since is None:
        if not was_bad:
            return None
        return Change("well again", portal, now.code, now.reason, last_good_at=now.last_good_at)
    days = (now.last_run_at - now.bad_since).days
    if was_bad and before is not None and (before.started_at - now.bad_since).days >= days:
        return None
    what: Literal["bad", "still bad"] = "still bad" if was_bad else "bad"
    known = (portal, now.code, now.reason, now.bad_since, now.bad_runs, now.last_good_at)
    return Change(what, *known)


def note_portals(
    connection: Connection, run_id: int, found: Iterable[tuple[str, int, str, Mapping[str, int]]]
) -> None:
    """Keeps of each portal of a run its code, reason and counts."""
    rows = [
        {"run_id": run_id, "portal": name, "code": code, "reason": reason, "counts": dict(counts)}
        for name, code, reason, counts in found
    ]
    if rows:
        connection.execute(insert(portal_runs), rows)


def facts_of(connection: Connection, portal: str) -> PortalFacts:
    """What is known of the portal before this run's end."""
    query = select(portal_runs.c.code, portal_runs.c.reason).where(portal_runs.c.portal == portal)
    last = connection.execute(query.order_by(portal_runs.c.run_id.desc()).limit(1)).first()
    waiting = select(func.count()).where(
        ledger.c.portal == portal,
        ledger.c.kind == "article",
        ledger.c.state.in_(("failed", "refused")),
        ledger.c.article_id.is_(None),
        ledger.c.due_at.is_not(None),
    )
    return PortalFacts(
        last.code if last else None,
        last.reason if last else None,
        connection.execute(waiting).scalar_one(),
        _dead_listings(connection, portal),
    )


def _dead_listings(connection: Connection, portal: str) -> list[DeadListing]:
    query = select(ledger.c.url, ledger.c.failures, ledger.c.reason).where(
        ledger.c.portal == portal,
        ledger.c.kind == "listing",
        ledger.c.found_as == "seed",
        ledger.c.state.in_(("failed", "refused")),
        ledger.c.failures >= _DEAD_AFTER,
    )
    return [DeadListing(**row._mapping) for row in connection.execute(query)]


def standings(connection: Connection) -> list[PortalStanding]:
    """Every portal that was ever crawled, by name."""
    names = connection.scalars(select(portal_runs.c.portal).distinct().order_by("portal")).all()
    return [_standing(connection, name) for name in names]


def _standing(connection: Connection, portal: str) -> PortalStanding:
    of_it = select(portal_runs, runs.c.started_at).join(runs).where(portal_runs.c.portal == portal)
    newest = portal_runs.c.run_id.desc()
    last = connection.execute(of_it.order_by(newest).limit(1)).one()
    good = connection.execute(
        of_it.where(portal_runs.c.code.in_(FINE)).order_by(newest).limit(1)
    ).first()
    known: dict[str, Any] = {
        "portal": portal,
        "code": last.code,
        "reason": last.reason,
        "last_run_at": last.started_at,
        "last_good_at": good.started_at if good else None,
    }
    if last.code in FINE:
        return PortalStanding(**known)
    since = and_(portal_runs.c.run_id > good.run_id) if good else portal_runs.c.run_id > 0
    bad = connection.execute(of_it.where(since).order_by(portal_runs.c.run_id)).all()
    return PortalStanding(**known, bad_since=bad[0].started_at, bad_runs=len(bad))
