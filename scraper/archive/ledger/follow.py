"""Further reading that becomes an article to fetch."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from scraper.archive.database.schema import ledger
from scraper.archive.ledger.addresses import NO_INTERVIEW
from scraper.archive.ledger.listings import sections_of
from scraper.values.urls import url_shape

_FOUND = ("related", "next article")


def follow(connection: Connection, portal: str, now: datetime, *, is_defined: bool) -> None:
    """Makes pending what articles show to read on, where it belongs to a section whose listing is
    read, and its address looks like those of the listed articles. An entry that names no section
    is asked for where the portal is defined: its own page will tell."""
    sections = sections_of(connection, portal)
    candidates = connection.execute(
        select(ledger.c.id, ledger.c.url, ledger.c.section).where(
            ledger.c.portal == portal,
            ledger.c.found_as.in_(_FOUND),
            ledger.c.state == "out of scope",
            ledger.c.reason == NO_INTERVIEW,
        )
    ).all()
    wanted = [
        row
        for row in candidates
        if row.section in sections or (row.section is None and is_defined and sections)
    ]
    if not wanted:
        return
    shapes = _listed_shapes(connection, portal)
    ids = [row.id for row in wanted if url_shape(row.url) in shapes]
    if ids:
        going = update(ledger).where(ledger.c.id.in_(ids))
        connection.execute(going.values(state="pending", reason=None, due_at=now))


def _listed_shapes(connection: Connection, portal: str) -> set[str]:
    query = select(ledger.c.url).where(
        ledger.c.portal == portal,
        ledger.c.found_as == "listing",
        ledger.c.kind == "article",
        ledger.c.state == "archived",
    )
    return {url_shape(url) for url in connection.scalars(query)}
