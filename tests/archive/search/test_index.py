"""The index is what the articles' texts make of it, whatever was stored, and can be made anew."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from scraper.archive import Archive, ArchiveDamaged, Saved
from scraper.archive.database.address import place_of
from scraper.archive.database.dialect import engine_for
from scraper.archive.migrations.upgrade import migrate
from scraper.archive.search import index_problems
from scraper.archive.search.tokens import fold, tokens
from scraper.items import Article
from tests.support.archived import ARTICLES, article, sql
from tests.support.search_articles import fill


@contextmanager
def reading(file: Path) -> Iterator[Connection]:
    """A connection that may only read, as checks get it."""
    engine = engine_for(place_of(f"sqlite:///{file}"), "read", 1)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def problems(file: Path) -> list[str]:
    with reading(file) as connection:
        return index_problems(connection)


def content(file: Path) -> list[Any]:
    """Every token of the index with its place."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, search, instance)")
        return sorted(connection.execute("SELECT term, doc, col, offset FROM temp.v"))


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("filled") / "archive.db"
    with Archive.open(f"sqlite:///{file}") as archive:
        fill(archive)
    return file


@pytest.fixture
def file(filled: Path, tmp_path: Path) -> Path:
    """An archive of a test's own."""
    return Path(shutil.copy(filled, tmp_path))


# Few addresses, so that many of the articles replace others.
_FEW = st.sampled_from([f"https://portal.example/{number}" for number in range(3)])
_STORED = st.lists(st.tuples(_FEW, ARTICLES), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "archive.db"
    Archive.open(f"sqlite:///{file}").close()
    return file


@settings(max_examples=15, deadline=None)
@given(_STORED)
def test_after_any_saves_the_index_is_as_if_made_anew(
    empty: Path, stored: list[tuple[str, Article]]
) -> None:
    with TemporaryDirectory() as folder:
        file = Path(shutil.copy(empty, folder))
        with Archive.open(f"sqlite:///{file}") as archive:
            for url, found in stored:
                archive.save(replace(found, url=url))
            kept = content(file)
            assert problems(file) == []
            assert archive.reindex() == len({url for url, _ in stored})
        assert content(file) == kept
        change(file, "INSERT INTO search (search) VALUES ('integrity-check')")


def test_an_edit_is_found_by_its_new_words_only(file: Path) -> None:
    with Archive.open(f"sqlite:///{file}") as archive:
        before = article(title="Quokka", tags=["旧的"])
        assert archive.save(before) is Saved.new
        assert archive.save(replace(before, title="Wombat", tags=["新的"])) is Saved.updated
        found = {word: archive.search(word).total for word in ("quokka", "旧的", "wombat", "新的")}
    assert found == {"quokka": 0, "旧的": 0, "wombat": 1, "新的": 1}


def test_what_is_not_stored_is_not_indexed(file: Path) -> None:
    before = content(file)
    with Archive.open(f"sqlite:///{file}") as archive:
        archive.reject(article(title=None, problems=["no title"]))
        with pytest.raises(Exception, match="NOT NULL"):
            archive.save(article(title=None, tags=["unwanted"]))
    assert content(file) == before


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE articles SET title = 'Sand' WHERE title LIKE 'Silk%'", "5 words stand elsewhere"),
        ("UPDATE articles SET body = body || ' 茶' WHERE id = 1", "words stand elsewhere"),
        ("DELETE FROM tags WHERE name = 'Dyeing'", "words stand elsewhere"),
        ("INSERT INTO search (search) VALUES ('delete-all')", "16 articles are not in it"),
        (
            "INSERT INTO search (rowid, title) VALUES (999, 'x')",
            "1 entries in it are of no article",
        ),
    ],
)
def test_a_wrong_index_is_told_and_made_anew(file: Path, statement: str, said: str) -> None:
    assert problems(file) == []
    change(file, statement)
    (problem,) = problems(file)
    assert said in problem
    assert "scrapy reindex" in problem
    with Archive.open(f"sqlite:///{file}") as archive:
        assert archive.reindex() == 16
    assert problems(file) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE search_data SET block = x'0000ff' WHERE id > 10",
        "DELETE FROM search_data",
        "DELETE FROM search_config",
        "UPDATE search_docsize SET sz = x''",
        "DROP TABLE search_docsize",
        "DROP TABLE search",
    ],
)
def test_a_broken_index_is_told_and_made_anew(file: Path, statement: str) -> None:
    change(file, statement)
    (problem,) = problems(file)
    assert "scrapy reindex" in problem
    with Archive.open(f"sqlite:///{file}") as archive:
        with pytest.raises(ArchiveDamaged, match="make it anew with `scrapy reindex`"):
            archive.search("loom")
        assert archive.reindex() == 16
        assert archive.search("loom").total == 2
    assert problems(file) == []


