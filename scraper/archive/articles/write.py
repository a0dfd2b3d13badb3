"""Storing one article, in the transaction of the connection that is handed over."""

from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Insert,
    Row,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from scraper.archive import search
from scraper.archive.articles.changes import changes_between
from scraper.archive.articles.digest import digests_of, telling
from scraper.archive.articles.links import resolve_links, store_links, touch_links
from scraper.archive.articles.rejections import resolve_rejections
from scraper.archive.articles.revisions import Origin, keep_version, whose
from scraper.archive.database.columns import countable
from scraper.archive.database.dialect import insert_new
from scraper.archive.database.records import record_of_row, row_of
from scraper.archive.database.schema import (
    articles,
    metadata,
    sections,
    view_counts,
)
from scraper.archive.ledger.captures import capture_id
from scraper.items import Article
from scraper.record import FIELDS, record_of


class Saved(Enum):
    """What storing an article came to."""

    new = "new"
    updated = "updated"
    unchanged = "unchanged"
    # Nothing like the copy that there is: kept aside, as a rejection.
    unfit = "rejected"
    # An article that there is, under another of its names.
    named = "named"


# What a reader sees beside what makes a revision, but for the links, which are compared apart. The
# order of names makes no revision, but is seen.
_SHOWN = tuple(
    row.name
    for row in FIELDS.compared
    if row.shown and row.kept != "links" and (row.is_names or not row.revises)
)
_LISTS = [row for row in FIELDS if row.kept == "rows"]
_SEARCHED = tuple(row.name for row in FIELDS if row.is_searched)
# In the article's own row as they are read.
_PLAIN = tuple(row.name for row in FIELDS.compared if row.kept == "column")
_COMPARED: list[ColumnElement[Any]] = [
    *(articles.c[name] for name in ("id", "revision", "content_digest", "page_digest")),
    *(
        articles.c[name]
        for name in ("views", "published_at", "last_seen_at", "capture_id", "rules")
    ),
    sections.c.name.label("section"),
]
_STORED = (
    select(*_COMPARED)
    .select_from(articles.outerjoin(sections))
    .where(articles.c.url == bindparam("address"))
)
_SECTION = select(sections.c.id).where(
    sections.c.portal == bindparam("of"), sections.c.name == bindparam("named")
)
_UPDATE = update(articles).where(articles.c.id == bindparam("stored"))
_COUNT = insert(view_counts)


def save(
    connection: Connection,
    article: Article,
    run_id: int | None,
    origin: Origin = "portal",
    at: datetime | None = None,
) -> Saved:
    """Stores the article under its url, in place of what is stored there, which goes to the
    history. `fetched_at` is when it was seen; now, where that is unknown. `origin` is "ours" where
    a page that was kept is read again by newer rules, at the moment `at`."""
    seen = article.fetched_at or datetime.now(UTC)
    stored = _find(connection, article.url)
    if stored is None:
        created = _create(connection, article, run_id, seen)
        if created is not None:
            resolve_rejections(connection, article.url, seen)
            return Saved.new
        # Another writer has just made it: where writers do not queue for one lock, this happens.
        stored = _find(connection, article.url)
        assert stored is not None
    resolve_rejections(connection, article.url, seen)
    return _store_again(
        connection, stored, _kept(stored, article, origin), run_id, seen, origin, at or seen
    )


def _find(connection: Connection, url: str) -> Row[Any] | None:
    return connection.execute(_STORED, {"address": url}).first()


def _kept(stored: Row[Any], article: Article, origin: Origin) -> Article:
    """The article, with the date and section it is known to have where this reading has none: the
    page is not the only one to state them, and their absence does not take them back.

    What our own rules found on this same page, and find no longer, was never there.
    """
    published_at, section = article.published_at, article.section
    misread = stored.rules if origin == "ours" else {}
    if published_at is None and stored.published_at and "published_at" not in misread:
        published_at = datetime.fromisoformat(stored.published_at)
    if section is None and "section" not in misread:
        section = stored.section
    return replace(article, section=section, published_at=published_at)


def _create(
    connection: Connection, article: Article, run_id: int | None, seen: datetime
) -> int | None:
    content, page = digests_of(article)
    row = {
        **_columns(connection, article),
        "url": article.url,
        "views": countable(article.views),
        "revision": 1,
        "content_digest": content,
        "page_digest": page,
        "first_seen_at": seen,
        "last_seen_at": seen,
        "first_run_id": run_id,
        "last_run_id": run_id,
        "capture_id": capture_id(connection, article.capture),
    }
    article_id = connection.execute(_adding(connection.dialect.name), row).scalar()
    if article_id is None:
        return None
    _store_parts(connection, article_id, article, is_new=True)
    search.add(connection, article_id, article)
    store_links(connection, article_id, article, seen, is_new=True)
    _count_views(connection, article_id, None, article, seen)
    resolve_links(connection, article_id, article.url)
    return int(article_id)


