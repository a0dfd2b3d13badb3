"""Earlier versions of an article: what it said, until when, what changed then, and by whom."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, insert, select

from scraper.archive.articles.changes import Change
from scraper.archive.database.records import record_of_row
from scraper.archive.database.schema import captures, revisions
from scraper.items import Capture

# Who made a change: the portal edited its page, or our rules now read the same page better.
Origin = Literal["portal", "ours"]

_PAYLOAD = select(captures.c.payload_digest).where(captures.c.id == bindparam("capture"))


def keep_version(
    connection: Connection,
    stored: Row[Any],
    row: Row[Any],
    changes: list[Change],
    origin: Origin,
    run_id: int | None,
    at: datetime,
) -> None:
    """Puts the stored version, `row` of the view, into the history, with what superseded it."""
    connection.execute(
        insert(revisions),
        {
            "article_id": stored.id,
            "revision": stored.revision,
            "superseded_at": at,
            "run_id": run_id,
            "rules": row.rules,
            "record": record_of_row(row),
            "capture_id": stored.capture_id,
            "changes": changes,
            "origin": origin,
        },
    )


def whose(
    connection: Connection, earlier: int | None, capture: Capture | None, origin: Origin
) -> Origin:
    """Who changed what is read from `capture`: not the portal, where it has the very bytes of the
    `earlier` one."""
    if origin == "ours" or earlier is None or capture is None:
        return origin
    same = connection.execute(_PAYLOAD, {"capture": earlier}).scalar() == capture.digest
    return "ours" if same else "portal"
