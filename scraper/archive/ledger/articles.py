"""Articles in the ledger: the addresses that led to one, and those that it shows to read on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, update

from scraper.archive.database.schema import ledger
from scraper.archive.ledger.addresses import NO_INTERVIEW, Link, discover, on_the_way
from scraper.items import Article
from scraper.portals.recheck import after_reading
from scraper.values.urls import canonical

_ARCHIVED = (
    update(ledger)
    .where(ledger.c.url == bindparam("address"))
    .values(
        state="archived",
        reason=None,
        failures=0,
        article_id=bindparam("to_article"),
        last_status=bindparam("to_status"),
        last_asked_at=bindparam("to_now"),
        last_run_id=bindparam("to_run"),
        leads_to=bindparam("to_place"),
        due_at=bindparam("to_due"),
        etag=bindparam("to_etag"),
        last_modified=bindparam("to_modified"),
        attempts=ledger.c.attempts + bindparam("to_attempts"),
    )
)


def archived(
    connection: Connection,
    article: Article,
    stored: Row[*tuple[Any, ...]],
    run_id: int | None,
    now: datetime,
) -> None:
    """Notes that the article is stored: the addresses that led to it, and those that it shows.
    `stored` has its id, published_at_utc and first_seen_at."""
    fetch = article.fetch
    if fetch is None:
        return
    first = tuple(dict.fromkeys((fetch.asked, *fetch.redirects, article.url)))
    found = on_the_way(connection, article, first)
    discover(connection, [*found, *_reading(article)], run_id, now)
    published = stored.published_at_utc or stored.first_seen_at
    due = after_reading(fetch.recheck, published, now)
    for url in first:
        is_home = url == article.url
        done = {
            "address": url,
            "to_article": stored.id,
            "to_status": fetch.status,
            "to_now": now,
            "to_run": run_id,
            "to_place": None if is_home else article.url,
            "to_due": due if is_home else None,
            "to_etag": fetch.etag if is_home else None,
            "to_modified": fetch.last_modified if is_home else None,
            "to_attempts": int(url == fetch.asked),
        }
        connection.execute(_ARCHIVED, done)


def _reading(article: Article) -> Iterable[Link]:
    """What the article shows to read on; whether it is an interview is decided later."""
    fetch = article.fetch
    assert fetch is not None
    shown = [(entry.url, "related", entry.section, entry.title) for entry in article.related]
    following = article.next_article
    if following:
        shown.append((following.url, "next article", None, following.title))
    for url, found_as, section, title in shown:
        if url is None:
            continue
        off = url in fetch.off_site
        key = canonical(url)
        yield Link(
            url=key,
            portal=article.portal,
            found_as=found_as,
            found_on=article.url,
            section=section,
            title=title,
            asked_as=None if key == url else url,
            state="refused" if off else "out of scope",
            reason="it leads to another site" if off else NO_INTERVIEW,
        )
