"""The index of whichever database the archive lives in: kept, made anew, checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from scraper.archive.database.errors import ArchiveDamaged
from scraper.archive.search import postgresql, sqlite
from scraper.archive.search.document import document_of, documents, stored_document
from scraper.items import Article

_ADVICE = "make it anew with `scrapy reindex`"


def engine_of(connection: Connection) -> ModuleType:
    """The module that knows this database's index."""
    return postgresql if connection.dialect.name == "postgresql" else sqlite


def add(connection: Connection, article_id: int, article: Article) -> None:
    """Takes an article up that is being stored, in the same transaction."""
    engine_of(connection).add(connection, [(article_id, document_of(article))])


def remove(connection: Connection, article_id: int) -> None:
    """Takes a stored article out; to be called while its old texts are still in the tables."""
    document = stored_document(connection, article_id)
    engine_of(connection).remove(connection, article_id, document)


def rebuild(connection: Connection) -> int:
    """Makes the index anew from the articles' texts; how many there are."""
    engine = engine_of(connection)
    engine.create(connection)
    count = 0
    for found in documents(connection):
        engine.add(connection, [found])
        count += 1
    engine.finish(connection)
    return count


def index_problems(connection: Connection) -> list[str]:
    """What is wrong with the index, each as a sentence that says what to do; reads all texts."""
    engine = engine_of(connection)
    found = []
    try:
        # As a transaction of its own: in PostgreSQL, what fails within one ends it.
        with connection.begin_nested():
            found += engine.index_problems(connection)
    except DBAPIError as error:
        if not engine.is_damage(error):
            raise
        found.append(f"it is damaged ({error.orig})")
    return [f"the search index is wrong: {problem}; {_ADVICE}" for problem in found]


@contextmanager
def searching(connection: Connection) -> Iterator[None]:
    """Turns what the database reports of a broken index into an ArchiveDamaged."""
    try:
        yield
    except DBAPIError as error:
        if not engine_of(connection).is_damage(error):
            raise
        raise ArchiveDamaged(f"the search index is damaged ({error.orig}); {_ADVICE}") from error
