"""From words to articles."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from scraper.archive.database.records import record_of_row
from scraper.archive.database.selection import Filter, wanted
from scraper.archive.database.view import interviews
from scraper.archive.search.index import engine_of, searching
from scraper.archive.search.query import Node, Term, authors_of, hint_for, parse, terms
from scraper.archive.search.snippet import Pieces, beginning, marked, snippet

_BETWEEN = " · "
# So many words are marked; nobody reads two lines for more.
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """A found article: its exported record, its title, and the place of its text that shows why it
    was found, in pieces."""

    article_id: int
    record: dict[str, Any]
    title: Pieces
    snippet: Pieces


@dataclass(frozen=True, slots=True)
class Found:
    """Some hits, and how many there are in all. `is_asked` is False where the query has no word
    that could be searched for; `hint` says how to ask for what the language has no words for."""

    hits: list[Hit]
    total: int
    is_asked: bool = True
    hint: str | None = None


def find(
    connection: Connection,
    words: str,
    conditions: Filter,
    *,
    newest: bool = False,
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """The articles that the query in `words` finds, best first, or newest first."""
    hint = hint_for(words)
    asked, conditions = _asked(words, conditions)
    if asked is None:
        return Found([], 0, is_asked=False, hint=hint)
    engine = engine_of(connection)
    match = {"match": engine.expression(asked)}
    only = wanted(select(interviews.c.id), conditions) if conditions != Filter() else None
    counting = select(func.count()).select_from(engine.matching(only).subquery())
    with searching(connection):
        total = int(connection.execute(counting, match).scalar_one())
        order: Select[Any] = engine.newest(only, total) if newest else engine.best(only)
        ids = list(connection.scalars(order.limit(limit).offset(offset), match)) if total else []
    return Found(_hits(connection, ids, terms(asked)[:_SHOWN]), total, hint=hint)


@dataclass(frozen=True, slots=True)
class OfQuery:
    """The ids of the articles that a query finds, as a select, and the terms that they show."""

    ids: Select[Any]
    terms: list[Term]


def of_query(connection: Connection, words: str, conditions: Filter) -> OfQuery | None:
    """What a query finds, for other queries to go on with; None where it has no words."""
    asked, conditions = _asked(words, conditions)
    if asked is None:
        return None
    engine = engine_of(connection)
    only = wanted(select(interviews.c.id), conditions) if conditions != Filter() else None
    ids: Select[Any] = engine.matching(only).params(match=engine.expression(asked))
    return OfQuery(ids, terms(asked)[:_SHOWN])


def _asked(words: str, conditions: Filter) -> tuple[Node | None, Filter]:
    words, authors = authors_of(words)
    if authors:
        conditions = replace(conditions, authors=(*conditions.authors, *authors))
    return parse(words), conditions


def _hits(connection: Connection, ids: list[int], asked: list[Term]) -> list[Hit]:
    rows = connection.execute(select(interviews).where(interviews.c.id.in_(ids)))
    found = {row.id: _hit(row.id, record_of_row(row), asked) for row in rows}
    return [found[number] for number in ids]


def _hit(article_id: int, record: dict[str, Any], asked: list[Term]) -> Hit:
    captions = [image["caption"] for image in record["images"] if image["caption"]]
    texts = [record["body"] or "", _BETWEEN.join(captions), _BETWEEN.join(record["tags"])]
    shown = next((found for text in texts if (found := snippet(text, asked))), None)
    title = marked(record["title"], asked)
    return Hit(article_id, record, title, shown or beginning(texts[0]))
