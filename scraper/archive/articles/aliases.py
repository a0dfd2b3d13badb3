"""Second names of articles that there are."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from scraper.archive.articles.moves import join
from scraper.archive.database.schema import ledger
from scraper.archive.ledger.addresses import mark_gone
from scraper.portals.recheck import after_gone

_TARGET = ("kind", "state", "reason", "article_id")


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
