"""The index in SQLite: FTS5, in which each character of a Chinese run is a token of its own.

Pairs of characters would answer faster, but their index is larger than the text; one of single
characters is two thirds of it, and finds words of one character too. The index keeps no text: what
leaves it must be named again, token by token.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    column,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError

from scraper.archive.database.schema import articles
from scraper.archive.search.document import Document, documents
from scraper.archive.search.query import Either, Every, Near, Node, Term
from scraper.archive.search.tokens import BOUNDARY, phrase, spaced, tokens

_COLUMNS = ("body", "title", "tags", "captions")
# How much a hit there weighs, in the order of the columns.
_RANK = "bm25(search, 1.0, 10.0, 5.0, 2.0)"
_NAMED = ", ".join(_COLUMNS)
_ADD = f"INSERT INTO search ({_NAMED}, rowid) VALUES (?, ?, ?, ?, ?)"
_REMOVE = f"INSERT INTO search (search, {_NAMED}, rowid) VALUES ('delete', ?, ?, ?, ?, ?)"
_KNOWN = "SELECT 1 FROM search_docsize WHERE id = ?"
_SEARCH = table("search", column("rowid"))
_ROW: ColumnElement[int] = literal_column("search.rowid")
# With the plus, SQLite looks a row up in the list instead of the list's rows in the index.
_EACH_ROW: ColumnElement[int] = literal_column("+search.rowid")
_EACH_ARTICLE: ColumnElement[int] = literal_column("+articles.id")
_MANY = 5000
_OPENABLE = (
    "CREATE TABLE IF NOT EXISTS search_config (k PRIMARY KEY, v) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS search_data (id INTEGER PRIMARY KEY, block BLOB)",
    "REPLACE INTO search_config VALUES ('version', 4)",
    "REPLACE INTO search_data VALUES (10, x'00000000000000')",
)
_TRIED = 50
# Of a column's word: in how many articles it is, and how many times.
_Vocabulary: TypeAlias = dict[tuple[str, str], tuple[int, int]]


def create(connection: Connection) -> None:
    """An empty index, in place of the one that is there."""
    try:
        connection.exec_driver_sql("DROP TABLE IF EXISTS search")
    except DBAPIError:
        # FTS5 must open an index to drop it: these two rows are all that it reads for that.
        for statement in _OPENABLE:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("DROP TABLE search")
    # Our own tokens go in, parted by spaces: this tokenizer takes them as they are.
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE search USING fts5({_NAMED}, content='', "
        f"tokenize=\"ascii tokenchars '{BOUNDARY}'\")"
    )


def add(connection: Connection, found: Iterable[tuple[int, Document]]) -> None:
    """Takes documents up that are not in the index."""
    _run(connection, _ADD, found)


def remove(connection: Connection, article_id: int, document: Document) -> None:
    """Takes a document out, which must be the one that went in. What is not in is left alone:
    taken out all the same, it would spoil the index."""
    if connection.exec_driver_sql(_KNOWN, (article_id,)).first():
        _run(connection, _REMOVE, [(article_id, document)])


def finish(connection: Connection) -> None:
    """Makes an index that was just filled small and quick."""
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")


def _run(connection: Connection, sql: str, found: Iterable[tuple[int, Document]]) -> None:
    for article_id, document in found:
        connection.exec_driver_sql(sql, (*_texts(document), article_id))


def _texts(document: Document) -> Iterator[str]:
    """What `_words` are in the order of the columns, as texts."""
    yield spaced(document.body)
    yield spaced(document.title)
    for texts in (document.tags, document.captions):
        yield " ".join(f"{spaced(each)} {BOUNDARY}" for each in texts)


def _words(document: Document) -> dict[str, list[str]]:
    return {
        "body": tokens(document.body),
        "title": tokens(document.title),
        "tags": _parted(document.tags),
        "captions": _parted(document.captions),
    }


def _parted(texts: Iterable[str]) -> list[str]:
    # No phrase reaches from one into the next.
    return [token for each in texts for token in (*tokens(each), BOUNDARY)]


def expression(node: Node) -> str:
    """The query in FTS5's language."""
    match node:
        case Term():
            return _placed(node.place, _phrase(node))
        case Near():
            together = " ".join(map(_phrase, node.parts))
            return _placed(node.parts[0].place, f"NEAR({together}, {node.words})")
        case Either():
            return _joined(" OR ", node.parts)
        case Every():
            wanted = _joined(" AND ", node.parts)
            return f"({wanted} NOT {_joined(' OR ', node.without)})" if node.without else wanted


