"""Items that are no good interviews: kept with their reasons until their page gives a good one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from scraper.archive.articles.digest import digest_of, telling
from scraper.archive.database.dialect import insert_new
from scraper.archive.database.schema import rejections
from scraper.archive.ledger.captures import capture_id
from scraper.items import Article
from scraper.record import record_of


@dataclass(frozen=True, slots=True)
class Rejection:
    """An item that was not stored as good. `record` is what was read, as far as it went."""

    url: str
    portal: str
    reasons: list[str]
    record: dict[str, Any]
    run_id: int | None
    first_seen_at: datetime
    last_seen_at: datetime


_COLUMNS = [rejections.c[name] for name in Rejection.__dataclass_fields__]
_RESOLVE = (
    update(rejections)
    .where(rejections.c.url == bindparam("address"), rejections.c.resolved_at.is_(None))
    .values(resolved_at=bindparam("now"))
)
_AGAIN = (
    update(rejections)
    .where(rejections.c.url == bindparam("address"), rejections.c.digest == bindparam("same"))
    .values(
        resolved_at=None,
        last_seen_at=bindparam("now"),
        run_id=bindparam("run"),
        capture_id=bindparam("captured"),
    )
)


def reject(connection: Connection, article: Article, run_id: int | None) -> None:
    """Keeps the item and its `problems`; an earlier, different rejection of the page is closed."""
    put_aside(
        connection,
        record_of(article),
        article.problems,
        run_id,
        article.fetched_at or datetime.now(UTC),
        text_digest=telling(article),
        capture_id=capture_id(connection, article.capture),
    )


def put_aside(
    connection: Connection,
    record: dict[str, Any],
    reasons: list[str],
    run_id: int | None,
    now: datetime,
    *,
    text_digest: str | None,
    capture_id: int | None,
) -> None:
    """Keeps a record with what is wrong with it."""
    digest = digest_of([record, reasons])
    resolve_rejections(connection, record["url"], now)
    adding = insert_new(connection.dialect.name, rejections, "url", "digest")
    connection.execute(
        adding,
        {
            "url": record["url"],
            "portal": record["portal"],
            "run_id": run_id,
            "first_seen_at": now,
            "last_seen_at": now,
            "reasons": reasons,
            "digest": digest,
            "record": record,
            "text_digest": text_digest,
        },
    )
    again = {"address": record["url"], "same": digest, "now": now, "run": run_id}
    connection.execute(_AGAIN, {**again, "captured": capture_id})


def resolve_rejections(connection: Connection, url: str, when: datetime) -> None:
    """Notes that what was wrong with the page no longer is."""
    connection.execute(_RESOLVE, {"address": url, "now": when})


def open_rejections(connection: Connection, run_id: int | None) -> Iterator[Rejection]:
    """The rejections that still stand, in the order they came; of one run, or of all."""
    query = select(*_COLUMNS).where(rejections.c.resolved_at.is_(None)).order_by(rejections.c.id)
    if run_id is not None:
        query = query.where(rejections.c.run_id == run_id)
    for row in connection.execute(query):
        yield Rejection(**row._mapping)
