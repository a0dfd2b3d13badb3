"""What a person decides of addresses: to have them asked for at once, or never again."""

from datetime import datetime

from sqlalchemy import Connection, update

from scraper.archive.database.schema import ledger

IGNORED = "ignored by hand"


def retry(
    connection: Connection,
    now: datetime,
    *,
    url: str | None = None,
    portal: str | None = None,
    only_failed: bool = False,
) -> int:
    """Has addresses due now: one, those of a portal, or all; `only_failed` those that failed."""
    wanted = update(ledger).where(ledger.c.kind == "article")
    if url is not None:
        wanted = wanted.where(ledger.c.url == url)
    if portal is not None:
        wanted = wanted.where(ledger.c.portal == portal)
    if only_failed:
        wanted = wanted.where(ledger.c.state == "failed")
    if url is None:
        # Whoever retries a portal does not take back what was ignored.
        wanted = wanted.where(ledger.c.reason.is_distinct_from(IGNORED))
    changed = connection.execute(wanted.values(due_at=now, failures=0))
    ours = update(ledger).where(ledger.c.url == url, ledger.c.reason == IGNORED)
    if url is not None:
        connection.execute(ours.values(state="pending", reason=None))
    return changed.rowcount


def ignore(connection: Connection, url: str) -> int:
    """Has an address never asked for again, where it is known and not archived: 1, else 0."""
    known = update(ledger).where(ledger.c.url == url, ledger.c.article_id.is_(None))
    ignored = {"state": "out of scope", "reason": IGNORED, "due_at": None}
    return connection.execute(known.values(**ignored)).rowcount
