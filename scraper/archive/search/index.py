"""The index of whichever database the archive lives in: kept, made anew, checked."""

from types import ModuleType

from sqlalchemy import Connection

from scraper.archive.search import postgresql, sqlite
from scraper.archive.search.document import document_of, documents, stored_document
from scraper.items import Article


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
    return [
        f"the search index is wrong: {problem}; make it anew with `scrapy reindex`"
        for problem in engine_of(connection).index_problems(connection)
    ]
