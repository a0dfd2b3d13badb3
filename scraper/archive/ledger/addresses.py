"""The ledger: every address ever seen has one row in one state, and knows when it is due.

`discovered = archived + gone + refused + failed + pending + out of scope`, always.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import Connection, Insert, bindparam, func, or_, select, update

from scraper.archive.database.dialect import insert_new
from scraper.archive.database.schema import articles, ledger
from scraper.items import Article
from scraper.portals.model import Recheck
from scraper.portals.recheck import after_failure, after_gone, after_off_site, after_reading
from scraper.values.likeness.texts import titles_agree

Standing = Literal["pending", "archived", "gone", "refused", "failed", "out of scope"]
STANDINGS: tuple[Standing, ...] = (
    *("archived", "gone", "refused", "failed", "pending", "out of scope"),
)
OLDER = "older than was asked for"
NO_INTERVIEW = "seen as further reading only"
# Ends the reason of what was gone when no listing showed it: one that does again means something.
UNLISTED = "not listed any more"
NEVER_ASKED = "the listing was read without it"


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page shows. `url` is canonical; `asked_as` is how it was linked, where that
    differs; `found_as` is seed, listing, next page, related, next article or redirect."""

    url: str
    portal: str
    found_as: str
    found_on: str | None = None
    kind: str = "article"
    section: str | None = None
    title: str | None = None
    asked_as: str | None = None
    state: Standing = "pending"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """An address that is due: what is needed to ask for it (again). `article_id` is what it led to
    so far, `failures` how often in a row it then failed, or was gone."""

    url: str
    portal: str
    found_as: str
    section: str | None
    title: str | None
    asked_as: str | None
    etag: str | None
    last_modified: str | None
    article_id: int | None
    failures: int


