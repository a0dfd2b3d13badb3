"""Every place where a word stands, in its context: a concordance (keyword in context)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from scraper.archive.database.schema import articles
from scraper.archive.database.selection import Filter
from scraper.archive.search.find import of_query
from scraper.archive.search.snippet import occurrences
from scraper.archive.search.tokens import fold

Order = Literal["newest", "left", "right"]
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One place: what stands before it, the words as the text has them, and what follows.

    `position` is the letter of the article's body that the words begin at, from 0 on.
    """

    article_id: int
    url: str
    title: str
    portal: str
    published_at: str | None
    position: int
    left: str
    hit: str
    right: str


def concordance(
    connection: Connection,
    query: str,
    conditions: Filter,
    *,
    order: Order = "newest",
    width: int = 60,
    limit: int | None = None,
) -> list[Line]:
    """The places of a query's words in the bodies of the articles that it finds, `width` letters of
    context on each side. Newest articles first, or sorted by what stands to the left, the nearest
    word first, or to the right. Any text is a query."""
    found = _lines(connection, query, conditions, width)
    if order == "newest":
        return [line for line, _ in zip(found, range(limit or 10**9), strict=False)]
    lines = sorted(found, key=_by_left if order == "left" else _by_right)
    return lines[:limit] if limit else lines


def _lines(connection: Connection, query: str, conditions: Filter, width: int) -> Iterator[Line]:
    asked = of_query(connection, query, conditions)
    if asked is None:
        return
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(
        select(
            articles.c.id,
            articles.c.url,
            articles.c.title,
            articles.c.portal,
            articles.c.published_at,
            articles.c.body,
        )
        .where(articles.c.id.in_(asked.ids.scalar_subquery()), articles.c.body.is_not(None))
        .order_by(articles.c.published_at_utc.desc().nulls_last(), articles.c.id.desc())
    )
    for row in rows:
        for start, end in occurrences(row.body, asked.terms):
            yield Line(
                row.id,
                row.url,
                row.title,
                row.portal,
                row.published_at,
                start,
                _one_line(row.body[max(start - width, 0) : start]),
                _one_line(row.body[start:end]),
                _one_line(row.body[end : end + width]),
            )


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _by_left(line: Line) -> tuple[list[str], str]:
    # The word next to the hit counts first; Chinese has no words to part, so its letters do.
    left = fold(line.left)
    words = left.split() if " " in left.strip() else list(left)
    return [word.strip(".,;:!?\"'()") for word in reversed(words)], line.url


def _by_right(line: Line) -> tuple[str, str]:
    return fold(line.right).strip(" .,;:!?\"'()，。、；："), line.url
