"""Searching on PostgreSQL finds the same articles."""

import pytest
from sqlalchemy import create_engine, text

from scraper.archive import Archive, Filter, Found
from scraper.archive.search import index_problems
from tests.support.archived import article
from tests.support.search_articles import TEXTS, fill
from tests.support.search_table import TABLE
from tests.system.test_archive_postgresql import address, server

pytestmark = pytest.mark.slow
__all__ = ["address", "server"]


def names(found: Found) -> set[str]:
    return {hit.record["url"].rpartition("/")[2] for hit in found.hits}


def problems(address: str) -> list[str]:
    engine = create_engine(address)
    with engine.connect() as connection:
        found = index_problems(connection)
    engine.dispose()
    return found


def test_queries_find_these_and_no_others(address: str) -> None:
    with Archive.open(address) as archive:
        fill(archive)
    with Archive.open_to_read(address) as archive:
        found = {query: names(archive.search(query, limit=100)) for query, _, _ in TABLE}
        wrong = {q[:50]: found[q] for q, expected, _ in TABLE if found[q] != set(expected.split())}
        assert wrong == {}
        newest = archive.search("人", newest=True, limit=2)
        assert [hit.record["url"][23:] for hit in newest.hits] == ["cloth", "border"]
        assert newest.total == 5
        assert archive.search("茶").hits[0].record["url"].endswith("tea")
        assert names(archive.search("loom", Filter(tags=["Weaving"]))) == {"loom"}


def test_the_index_follows_edits_and_can_be_made_anew(address: str) -> None:
    with Archive.open(address) as archive:
        fill(archive)
        archive.save(article(title="Quokka"))
        archive.save(article(title="Wombat"))
        assert [archive.search(word).total for word in ("quokka", "wombat")] == [0, 1]
        # Longer than a tsvector can be: what goes in is cut, and nothing fails.
        archive.save(article(2, title="x" * 5000, tags=[f"词{n}" for n in range(60_000)]))
        assert problems(address) == []
        engine = create_engine(address)
        with engine.begin() as connection:
            connection.execute(text("UPDATE articles SET title = 'Sand' WHERE title LIKE 'Silk%'"))
            connection.execute(text("DELETE FROM search WHERE article_id = 1"))
        engine.dispose()
        missing, wrong = problems(address)
        assert "1 articles are not in it" in missing
        assert "1 articles stand otherwise" in wrong
        assert archive.reindex() == len(TEXTS) + 2
        assert problems(address) == []
