"""Times that cannot be: written by a clock that was ahead. What they keep waiting is due again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Table, and_, func, or_, select, update

from scraper.archive.database.columns import Instant
from scraper.archive.database.schema import ledger, listings, metadata, runs

# The clocks of two machines may differ so much, and a run may have begun as long ago.
LEEWAY = timedelta(days=1)
# In a run's arguments: it was told that it is another time, so that its times are meant.
AS_IF = "ARCHIVE_NOW"
# A page may be dated as it likes, and what is due is due in the future; see `_waiting`.
_MAY_BE = {("articles", "published_at_utc"), ("ledger", "due_at")}


def of_the_future(connection: Connection, now: datetime) -> Iterator[str]:
    """A sentence where times lie in the future, unless a run was told that it is that late."""
    limit = _limit(connection, now)
    found = {}
    latest = None
    for table, column in _times():
        query = select(func.count(), func.max(column)).where(column > limit)
        number, last = connection.execute(query).one()
        if number:
            found[f"{table.name}.{column.name}"] = number
            latest = max(filter(None, (latest, last)))
    if found:
        where = ", ".join(f"{number:,} of {name}" for name, number in found.items())
        yield (
            f"times are in the future, up to {latest}: a clock was wrong when they were written"
            f" ({where}); `scrapy verify --repair` puts the present in their place"
        )


def release(connection: Connection, now: datetime) -> int:
    """Has due what was put off by a clock that was ahead, and listings read anew that seem read
    already; how many addresses and listings that are."""
    limit = _limit(connection, now)
    waiting = update(ledger).where(
        ledger.c.due_at > now,
        or_(
            ledger.c.last_asked_at > limit,
            and_(ledger.c.last_asked_at.is_(None), ledger.c.due_at > limit),
        ),
    )
    seeming = update(listings).where(listings.c.gapless_at > limit)
    released = connection.execute(waiting.values(due_at=now)).rowcount
    nothing = seeming.values(gapless_at=None, gapless_back_to=None)
    return released + connection.execute(nothing).rowcount


def put_right(connection: Connection, now: datetime) -> None:
    """Puts into the place of times in the future the begin of the next run whose clock was right,
    or the present."""
    limit = _limit(connection, now)
    release(connection, now)
    right = _next_right(connection, limit) or now
    for table, column in _times():
        wrong = update(table).where(column > limit)
        connection.execute(wrong.values({column.name: right}))


def _times() -> Iterator[tuple[Table, Column[datetime]]]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Instant) and (table.name, column.name) not in _MAY_BE:
                yield table, column


def _limit(connection: Connection, now: datetime) -> datetime:
    """The latest time that can be: a little behind now, or behind what a run was told."""
    query = select(runs.c.started_at, runs.c.finished_at, runs.c.arguments)
    told: list[datetime] = [
        row.finished_at or row.started_at
        for row in connection.execute(query.where(runs.c.started_at > now))
        if AS_IF in row.arguments
    ]
    return max([now, *told]) + LEEWAY


def _next_right(connection: Connection, limit: datetime) -> datetime | None:
    last_wrong = select(func.max(runs.c.id)).where(runs.c.started_at > limit).scalar_subquery()
    query = select(runs.c.started_at).where(runs.c.id > last_wrong).order_by(runs.c.id).limit(1)
    found: datetime | None = connection.execute(query).scalar()
    return found
