"""Whose page a page is: its own article's, another name's, another article's, or nobody's (a wall).

Asked before anything is stored, with what the archive knows of the address and of its portal.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, case, func, select

from scraper.archive.articles.digest import digests_of, telling
from scraper.archive.articles.walls import (
    LITTLE,
    Judgement,
    Reading,
    Twin,
    first_look,
    relook,
)
from scraper.archive.database.records import record_of_row, row_of
from scraper.archive.database.schema import articles, ledger, rejections
from scraper.items import Article
from scraper.record import record_of
from scraper.values.likeness.addresses import akin
from scraper.values.likeness.texts import folded_title, shared, titles_agree

# What a rejection's reasons begin with, where the page was judged to be none of its article.
WALL = "no page of its own"
STRAY = "shows another article"
OTHER = "another page than its copy"
UNDATED = "another page than its listing says"
LED = "leads to another page"
_JUDGED = (WALL, STRAY, OTHER, UNDATED, LED)
# A page that was taken for another one is believed when it is still there after this long.
BELIEVED_AFTER = timedelta(hours=20)
_TWINS_AT_MOST = 20
_LATELY = 50

_ROW = select(ledger).where(ledger.c.url == bindparam("address"))
_AT = select(articles.c.id, articles.c.page_digest).where(articles.c.url == bindparam("address"))


@dataclass(frozen=True, slots=True)
class Identity:
    """`what` "own": to be stored; "name": the article `article_id` has this name, too; "gone": it
    leads for good to another article; "failed": not to be stored, for the `reason`; the articles
    `withdrawn` are no better."""

    what: Literal["own", "name", "gone", "failed"]
    reason: str | None = None
    article_id: int | None = None
    withdrawn: tuple[int, ...] = ()


OWN = Identity("own")


def identify(
    connection: Connection, article: Article, run_id: int | None, now: datetime
) -> Identity:
    """What the page is to the address that was asked for."""
    fetch = article.fetch
    row = None
    if fetch is not None:
        row = connection.execute(_ROW, {"address": fetch.asked}).first()
    listed = (fetch.listed if fetch is not None else None) or (
        row.title if row is not None else None
    )
    stored = connection.execute(_AT, {"address": article.url}).first()
    new = Reading.of(record_of(article), listed)
    if row is not None and fetch is not None and fetch.redirects and article.url != fetch.asked:
        led = _led(connection, article, new, row, run_id)
        if led is not None:
            return led
    if stored is not None and stored.page_digest == digests_of(article)[1]:
        # Word by word what is there.
        return OWN
    if stored is None and fetch is None:
        # Nobody asked for it anywhere: there is nothing that it could be instead.
        return OWN
    told = telling(article)
    if stored is not None:
        copy = Reading.of(record_of_row(row_of(connection, stored.id)))
        return _again(connection, copy, new, told, now, article.portal)
    return _first(connection, article, new, told, now)


def _led(
    connection: Connection, article: Article, new: Reading, row: Row[Any], run_id: int | None
) -> Identity | None:
    """What a redirect to a page that is not the article's comes to; None where it is."""
    fetch = article.fetch
    assert fetch is not None
    here = fetch.address
    if akin(row.url, article.url) or new.is_listed_so:
        return None
    confirmed = is_confirmed(row, here, run_id, is_permanent=fetch.is_permanent)
    others = count_leading(connection, row.portal, here, row.url)
    if row.article_id is not None:
        copy = Reading.of(record_of_row(row_of(connection, row.article_id)))
        if copy.url == article.url or is_same_article(copy, new):
            return None
        if confirmed and not others:
            return Identity("gone", f"leads for good to another article, {article.url}")
    elif not others and (confirmed or (new.is_listed_so is None and new.published_at)):
        return None
    return Identity("failed", f"{LED}, {here}")


def is_confirmed(row: Row[Any], here: str, run_id: int | None, *, is_permanent: bool) -> bool:
    """Whether an earlier run has met the same permanent redirect."""
    return bool(
        is_permanent and row.leads_to == here and row.failures and row.last_run_id != run_id
    )


def count_leading(connection: Connection, portal: str, here: str, but: str) -> int:
    """How many other addresses of the portal led to that page, which was not theirs."""
    query = select(ledger.c.url).where(
        ledger.c.portal == portal,
        ledger.c.leads_to == here,
        ledger.c.url != but,
        ledger.c.failures > 0,
    )
    return sum(not akin(url, but) for url in connection.scalars(query))


def is_same_article(copy: Reading, new: Reading) -> bool:
    """Whether two readings are of one article, by title or text."""
    if folded_title(copy.title) == folded_title(new.title):
        return True
    return shared(copy.body, new.body) >= 3 * LITTLE


