"""Articles that change their address: one article, wherever it is, with all it has been."""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update

from scraper.archive.articles.digest import digests_of
from scraper.archive.articles.links import resolve_links
from scraper.archive.database.schema import (
    articles,
    authors,
    images,
    ledger,
    next_articles,
    people,
    related,
    revisions,
    tags,
    view_counts,
)
from scraper.archive.search import remove
from scraper.items import Article

_STORED = select(
    articles.c.id,
    articles.c.url,
    articles.c.title,
    articles.c.published_at,
    articles.c.content_digest,
    articles.c.first_seen_at,
    articles.c.last_seen_at,
)

# Made once: the making of a statement costs more than its execution.
_AT = _STORED.where(articles.c.url == bindparam("address"))
_ASKED_FOR = _STORED.join(ledger, ledger.c.article_id == articles.c.id).where(
    ledger.c.url == bindparam("address")
)
_TWINS = select(articles.c.id).where(
    articles.c.content_digest == bindparam("content"),
    articles.c.portal == bindparam("of"),
    articles.c.id != bindparam("but"),
    articles.c.gone_at.is_(None),
)


def settle_address(connection: Connection, article: Article) -> None:
    """Sees to it that what is about to be stored meets its earlier self, where there is one.

    An article that was stored under the address asked for, and is now elsewhere, moves there with
    its history; one whose page names another article's address as its own keeps its own.
    """
    fetch = article.fetch
    if fetch is None:
        return
    there = _at(connection, article.url)
    before = _asked_for(connection, fetch.asked)
    if (
        there is not None
        and article.url != fetch.address
        and (before is None or before.id != there.id)
        and there.title != article.title
    ):
        article.url = fetch.address
        there = _at(connection, article.url)
    if before is None or before.url == article.url or not _is_same(before, article):
        return
    if there is not None and there.id != before.id:
        _absorb(connection, there.id, before.id)
    moving = update(articles).where(articles.c.id == before.id)
    connection.execute(moving.values(url=article.url))
    resolve_links(connection, before.id, article.url)


def ask_twins_again(connection: Connection, article: Article, article_id: int, now: object) -> None:
    """Has an article that says exactly the same under another address asked for again at once: it
    may have moved here."""
    content, _ = digests_of(article)
    same = {"content": content, "of": article.portal, "but": article_id}
    found = list(connection.scalars(_TWINS, same))
    if found:
        due = update(ledger).where(ledger.c.article_id.in_(found), ledger.c.leads_to.is_(None))
        connection.execute(due.values(due_at=now, etag=None, last_modified=None))


def join(connection: Connection, before: int, there: int) -> dict[str, Any]:
    """Makes one of an article and of what its address now leads to, where that is the same; what
    its row of the ledger is to say."""
    rows = connection.execute(_STORED.where(articles.c.id.in_((before, there)))).all()
    old, new = sorted(rows, key=lambda row: row.id != before)
    same = old.title == new.title or old.content_digest == new.content_digest
    if not (same or (old.published_at and old.published_at == new.published_at)):
        connection.execute(
            update(articles)
            .where(articles.c.id == before)
            .values(gone_at=func.coalesce(articles.c.gone_at, new.last_seen_at))
        )
        return {"state": "gone", "reason": f"leads to another article, {new.url}"}
    _absorb(connection, there, before)
    connection.execute(update(articles).where(articles.c.id == before).values(url=new.url))
    resolve_links(connection, before, new.url)
    if old.content_digest != new.content_digest:
        # What it says now was read from there: it is read once more, onto what it was.
        again = update(ledger).where(ledger.c.url == new.url)
        connection.execute(again.values(due_at=new.last_seen_at, etag=None, last_modified=None))
    return {"state": "archived", "reason": None, "article_id": before}


def _at(connection: Connection, url: str) -> Row[*tuple[Any, ...]] | None:
    return connection.execute(_AT, {"address": url}).first()


def _asked_for(connection: Connection, asked: str) -> Row[*tuple[Any, ...]] | None:
    """The article that this address led to when it was asked for before."""
    return connection.execute(_ASKED_FOR, {"address": asked}).first()


def _is_same(stored: Row[*tuple[Any, ...]], article: Article) -> bool:
    """Whether it is the article that it was: a portal may also send a reader from what it has taken
    away to something else."""
    published = article.published_at.isoformat() if article.published_at else None
    return bool(
        stored.title == article.title
        or (published is not None and stored.published_at == published)
        or stored.content_digest == digests_of(article)[0]
    )


def _absorb(connection: Connection, away: int, into: int) -> None:
    """Makes one article of two: what the one has been goes to the other, itself is taken away."""
    remove(connection, away)
    _move_versions(connection, away, into)
    for table in (related, next_articles):
        to = update(table).where(table.c.target_id == away)
        connection.execute(to.values(target_id=into))
    for table in (view_counts, ledger):
        connection.execute(update(table).where(table.c.article_id == away).values(article_id=into))
    for table in (related, next_articles):
        # What was shown was shown, and other articles' view counts were seen there.
        moving = update(table).where(table.c.article_id == away)
        connection.execute(moving.values(article_id=into, is_current=False))
    for table in (tags, authors, people, images):
        connection.execute(delete(table).where(table.c.article_id == away))
    connection.execute(delete(articles).where(articles.c.id == away))


def _move_versions(connection: Connection, away: int, into: int) -> None:
    """The earlier versions of the one become earlier versions of the other."""
    rows = connection.execute(
        select(articles.c.id, articles.c.revision).where(articles.c.id.in_((away, into)))
    )
    current = {row.id: row.revision for row in rows}
    moving = update(revisions).where(revisions.c.article_id == away)
    shifted = revisions.c.revision + current[into] - 1
    connection.execute(moving.values(article_id=into, revision=shifted))
    counting = update(articles).where(articles.c.id == into)
    connection.execute(counting.values(revision=current[into] + current[away] - 1))