@cache
def _adding(dialect: str) -> ReturningInsert[int]:
    return insert_new(dialect, articles, "url").returning(articles.c.id)


def _store_again(
    connection: Connection,
    stored: Row[Any],
    article: Article,
    run_id: int | None,
    seen: datetime,
    origin: Origin,
    at: datetime,
) -> Saved:
    content, page = digests_of(article)
    around = _seen_again(connection, stored, article, run_id, seen, origin)
    if page == stored.page_digest:
        if around:
            touch_links(connection, stored.id, max(seen, stored.last_seen_at))
            connection.execute(_UPDATE, {"stored": stored.id, **around})
        return Saved.unchanged
    row = row_of(connection, stored.id)
    before, after = record_of_row(row), record_of(article)
    changes = changes_between(before, after) if content != stored.content_digest else []
    if changes:
        by = whose(connection, stored.capture_id, article.capture, origin)
        keep_version(connection, stored, row, changes, by, run_id, at)
        around["revision"] = stored.revision + 1
    is_searched = any(before[name] != after[name] for name in _SEARCHED)
    if is_searched:
        search.remove(connection, stored.id)
    around |= {**_columns(connection, article), "content_digest": content, "page_digest": page}
    connection.execute(_UPDATE, {"stored": stored.id, **around})
    if any(before[row.name] != after[row.name] for row in _LISTS):
        _store_parts(connection, stored.id, article, is_new=False)
    if is_searched:
        search.add(connection, stored.id, article)
    moved = store_links(connection, stored.id, article, seen, is_new=False)
    is_update = moved or any(before[name] != after[name] for name in _SHOWN)
    return Saved.updated if changes or is_update else Saved.unchanged


def _seen_again(
    connection: Connection,
    stored: Row[Any],
    article: Article,
    run_id: int | None,
    seen: datetime,
    origin: Origin,
) -> dict[str, Any]:
    """Adds the page's views to their series; the columns to set that are about this look at it."""
    if origin == "ours":
        # The portal was not looked at; but the count may have been misread.
        return _count_views(connection, stored.id, stored.views, article, seen)
    around: dict[str, Any] = {"last_run_id": run_id}
    # An old page read again says nothing about today's views.
    if seen >= stored.last_seen_at:
        around["last_seen_at"] = seen
        captured = capture_id(connection, article.capture)
        around |= {"capture_id": captured} if captured is not None else {}
        around |= _count_views(connection, stored.id, stored.views, article, seen)
    return around


def _columns(connection: Connection, article: Article) -> dict[str, Any]:
    record = record_of(article)
    return {
        **{name: record[name] for name in _PLAIN},
        "section_id": _section_id(connection, article.portal, article.section),
        "published_at_utc": article.published_at,
        "rules": article.rules,
        "text_digest": telling(article),
    }


def _section_id(connection: Connection, portal: str, name: str | None) -> int | None:
    if name is None:
        return None
    wanted = {"of": portal, "named": name}
    found = connection.execute(_SECTION, wanted).scalar()
    if found is not None:
        return int(found)
    adding = insert_new(connection.dialect.name, sections, "portal", "name")
    connection.execute(adding, {"portal": portal, "name": name})
    return int(connection.execute(_SECTION, wanted).scalar_one())


def _store_parts(
    connection: Connection, article_id: int, article: Article, *, is_new: bool
) -> None:
    record = record_of(article)
    for field in _LISTS:
        clear, add = _refilling(field.name)
        if not is_new:
            connection.execute(clear, {"of": article_id})
        rows = [
            {
                "article_id": article_id,
                "position": position,
                **({"name": one} if field.is_names else one),
            }
            for position, one in enumerate(record[field.name], start=1)
        ]
        if rows:
            connection.execute(add, rows)


@cache
def _refilling(name: str) -> tuple[Delete, Insert]:
    """What empties the table of a list, for one article, and what fills it."""
    table = metadata.tables[name]
    return delete(table).where(table.c.article_id == bindparam("of")), insert(table)


def _count_views(
    connection: Connection, article_id: int, last: int | None, article: Article, seen: datetime
) -> dict[str, Any]:
    """Adds to the time series where the page's count differs from the last; the columns to set."""
    views = countable(article.views)
    if views is None or views == last:
        return {}
    row = {"article_id": article_id, "observed_at": seen, "views": views, "source": "article"}
    connection.execute(_COUNT, row)
    return {"views": views}
