"""Storing what came of a page, together with the state of its addresses in the ledger."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from scraper.archive.articles import rejections, write
from scraper.archive.articles.aliases import add_name, ask_again
from scraper.archive.articles.identity import identify
from scraper.archive.articles.moves import ask_twins_again, settle_address, withdraw
from scraper.archive.articles.write import Saved
from scraper.archive.database.records import record_of_row, row_of
from scraper.archive.database.schema import articles, ledger
from scraper.archive.ledger.addresses import Answer, Standing, answered
from scraper.archive.ledger.articles import archived
from scraper.items import Article
from scraper.portals.model import Recheck

_STORED = select(
    *(articles.c[name] for name in ("id", "gone_at", "published_at_utc", "first_seen_at"))
).where(articles.c.url == bindparam("address"))


def keep(connection: Connection, article: Article, run_id: int | None, now: datetime) -> Saved:
    """Stores the article, unless its page is not its own: another's, a wall, or another name."""
    if _leads_to_listing(connection, article):
        article.problems.append(f"redirects to the listing {article.url}")
        _settle(connection, article, "gone", run_id, now)
        return Saved.unfit
    settle_address(connection, article)
    found = identify(connection, article, run_id, now)
    for article_id in found.withdrawn:
        _withdraw(connection, article_id, str(found.reason), run_id, now)
    if found.reason is not None:
        article.problems.append(found.reason)
        rejections.reject(connection, article, run_id)
        standing: Standing = "gone" if found.what == "gone" else "failed"
        _settle(connection, article, standing, run_id, now)
        if found.article_id is not None:
            ask_again(connection, found.article_id, now)
        return Saved.unfit
    if found.article_id is not None and article.fetch is not None:
        add_name(connection, article, found.article_id, run_id, now)
        return Saved.named
    return _save(connection, article, run_id, now)


def _save(connection: Connection, article: Article, run_id: int | None, now: datetime) -> Saved:
    saved = write.save(connection, article, run_id)
    if article.fetch is None:
        return saved
    stored = connection.execute(_STORED, {"address": article.url}).one()
    if stored.gone_at is not None:
        connection.execute(update(articles).where(articles.c.id == stored.id).values(gone_at=None))
    archived(connection, article, stored, run_id, now)
    if saved is Saved.new:
        ask_twins_again(connection, article, stored.id, now)
    return saved


def _withdraw(
    connection: Connection, article_id: int, reason: str, run_id: int | None, now: datetime
) -> None:
    """Keeps aside what was stored as an article and is none; its addresses are asked for again."""
    record = record_of_row(row_of(connection, article_id))
    told = select(articles.c.text_digest, articles.c.capture_id).where(articles.c.id == article_id)
    row = connection.execute(told).one()
    leading = withdraw(connection, article_id)
    if leading:
        aside = {"text_digest": row.text_digest, "capture_id": row.capture_id}
        rejections.put_aside(connection, record, [reason], run_id, now, **aside)
    for url in leading:
        answered(connection, Answer(url, "failed", reason), Recheck(), run_id, now)


def keep_aside(connection: Connection, article: Article, run_id: int | None, now: datetime) -> None:
    """Keeps an item with its problems; its page is asked for again, a good copy stays."""
    rejections.reject(connection, article, run_id)
    _settle(connection, article, "failed", run_id, now)


def _settle(
    connection: Connection, article: Article, standing: Standing, run_id: int | None, now: datetime
) -> None:
    fetch = article.fetch
    if fetch is not None:
        reason = f"no interview: {', '.join(article.problems)}"
        led = fetch.address if fetch.redirects else None
        answer = Answer(fetch.asked, standing, reason, fetch.status, led)
        answered(connection, answer, fetch.recheck, run_id, now)


def _leads_to_listing(connection: Connection, article: Article) -> bool:
    fetch = article.fetch
    if fetch is None or not fetch.redirects:
        return False
    query = select(ledger.c.id).where(ledger.c.url == fetch.address, ledger.c.kind == "listing")
    return connection.execute(query).first() is not None
