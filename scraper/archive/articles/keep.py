"""Storing what came of a page, together with the state of its addresses in the ledger."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from scraper.archive.articles import rejections, write
from scraper.archive.articles.moves import ask_twins_again, settle_address
from scraper.archive.articles.write import Saved
from scraper.archive.database.schema import articles, ledger
from scraper.archive.ledger.addresses import Answer, Standing, answered
from scraper.archive.ledger.articles import archived
from scraper.items import Article

# A page that has lost its date, its title and nine tenths of its text is not a new version of it.
_LEFT = 0.1
_STORED = select(
    *(articles.c[name] for name in ("id", "gone_at", "published_at_utc", "first_seen_at"))
).where(articles.c.url == bindparam("address"))


def keep(connection: Connection, article: Article, run_id: int | None, now: datetime) -> Saved:
    """Stores the article, unless it is nothing like the good copy that there is."""
    if _leads_to_listing(connection, article):
        article.problems.append(f"redirects to the listing {article.url}")
        _settle(connection, article, "gone", run_id, now)
        return Saved.unfit
    settle_address(connection, article)
    if _is_ruin(connection, article):
        article.problems.append("has lost its title, date and text; the copy before is kept")
        keep_aside(connection, article, run_id, now)
        return Saved.unfit
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
        answer = Answer(fetch.asked, standing, reason, fetch.status)
        answered(connection, answer, fetch.recheck, run_id, now)


def _leads_to_listing(connection: Connection, article: Article) -> bool:
    fetch = article.fetch
    if fetch is None or not fetch.redirects:
        return False
    query = select(ledger.c.id).where(ledger.c.url == fetch.address, ledger.c.kind == "listing")
    return connection.execute(query).first() is not None


def _is_ruin(connection: Connection, article: Article) -> bool:
    if article.published_at is not None:
        return False
    stored = connection.execute(
        select(articles.c.title, articles.c.body).where(articles.c.url == article.url)
    ).first()
    if stored is None or stored.title == article.title:
        return False
    return len(article.body or "") < _LEFT * len(stored.body or "")
