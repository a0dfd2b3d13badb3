"""Articles that change their address: one article, wherever it is, with all it has been."""

from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, or_, select, update

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
from scraper.values.likeness.addresses import akin
from scraper.values.likeness.texts import shared, titles_agree

_STORED = select(
    articles.c.id,
    articles.c.url,
    articles.c.title,
    articles.c.content_digest,
    articles.c.first_seen_at,
    articles.c.last_seen_at,
)

# So much of the shorter text is in the other one, where both are of one article.
_ALIKE = 0.3
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
    its history; one whose page names another article's address as its own keeps its own, and one
    that is asked for at its own address has it, whoever claimed it before.
    """
    fetch = article.fetch
    if fetch is None:
        return
    there = _at(connection, article.url)
    before = _asked_for(connection, fetch.asked)
    if article.url != fetch.address and not _may_claim(connection, article, there, before):
        article.url = fetch.address
        there = _at(connection, article.url)
    if (
        there is not None
        and article.url == fetch.asked
        and not _is_same(connection, there, article)
    ):
        _evict(connection, there)
        there, before = _at(connection, article.url), _asked_for(connection, fetch.asked)
    if before is None or before.url == article.url or not _is_same(connection, before, article):
        return
    if there is not None and there.id != before.id:
        _absorb(connection, there.id, before.id)
    move(connection, before.id, article.url)


def move(connection: Connection, article_id: int, url: str) -> None:
    """Has an article stand under another address from now on."""
    connection.execute(update(articles).where(articles.c.id == article_id).values(url=url))
    resolve_links(connection, article_id, url)


def _may_claim(
    connection: Connection,
    article: Article,
    there: Row[*tuple[Any, ...]] | None,
    before: Row[*tuple[Any, ...]] | None,
) -> bool:
    """Whether a page may be known by the address that it states, which is not where it is: not by
    that of another article, be it stored or only listed so far."""
    assert article.fetch is not None
    if akin(article.url, article.fetch.address):
        return True
    if there is not None:
        if before is not None and before.id == there.id:
            return True
        told = _body(connection, there.id)
        return there.title == article.title and shared(told, article.body or "") >= _ALIKE
    query = select(ledger.c.title).where(ledger.c.url == article.url)
    return titles_agree(connection.execute(query).scalar(), article.title) is not False


def _evict(connection: Connection, there: Row[*tuple[Any, ...]]) -> None:
    """Sends an article that only claimed the address it has back to where it was read."""
    rows = connection.execute(
        select(ledger.c.id, ledger.c.url, ledger.c.attempts)
        .where(ledger.c.article_id == there.id)
        .order_by(ledger.c.attempts.desc())
    ).all()
    own = next((row for row in rows if row.url == there.url), None)
    other = next((row for row in rows if row.url != there.url and row.attempts), None)
    if own is None or own.attempts or other is None or _at(connection, other.url) is not None:
        return
    move(connection, there.id, other.url)
    due = select(ledger.c.due_at).where(ledger.c.id == own.id).scalar_subquery()
    home = update(ledger).where(ledger.c.id == other.id)
    connection.execute(home.values(leads_to=None, due_at=due))
    free = update(ledger).where(ledger.c.id == own.id)
    connection.execute(free.values(article_id=None, state="pending"))


def withdraw(connection: Connection, article_id: int) -> list[str]:
    """Takes away what was stored as an article and is none; the addresses that led to it. Nothing
    is done where it has been something else before: what it was is kept in its versions."""
    found = connection.execute(select(articles).where(articles.c.id == article_id)).first()
    if found is None or found.revision > 1:
        return []
    leading = list(connection.scalars(select(ledger.c.url).where(ledger.c.article_id == found.id)))
    remove(connection, article_id)
    mine = select(related.c.id).where(related.c.article_id == article_id)
    counted = view_counts.c.article_id == article_id, view_counts.c.related_id.in_(mine)
    connection.execute(delete(view_counts).where(or_(*counted)))
    shown: tuple[Table, ...] = (related, next_articles)
    for table in shown:
        to = update(table).where(table.c.target_id == article_id)
        connection.execute(to.values(target_id=None))
    for table in (tags, authors, people, images, *shown):
        connection.execute(delete(table).where(table.c.article_id == article_id))
    of_it = update(ledger).where(ledger.c.article_id == article_id)
    connection.execute(of_it.values(article_id=None))
    connection.execute(delete(articles).where(articles.c.id == article_id))
    return leading


def ask_twins_again(connection: Connection, article: Article, article_id: int, now: object) -> None:
    """Has an article that says exactly the same under another address asked for again at once: it
    may have moved here."""
    content, _ = digests_of(article)
    same = {"content": content, "of": article.portal, "but": article_id}
    found = list(connection.scalars(_TWINS, same))
    if found:
        due = update(ledger).where(ledger.c.article_id.in_(found), ledger.c.leads_to.is_(None))
        connection.execute(due.values(due_at=now, etag=None, last_modified=None))


def join(connection: Connection, before: int, there: int) -> dict[str, Any] | None:
    """Makes one of an article and of what its address now leads to, where that is the same; what
    its row of the ledger is to say, None where it is another one."""
    rows = connection.execute(_STORED.where(articles.c.id.in_((before, there)))).all()
    old, new = sorted(rows, key=lambda row: row.id != before)
    same = old.title == new.title or old.content_digest == new.content_digest
    if not (same or shared(_body(connection, before), _body(connection, there)) >= _ALIKE):
        return None
    _absorb(connection, there, before)
    move(connection, before, new.url)
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


def _is_same(connection: Connection, stored: Row[*tuple[Any, ...]], article: Article) -> bool:
    """Whether it is the article that it was: a portal may also send a reader from what it has taken
    away to something else. The time alone does not say so: many portals state days only."""
    if stored.title == article.title or stored.content_digest == digests_of(article)[0]:
        return True
    return shared(_body(connection, stored.id), article.body or "") >= _ALIKE


def _body(connection: Connection, article_id: int) -> str:
    body = connection.execute(select(articles.c.body).where(articles.c.id == article_id)).scalar()
    return body or ""


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
