"""What of an article is searched."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from scraper.archive.database.columns import storable
from scraper.archive.database.schema import articles, images, tags
from scraper.items import Article

_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of an article that are searched, as the archive holds them."""

    title: str
    body: str
    tags: tuple[str, ...]
    captions: tuple[str, ...]


def document_of(article: Article) -> Document:
    """Of an article as it is about to be stored."""
    return Document(
        storable(article.title or ""),
        storable(article.body or ""),
        tuple(storable(tag) for tag in article.tags),
        tuple(storable(image.caption) for image in article.images if image.caption),
    )


def stored_document(connection: Connection, article_id: int) -> Document:
    """Of a stored article, as it is now."""
    return next(_documents(connection, select(articles.c.id).where(articles.c.id == article_id)))[1]


def documents(connection: Connection) -> Iterator[tuple[int, Document]]:
    """Of all stored articles with their ids, in order of these."""
    last = -1
    while True:
        some = select(articles.c.id).where(articles.c.id > last).order_by(articles.c.id)
        found = list(_documents(connection, some.limit(_AT_ONCE)))
        yield from found
        if len(found) < _AT_ONCE:
            return
        last = found[-1][0]


def _documents(connection: Connection, ids: Select[Any]) -> Iterator[tuple[int, Document]]:
    numbers = list(connection.scalars(ids))
    parts: dict[Any, dict[int, list[str]]] = {}
    for column in (tags.c.name, images.c.caption):
        of = parts[column] = defaultdict(list)
        owner = column.table.c.article_id
        query = select(owner, column).where(owner.in_(numbers), column.is_not(None))
        for number, text in connection.execute(query.order_by(owner, column.table.c.position)):
            of[number].append(text)
    wanted = select(articles.c.id, articles.c.title, articles.c.body)
    query = wanted.where(articles.c.id.in_(numbers)).order_by(articles.c.id)
    for row in connection.execute(query).all():
        names, captions = parts[tags.c.name][row.id], parts[images.c.caption][row.id]
        yield row.id, Document(row.title, row.body or "", tuple(names), tuple(captions))