def test_what_is_not_in_the_index_is_replaced_without_harm(file: Path) -> None:
    change(file, "INSERT INTO search (search) VALUES ('delete-all')")
    with Archive.open(f"sqlite:///{file}") as archive:
        fill(archive)
        archive.save(article(url="https://portal.example/loom", title="Another loom", tags=[]))
        assert archive.search("another").total == 1
    change(file, "INSERT INTO search (search) VALUES ('integrity-check')")
    assert "15 articles are not in it" in problems(file)[0]


def test_an_archive_from_before_the_index_gets_one(tmp_path: Path) -> None:
    place = place_of(f"sqlite:///{tmp_path / 'archive.db'}")
    engine = engine_for(place, "write", 1)
    migrate(engine, place, "0001")
    engine.dispose()
    assert place.file is not None
    change(
        place.file,
        "INSERT INTO articles (url, portal, title, revision, first_seen_at, last_seen_at,"
        " content_digest, page_digest, breadcrumbs, rules, body, blocks) VALUES"
        " ('https://portal.example/1', 'sample', '采访', 1, '', '', '', '', '[]', '{}', 'x', '[]')",
        "INSERT INTO tags VALUES (1, 1, '旗袍')",
    )
    with Archive.open(str(place.url)) as archive:
        assert archive.search("旗袍").total == 1
        assert sql(archive, "SELECT count(*) FROM search_docsize") == [(1,)]


def test_an_interrupted_rebuild_leaves_the_old_index(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(file)
    with Archive.open(f"sqlite:///{file}") as archive:
        with monkeypatch.context() as patch:

            def stop(connection: Connection) -> None:
                raise KeyboardInterrupt

            patch.setattr("scraper.archive.search.sqlite.finish", stop)
            with pytest.raises(KeyboardInterrupt):
                archive.reindex()
        assert archive.search("loom").total == 2
    assert content(file) == before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lin Wei's loom", "lin wei s loom"),
        ("采访王瑞和，5G时代", "采 访 王 瑞 和 | 5g 时 代 |"),
        ("ＡＢＣ ｶﾞﾗｽ", "abc ガ ラ ス |"),
        ("訪談 發展 頭髮", "访 谈 | 发 展 | 头 发 |"),
        ("한국어", "한 국 어 |"),
        ("𠮷野家", "𠮷 野 家 |"),
        ("Ångström ÉCLAIR Straße ñ Ёлка й", "angstrom eclair strasse n елка й"),
        ("हिन्दी ภาษาไทย עִבְרִית", "हिन्दी ภาษาไทย עִבְרִית"),
        ("①㎏ ½", "1kg 1 2"),
        ("snake_case | a.b", "snake case a b"),
        ("❤ 🧵🧵", "❤ 🧵 🧵"),
        ("、。！？…·—", ""),
        ("x" * 300, "x" * 100),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    assert tokens(text) == expected.split()


# Signs that stand for one word here and for another there stay what they are.
@pytest.mark.parametrize("text", ["乾坤", "著作", "特徵", "於", "像", "沈"])
def test_what_folding_would_confuse_stays(text: str) -> None:
    assert fold(text) == text


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert tokens(fold(text)) == tokens(text)