def _phrase(term: Term) -> str:
    return f'"{" ".join(phrase(term.text))}"' + (" *" if term.is_prefix else "")


def _placed(place: str | None, asked: str) -> str:
    return f"({place} : {asked})" if place else asked


def _joined(operator: str, nodes: tuple[Node, ...]) -> str:
    parts = operator.join(expression(node) for node in nodes)
    return f"({parts})" if len(nodes) > 1 else parts


def matching(wanted: Select[Any] | None) -> Select[Any]:
    """The ids that match :match, of those that are wanted."""
    query = select(_ROW).select_from(_SEARCH).where(text("search MATCH :match"))
    return query if wanted is None else query.where(_EACH_ROW.in_(wanted))


def best(wanted: Select[Any] | None) -> Select[Any]:
    """The same, best first."""
    return matching(wanted).order_by(text(_RANK), _ROW.desc())


def newest(wanted: Select[Any] | None, total: int) -> Select[Any]:
    """The same, newest first."""
    # Many are found soonest by going through all articles by date, few by sorting them.
    row: ColumnElement[Any] = _EACH_ARTICLE if total > _MANY else articles.c.id
    return (
        select(articles.c.id)
        .where(row.in_(matching(wanted).scalar_subquery()))
        .order_by(articles.c.published_at_utc.desc(), articles.c.id.desc())
    )


def is_damage(error: DBAPIError) -> bool:
    """Whether what was raised by a search says that the index is broken."""
    # Our expressions are always valid: what SQLite does not understand is the index.
    name = getattr(error.orig, "sqlite_errorname", "")
    return name == "SQLITE_ERROR" or name.startswith("SQLITE_CORRUPT")


def index_problems(connection: Connection) -> Iterator[str]:
    """What the index holds, against what the articles' texts would make of it."""
    missing = _number(connection, "SELECT id FROM articles EXCEPT SELECT id FROM search_docsize")
    foreign = _number(connection, "SELECT id FROM search_docsize EXCEPT SELECT id FROM articles")
    if missing:
        yield f"{missing} articles are not in it"
    if foreign:
        yield f"{foreign} entries in it are of no article"
    if missing or foreign:
        return
    expected = _expected(connection)
    wrong = _differing(connection, expected)
    if wrong:
        yield f"{wrong} words stand elsewhere in it than in the articles"
    elif lost := _lost(connection, expected):
        yield f"{lost} of {_TRIED} words that were tried are not found by it"


def _number(connection: Connection, ids: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM ({ids})").scalar_one())


def _expected(connection: Connection) -> _Vocabulary:
    expected: _Vocabulary = {}
    for _, document in documents(connection):
        for name, words in _words(document).items():
            for word, count in Counter(words).items():
                articles_with, times = expected.get((name, word), (0, 0))
                expected[name, word] = (articles_with + 1, times + count)
    return expected


def _differing(connection: Connection, expected: _Vocabulary) -> int:
    """How many words are in other numbers in the index than in the articles."""
    found = wrong = 0
    with _vocabulary(connection) as rows:
        for name, word, articles_with, times in rows:
            found += (name, word) in expected
            wrong += expected.get((name, word)) != (articles_with, times)
    return wrong + len(expected) - found


def _lost(connection: Connection, expected: _Vocabulary) -> int:
    """How many of some words a search does not find where they are."""
    words = list(expected)[:: max(len(expected) // _TRIED, 1)][:_TRIED]
    # Without the limit, SQLite would rank and count in one, which FTS5 refuses.
    ranked = text(
        "SELECT count(score) FROM "
        "(SELECT bm25(search) AS score FROM search WHERE search MATCH :match LIMIT -1)"
    )
    return sum(
        connection.execute(ranked, {"match": f'{name} : "{word}"'}).scalar_one()
        != expected[name, word][0]
        for name, word in words
    )


@contextmanager
def _vocabulary(connection: Connection) -> Iterator[Iterable[Any]]:
    """Every column's words in the index, with their numbers of articles and of occurrences."""
    readonly = connection.exec_driver_sql("PRAGMA query_only").scalar_one()
    # A temporary table is no change of the archive, but SQLite takes it for one.
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    try:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE temp.search_words USING fts5vocab(main, search, col)"
        )
        yield connection.exec_driver_sql("SELECT col, term, doc, cnt FROM temp.search_words")
        connection.exec_driver_sql("DROP TABLE temp.search_words")
    finally:
        connection.exec_driver_sql(f"PRAGMA query_only={readonly}")