def _again(
    connection: Connection,
    copy: Reading,
    new: Reading,
    told: str | None,
    now: datetime,
    portal: str,
) -> Identity:
    """What a look at a page is of which there is a copy."""
    found = relook(copy, new)
    if found == "same":
        return OWN
    if found == "wall" or _twins(connection, portal, new, told, copy.url):
        return Identity("failed", f"{WALL}: it has lost its text and its fields; its copy is kept")
    if found == "other" and not _stands(connection, new.url, told, now):
        return Identity("failed", f"{OTHER}; believed if it is so at a later look")
    return OWN


def _first(
    connection: Connection, article: Article, new: Reading, told: str | None, now: datetime
) -> Identity:
    """What a page is of which there is no copy yet."""
    found = first_look(new, _twins(connection, article.portal, new, told))
    is_strange = found.what == "own" and new.is_listed_so is False and not new.published_at
    if (
        is_strange
        and _are_dated(connection, article.portal)
        and not _stands(connection, article.url, told, now)
    ):
        return Identity("failed", f"{UNDATED}, and without a date, unlike the portal's others")
    return _identity(found)


def _identity(found: Judgement) -> Identity:
    twin = found.twin
    if found.what == "name" and twin is not None:
        return Identity("name", article_id=twin.id)
    if found.what == "stray" and twin is not None:
        return Identity("failed", f"{STRAY}, {twin.reading.url}", twin.id)
    if found.what == "wall":
        withdrawn = tuple(twin.id for twin in found.withdrawn if twin.id is not None)
        return Identity("failed", f"{WALL}: other addresses say the same", withdrawn=withdrawn)
    return OWN


def _twins(
    connection: Connection, portal: str, new: Reading, told: str | None, *others: str
) -> list[Twin]:
    """Pages of the portal that tell the same: stored, or kept aside; neither at the reading's
    address nor at one of the `others`."""
    if told is None:
        return []
    stored = connection.execute(
        select(articles.c.id)
        .where(
            articles.c.text_digest == told,
            articles.c.portal == portal,
            articles.c.url.not_in((new.url, *others)),
        )
        .order_by(case((articles.c.title == new.title, 0), else_=1), articles.c.id.desc())
        .limit(_TWINS_AT_MOST)
    )
    aside = connection.execute(
        select(rejections.c.record, rejections.c.reasons)
        .where(
            rejections.c.text_digest == told,
            rejections.c.portal == portal,
            rejections.c.url.not_in((new.url, *others)),
            rejections.c.resolved_at.is_(None),
        )
        .limit(_TWINS_AT_MOST)
    )
    found = [_twin(connection, article_id) for article_id in stored.scalars()]
    for row in aside:
        is_wall = any(str(reason).startswith(WALL) for reason in row.reasons)
        found.append(Twin(Reading.of(row.record), is_wall=is_wall))
    return found


def _twin(connection: Connection, article_id: int) -> Twin:
    reading = Reading.of(record_of_row(row_of(connection, article_id)))
    query = select(ledger.c.url, ledger.c.title).where(ledger.c.article_id == article_id)
    rows = connection.execute(query).all()
    agreeing = [row.title for row in rows if titles_agree(row.title, reading.title)]
    titles = agreeing or [row.title for row in rows if row.title]
    names = sum(not akin(row.url, reading.url) for row in rows if row.title not in agreeing)
    listed = titles[0] if titles else None
    return Twin(replace(reading, listed=listed), article_id, names=names)


def _stands(connection: Connection, url: str, told: str | None, now: datetime) -> bool:
    """Whether the same page was seen at that address some time ago, and not believed."""
    if told is None:
        return False
    query = select(rejections.c.id).where(
        rejections.c.url == url,
        rejections.c.text_digest == told,
        rejections.c.first_seen_at <= now - BELIEVED_AFTER,
    )
    return connection.execute(query.limit(1)).first() is not None


def _are_dated(connection: Connection, portal: str) -> bool:
    """Whether the portal's latest articles have a date, with hardly an exception."""
    latest = (
        select(articles.c.published_at)
        .where(articles.c.portal == portal)
        .order_by(articles.c.id.desc())
        .limit(_LATELY)
        .subquery()
    )
    query = select(func.count(), func.count(latest.c.published_at)).select_from(latest)
    number, dated = connection.execute(query).one()
    return bool(number >= 5 and dated >= 0.9 * number)


def judged_reasons(connection: Connection, url: str) -> list[str]:
    """Why the page at that address was judged not to be its article's; none where it was not."""
    query = select(rejections.c.reasons).where(
        rejections.c.url == url, rejections.c.resolved_at.is_(None)
    )
    found = [str(reason) for reasons in connection.scalars(query) for reason in reasons]
    return [reason for reason in found if reason.startswith(_JUDGED)]
