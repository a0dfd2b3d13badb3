"""Further reading that becomes an article to fetch, and second names of articles that there are."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from scraper.archive.ledger import NO_INTERVIEW, mark_gone
from scraper.archive.ledger_listing import sections_of
from scraper.archive.moves import join
from scraper.archive.schema import ledger
from scraper.recheck import after_gone
from scraper.urls import url_shape

_TARGET = ("kind", "state", "reason", "article_id")
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


def join_aliases(connection: Connection, now: datetime) -> None:
    """Gives each address that is known to lead to another one that one's state and article; one
    that leads to a listing is gone."""
    waiting = connection.execute(
        select(ledger.c.id, ledger.c.leads_to, ledger.c.article_id).where(
            ledger.c.state == "pending", ledger.c.leads_to.is_not(None)
        )
    ).all()
    for row in waiting:
        target = connection.execute(
            select(*(ledger.c[name] for name in _TARGET)).where(ledger.c.url == row.leads_to)
        ).first()
        if target is not None and target.kind == "listing":
            mark_gone(connection, row.article_id, now)
            reason = f"redirects to the listing {row.leads_to}"
            gone = {"state": "gone", "reason": reason, "due_at": after_gone(1, now)}
            connection.execute(update(ledger).where(ledger.c.id == row.id).values(gone))
            continue
        if target is None or target.state == "pending":
            continue
        changes = {"state": target.state, "reason": target.reason, "article_id": target.article_id}
        if row.article_id not in (None, target.article_id) and target.article_id is not None:
            changes = join(connection, row.article_id, target.article_id)
        connection.execute(update(ledger).where(ledger.c.id == row.id).values(changes))
