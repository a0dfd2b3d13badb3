"""Links from an article to others: the list that a page shows now, and what it showed before.

An entry stays one row as long as the page shows it; once it is gone its row is kept, no longer
current. Links find the stored article they lead to, whichever of the two is stored first.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, func, insert, literal, select, update

from scraper.archive.database.columns import Instant, countable, storable
from scraper.archive.database.schema import articles, next_articles, related, view_counts
from scraper.items import Article, NextArticle, Related

_IDENTITY = {
    related: ("title", "url", "section", "published_at"),
    next_articles: ("title", "url", "teaser"),
}
_CURRENT = {
    table: select(table).where(table.c.article_id == bindparam("of"), table.c.is_current)
    for table in _IDENTITY
}
_TARGETS = select(articles.c.url, articles.c.id).where(
    articles.c.url.in_(bindparam("urls", expanding=True))
)
_OPEN = {table: insert(table) for table in _IDENTITY}
_CLOSE = {
    table: update(table).where(table.c.id == bindparam("link")).values(is_current=False)
    for table in _IDENTITY
}
_KEEP_RELATED = (
    update(related)
    .where(related.c.id == bindparam("link"))
    .values(
        position=bindparam("now_at"), views=bindparam("now_views"), last_seen_at=bindparam("seen")
    )
)
_KEEP_NEXT = (
    update(next_articles)
    .where(next_articles.c.id == bindparam("link"))
    .values(last_seen_at=bindparam("seen"))
)
_TOUCH = {
    table: update(table)
    .where(table.c.article_id == bindparam("of"), table.c.is_current)
    .values(last_seen_at=bindparam("seen"))
    for table in _IDENTITY
}
_RESOLVE = {
    table: update(table)
    .where(table.c.url == bindparam("target_url"), table.c.target_id.is_(None))
    .values(target_id=bindparam("target"))
    for table in _IDENTITY
}
_RESOLVE_COUNTS = (
    update(view_counts)
    .where(
        view_counts.c.article_id.is_(None),
        view_counts.c.related_id.in_(
            select(related.c.id).where(related.c.target_id == bindparam("target"))
        ),
    )
    .values(article_id=bindparam("target"))
)
# What each current entry shows, where that differs from what the same entry showed last.
_LAST_SHOWN = (
    select(view_counts.c.views)
    .where(view_counts.c.related_id == related.c.id)
    .order_by(view_counts.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_OBSERVE = insert(view_counts).from_select(
    ["article_id", "related_id", "observed_at", "views", "source"],
    select(
        related.c.target_id,
        related.c.id,
        bindparam("seen", type_=Instant),
        related.c.views,
        literal("related"),
    ).where(
        related.c.article_id == bindparam("of"),
        related.c.is_current,
        related.c.views.is_not(None),
        related.c.views != func.coalesce(_LAST_SHOWN, -1),
    ),
)


@dataclass(slots=True)
class _Sorted:
    """A page's entries against the rows that were current: the same, new, and gone."""

    kept: list[tuple[Row[Any], dict[str, Any]]]
    opened: list[dict[str, Any]]
    gone: list[Row[Any]]

    @property
    def is_change(self) -> bool:
        return bool(self.opened or self.gone)


def store_links(
    connection: Connection, article_id: int, article: Article, seen: datetime, *, is_new: bool
) -> bool:
    """Makes the page's related entries and next article the current ones. Whether any came or went;
    a change of place or views alone is none."""
    entries = [_related_row(entry) for entry in article.related]
    following = [_next_row(article.next_article)] if article.next_article else []
    targets = _targets(connection, entries + following)
    changed = _store_related(
        connection, _sort(connection, related, article_id, entries, is_new), targets, seen
    )
    came = _store_next(
        connection, _sort(connection, next_articles, article_id, following, is_new), targets, seen
    )
    if entries:
        connection.execute(_OBSERVE, {"of": article_id, "seen": seen})
    return changed or came


def touch_links(connection: Connection, article_id: int, seen: datetime) -> None:
    """Notes that the current links were seen again."""
    for table in _IDENTITY:
        connection.execute(_TOUCH[table], {"of": article_id, "seen": seen})


def resolve_links(connection: Connection, article_id: int, url: str) -> None:
    """Joins links, and the view counts they showed, to an article that has just been stored."""
    found = 0
    for table in _IDENTITY:
        found += connection.execute(
            _RESOLVE[table], {"target_url": url, "target": article_id}
        ).rowcount
    if found:
        connection.execute(_RESOLVE_COUNTS, {"target": article_id})


def _related_row(entry: Related) -> dict[str, Any]:
    published = entry.published_at
    return {
        "position": entry.position,
        "title": _text(entry.title),
        "url": _text(entry.url),
        "section": _text(entry.section),
        "published_at": published.isoformat() if published else None,
        "views": countable(entry.views),
    }


def _next_row(entry: NextArticle) -> dict[str, Any]:
    return {
        "title": _text(entry.title),
        "url": _text(entry.url),
        "teaser": _text(entry.teaser),
    }


def _targets(connection: Connection, entries: Sequence[dict[str, Any]]) -> dict[str, int]:
    urls = sorted({entry["url"] for entry in entries if entry["url"]})
    if not urls:
        return {}
    return {row.url: row.id for row in connection.execute(_TARGETS, {"urls": urls})}


def _sort(
    connection: Connection,
    table: Table,
    article_id: int,
    entries: list[dict[str, Any]],
    is_new: bool,
) -> _Sorted:
    entries = [{"article_id": article_id, **entry} for entry in entries]
    if is_new:
        return _Sorted([], entries, [])
    names = _IDENTITY[table]
    current: dict[tuple[Any, ...], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_CURRENT[table], {"of": article_id}):
        current[tuple(getattr(row, name) for name in names)].append(row)
    found = _Sorted([], [], [])
    for entry in entries:
        same = current[tuple(entry[name] for name in names)]
        if same:
            found.kept.append((same.pop(0), entry))
        else:
            found.opened.append(entry)
    found.gone = [row for rows in current.values() for row in rows]
    return found


def _close_and_open(
    connection: Connection, table: Table, found: _Sorted, targets: dict[str, int], seen: datetime
) -> None:
    if found.gone:
        connection.execute(_CLOSE[table], [{"link": row.id} for row in found.gone])
    if not found.opened:
        return
    rows = [
        {
            **entry,
            "target_id": targets.get(entry["url"]),
            "is_current": True,
            "first_seen_at": seen,
            "last_seen_at": seen,
        }
        for entry in found.opened
    ]
    connection.execute(_OPEN[table], rows)


def _store_next(
    connection: Connection, found: _Sorted, targets: dict[str, int], seen: datetime
) -> bool:
    _close_and_open(connection, next_articles, found, targets, seen)
    for row, _ in found.kept:
        connection.execute(_KEEP_NEXT, {"link": row.id, "seen": seen})
    return found.is_change


def _store_related(
    connection: Connection, found: _Sorted, targets: dict[str, int], seen: datetime
) -> bool:
    _close_and_open(connection, related, found, targets, seen)
    kept = [
        {"link": row.id, "now_at": entry["position"], "now_views": entry["views"], "seen": seen}
        for row, entry in found.kept
    ]
    if kept:
        connection.execute(_KEEP_RELATED, kept)
    return found.is_change


def _text(value: str | None) -> str | None:
    # As the row will hold it: an entry must be found again under its own words.
    return None if value is None else storable(value)
