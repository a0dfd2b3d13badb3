"""The index in PostgreSQL: a tsvector an article under GIN; pairs of characters are its tokens.

A phrase of single characters would be read from the table's rows, one by one; a pair is found in
the index alone. Of a character that ends its run the token is itself, so that one is found too.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Select, Table, select, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.exc import DBAPIError

from scraper.archive.database.schema import articles
from scraper.archive.search.document import Document, documents
from scraper.archive.search.query import Either, Every, Near, Node, Term
from scraper.archive.search.tokens import Run, runs

_SEARCH = Table(
    "search",
    MetaData(),
    Column("article_id", Integer, primary_key=True),
    Column("tokens", TSVECTOR, nullable=False),
)
_ADD = text("INSERT INTO search VALUES (:article, CAST(:tokens AS tsvector))")
_REMOVE = text("DELETE FROM search WHERE article_id = :article")
_SAME = text("SELECT tokens = CAST(:tokens AS tsvector) FROM search WHERE article_id = :article")
# For the weights D, C, B, A: body, captions, tags, title; long texts count for less.
_RANK = "ts_rank('{0.1, 0.2, 0.5, 1.0}', search.tokens, CAST(:match AS tsquery), 1) DESC"
# A tsvector takes a megabyte, and counts no further than to position 16383.
_MOST_TOKENS = 16_000
_FARTHEST = 16_383
_WEIGHTS = {"title": "A", "tags": "B", "captions": "C", "body": "D"}
# A query of NEAR has two ways for each distance up to this many words.
_MOST_STEPS = 20


def create(connection: Connection) -> None:
    """An empty index, in place of the one that is there."""
    for statement in (
        "DROP TABLE IF EXISTS search",
        "CREATE TABLE search (article_id INTEGER NOT NULL CONSTRAINT pk_search PRIMARY KEY "
        "CONSTRAINT fk_search_article_id REFERENCES articles (id), tokens TSVECTOR NOT NULL)",
        "CREATE INDEX ix_search_tokens ON search USING gin (tokens)",
    ):
        connection.exec_driver_sql(statement)


def add(connection: Connection, found: Iterable[tuple[int, Document]]) -> None:
    """Takes documents up that are not in the index."""
    for article_id, document in found:
        connection.execute(_ADD, {"article": article_id, "tokens": _vector(document)})


def remove(connection: Connection, article_id: int, document: Document) -> None:
    """Takes a document out."""
    connection.execute(_REMOVE, {"article": article_id})


def finish(connection: Connection) -> None:
    """Makes known what an index holds that was just filled."""
    connection.exec_driver_sql("ANALYZE search")


def _vector(document: Document) -> str:
    """As PostgreSQL writes a tsvector. Its own parser is not asked: what it takes for a letter
    depends on the database's locale."""
    position = 0
    lexemes: list[str] = []
    for weight, texts in (
        ("A", [document.title]),
        ("B", document.tags),
        ("C", document.captions),
        ("D", [document.body]),
    ):
        for each in texts:
            for token in islice(_tokens(each), _MOST_TOKENS - len(lexemes)):
                position = min(position + 1, _FARTHEST)
                lexemes.append(f"{_quoted(token)}:{position}{weight}")
            position += 1
    return " ".join(lexemes)


def _tokens(text: str) -> Iterator[str]:
    for run in runs(text):
        yield from _whole(run)


def _whole(run: Run) -> list[str]:
    return [*_pairs(run.text), run.text[-1]] if run.kind == "characters" else [run.text]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def expression(node: Node) -> str:
    """The query as PostgreSQL writes a tsquery."""
    match node:
        case Term():
            return _phrase(node)
        case Near():
            return _near(node)
        case Either():
            return _joined(" | ", node.parts)
        case Every():
            wanted = _joined(" & ", node.parts)
            return f"({wanted} & !{_joined(' | ', node.without)})" if node.without else wanted


def _joined(operator: str, nodes: tuple[Node, ...]) -> str:
    parts = operator.join(expression(node) for node in nodes)
    return f"({parts})" if len(nodes) > 1 else parts


def _near(near: Near) -> str:
    # A tsquery knows exact distances only.
    one, other = map(_phrase, near.parts)
    steps = range(1, min(near.words, _MOST_STEPS) + 2)
    ways = [f"{a} <{step}> {b}" for a, b in ((one, other), (other, one)) for step in steps]
    return f"({' | '.join(ways)})"


def _phrase(term: Term) -> str:
    *before, last = runs(term.text)
    found = [_quoted(token) for run in before for token in _whole(run)]
    weight = _WEIGHTS[term.place] if term.place else ""
    is_characters = last.kind == "characters"
    if is_characters and len(last.text) > 1:
        found += [_quoted(pair) for pair in _pairs(last.text)]
    else:
        # One character begins a pair, or ends its run.
        found.append(_quoted(last.text))
        weight = f"*{weight}" if is_characters or term.is_prefix else weight
    if weight:
        of_place = weight.removeprefix("*")
        found = [
            *(f"{token}:{of_place}" if of_place else token for token in found[:-1]),
            f"{found[-1]}:{weight}",
        ]
    return f"({' <-> '.join(found)})" if len(found) > 1 else found[0]


def matching(wanted: Select[Any] | None) -> Select[Any]:
    """The ids that match :match, of those that are wanted."""
    row = _SEARCH.c.article_id
    query = select(row).where(text("search.tokens @@ CAST(:match AS tsquery)"))
    return query if wanted is None else query.where(row.in_(wanted))


def best(wanted: Select[Any] | None) -> Select[Any]:
    """The same, best first."""
    return matching(wanted).order_by(text(_RANK), _SEARCH.c.article_id.desc())


def newest(wanted: Select[Any] | None, total: int) -> Select[Any]:
    """The same, newest first."""
    return (
        select(articles.c.id)
        .where(articles.c.id.in_(matching(wanted).scalar_subquery()))
        .order_by(articles.c.published_at_utc.desc().nulls_last(), articles.c.id.desc())
    )


def is_damage(error: DBAPIError) -> bool:
    """Whether what was raised by a search says that the index is broken."""
    # "undefined_table", "index_corrupted"
    return getattr(error.orig, "sqlstate", None) in ("42P01", "XX002")


def index_problems(connection: Connection) -> Iterator[str]:
    """What the index holds, against what the articles' texts would make of it."""
    stored = set(connection.scalars(select(_SEARCH.c.article_id)))
    wrong = missing = 0
    for article_id, document in documents(connection):
        if article_id not in stored:
            missing += 1
            continue
        asked = {"article": article_id, "tokens": _vector(document)}
        wrong += not connection.execute(_SAME, asked).scalar_one()
    if missing:
        yield f"{missing} articles are not in it"
    if wrong:
        yield f"{wrong} articles stand otherwise in it than they are"