@dataclass(frozen=True, slots=True)
class Claim:
    """An address that led to another one, by redirects or by its page's word: to be settled by what
    came of that one. `standing` "gone": it leads where what is no more leads to, or, with no
    `leads_to`, its page says that it is no more; `title` is of the page that was read there, None
    where it was not read for this address again. `is_last`: it was asked for again already."""

    url: str
    leads_to: str | None
    standing: Standing = "archived"
    reason: str | None = None
    title: str | None = None
    is_permanent: bool = False
    is_last: bool = False

    @property
    def place(self) -> str:
        """What claims that are settled together have in common."""
        return self.leads_to or str(self.reason)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address, where that is no article to store.

    `standing` None: it is as it was (HTTP 304). `leads_to` is the page that it led to instead.
    """

    url: str
    standing: Standing | None
    reason: str | None = None
    status: int | None = None
    leads_to: str | None = None
    asks_again: bool = True


_OWED = [ledger.c[name] for name in Owed.__dataclass_fields__]
_BY_URL = ledger.c.url == bindparam("address")
_UPDATE = update(ledger).where(ledger.c.id == bindparam("row"))
_LINK = tuple(Link.__dataclass_fields__)
_ROW = select(
    *(ledger.c[name] for name in ("id", "state", "attempts", "failures", "article_id", "portal"))
).where(_BY_URL)


def discover(
    connection: Connection, links: Iterable[Link], run_id: int | None, now: datetime
) -> None:
    """Gives every address that has none yet its row."""
    rows = [
        {
            **{name: getattr(link, name) for name in _LINK},
            "attempts": 0,
            "failures": 0,
            "first_seen_at": now,
            "due_at": _first_due(link, now),
            "first_run_id": run_id,
        }
        for link in links
    ]
    if rows:
        connection.execute(_adding(connection.dialect.name), rows)


def _first_due(link: Link, now: datetime) -> datetime | None:
    if link.state == "refused":
        return after_off_site(now)
    return now if link.state == "pending" else None


@cache
def _adding(dialect: str) -> Insert:
    return insert_new(dialect, ledger, "url")


def on_the_way(connection: Connection, article: Article, urls: Sequence[str]) -> Iterable[Link]:
    """Rows for the addresses that led to the article, with what a listing says of the first."""
    assert article.fetch is not None
    asked = article.fetch.asked
    section = title = None
    if len(urls) > 1:
        query = select(ledger.c.section, ledger.c.title).where(ledger.c.url == asked)
        section, title = connection.execute(query).first() or (None, None)
    for url in urls:
        yield Link(url, article.portal, "redirect", asked, section=section, title=title)


def want(connection: Connection, links: Sequence[Link], now: datetime) -> None:
    """Enters as listed what was found otherwise, and makes pending what was out of scope, or
    refused, for a reason that a listing's showing it takes away. What another page claimed to be
    is asked for itself, where the listing calls it otherwise."""
    wanted = [link.url for link in links if link.state == "pending"]
    if not wanted:
        return
    _ask_again(connection, wanted, now)
    is_out = or_(
        ledger.c.state == "out of scope",
        (ledger.c.state == "refused") & (ledger.c.last_asked_at.is_(None)),
    )
    asked = ledger.c.attempts
    waiting = connection.execute(
        select(ledger.c.id, ledger.c.url, ledger.c.title, asked, is_out.label("is_out")).where(
            ledger.c.url.in_(wanted),
            ledger.c.kind == "article",
            or_(is_out, ledger.c.found_as != "listing"),
        )
    ).all()
    known = {link.url: link for link in links}
    for row in waiting:
        changes = {name: getattr(known[row.url], name) for name in _SHOWN}
        if row.is_out:
            changes |= {"state": "pending", "reason": None, "due_at": now}
        elif row.attempts == 0 and titles_agree(changes["title"], row.title) is False:
            changes |= {"due_at": now}
        connection.execute(_UPDATE, {"row": row.id, **changes})


def _ask_again(connection: Connection, wanted: Sequence[str], now: datetime) -> None:
    """Has due as what failed what was gone and not listed any more, and is listed again. What is
    listed all the while is asked for in its turn: some listings never forget."""
    gone = connection.execute(
        select(ledger.c.id, ledger.c.failures, ledger.c.last_asked_at).where(
            ledger.c.url.in_(wanted),
            ledger.c.kind == "article",
            ledger.c.state == "gone",
            ledger.c.reason.endswith(UNLISTED),
            ledger.c.due_at > now,
        )
    ).all()
    for row in gone:
        due = after_failure(row.failures, row.last_asked_at or now)
        if due <= now:
            connection.execute(_UPDATE, {"row": row.id, "due_at": now})


_SHOWN = ("found_as", "found_on", "section", "title", "asked_as")


def answered(
    connection: Connection, answer: Answer, recheck: Recheck, run_id: int | None, now: datetime
) -> None:
    """Notes an answer that is no article to store: what was archived stays archived unless it is
    gone, and everything that may yet be had is due again."""
    row = connection.execute(_ROW, {"address": answer.url}).first()
    if row is None:
        return
    standing, reason = answer.standing, answer.reason
    if standing is None and row.article_id is None:
        standing, reason = "failed", "HTTP 304 (not modified), although it is not archived"
    changes: dict[str, Any] = {
        "attempts": row.attempts + 1,
        "reason": reason,
        "last_status": answer.status,
        "last_asked_at": now,
        "last_run_id": run_id,
        "leads_to": answer.leads_to,
    }
    failures = row.failures + 1 if standing == row.state or standing == "failed" else 1
    if standing is None:
        changes |= {"failures": 0, "state": "archived", "leads_to": None}
        changes["due_at"] = _unchanged(connection, row.article_id, recheck, now)
    elif standing == "gone":
        gone_again = failures if row.state == "gone" else 1
        changes |= {"failures": gone_again, "state": "gone", "due_at": after_gone(gone_again, now)}
        mark_gone(connection, row.article_id, now)
        if answer.leads_to:
            front = Link(answer.leads_to, row.portal, "redirect", answer.url, "page")
            front = replace(front, state="out of scope", reason="where what is gone leads to")
            discover(connection, [front], run_id, now)
    else:
        keeps = row.article_id is not None and row.state in ("archived", "gone")
        changes |= {"failures": failures, "state": row.state if keeps else standing}
        changes["due_at"] = _next_try(standing, failures, now) if answer.asks_again else None
        if answer.standing is None:
            changes |= {"etag": None, "last_modified": None}
    connection.execute(_UPDATE, {"row": row.id, **changes})


def _next_try(standing: Standing, failures: int, now: datetime) -> datetime | None:
    return after_failure(failures, now) if standing in ("failed", "refused") else None


def _unchanged(
    connection: Connection, article_id: int | None, recheck: Recheck, now: datetime
) -> datetime | None:
    if article_id is None:
        return None
    mine = articles.c.id == article_id
    connection.execute(update(articles).where(mine).values(last_seen_at=now, gone_at=None))
    query = select(func.coalesce(articles.c.published_at_utc, articles.c.first_seen_at))
    published = connection.execute(query.where(mine)).scalar_one()
    return after_reading(recheck, published, now)


def mark_gone(connection: Connection, article_id: int | None, now: datetime) -> None:
    """Notes on the article, where there is one, since when it is gone."""
    if article_id is not None:
        going = update(articles).where(articles.c.id == article_id, articles.c.gone_at.is_(None))
        connection.execute(going.values(gone_at=now))
        # It may still be there under another of its names.
        home = select(articles.c.url).where(articles.c.id == article_id).scalar_subquery()
        names = update(ledger).where(
            ledger.c.article_id == article_id, ledger.c.state == "archived", ledger.c.url != home
        )
        connection.execute(names.values(due_at=now))


def owed(
    connection: Connection,
    portals: Sequence[str],
    now: datetime,
    taken: Collection[str],
    limit: int,
) -> list[Owed]:
    """Up to `limit` articles of the portals that are due and not in `taken`, longest due first."""
    query = (
        select(*_OWED)
        .where(ledger.c.portal.in_(portals), ledger.c.kind == "article", ledger.c.due_at <= now)
        .order_by(ledger.c.due_at, ledger.c.id)
    )
    found: list[Owed] = []
    with connection.execution_options(yield_per=500).execute(query) as rows:
        for row in rows:
            if row.url not in taken:
                found.append(Owed(**row._mapping))
                if len(found) == limit:
                    break
    return found


def due(connection: Connection, portal: str, now: datetime) -> int:
    """How many articles of a portal are due."""
    query = select(func.count()).where(
        ledger.c.portal == portal, ledger.c.kind == "article", ledger.c.due_at <= now
    )
    return int(connection.execute(query).scalar_one())


def articles_of(connection: Connection, portals: Sequence[str]) -> int:
    """How many articles of the portals are stored."""
    query = select(func.count()).select_from(articles).where(articles.c.portal.in_(portals))
    return int(connection.execute(query).scalar_one())


def rows(connection: Connection) -> list[dict[str, Any]]:
    """Every row, in the order they were found."""
    found = connection.execute(select(ledger).order_by(ledger.c.id))
    return [dict(row._mapping) for row in found]
