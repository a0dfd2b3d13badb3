"""The dictionary describes what is there: schema, descriptions and documentation hold together."""

import re
import sqlite3
from contextlib import closing

import pytest

from scraper.archive import Archive
from scraper.archive.dictionary import DICTIONARY, Meaning
from scraper.archive.dictionary.exported import EXPORTED
from scraper.archive.dictionary.page import column_types, page
from scraper.archive.export import INTERVIEWS, KINDS
from scraper.record import RECORD_KEYS
from scraper.ui.browser.metadata import metadata
from tests.support import PROJECT

DOCS = PROJECT / "docs"
_OF_SQLITE = r"sqlite_\w+|search_(config|data|docsize|idx|content)"


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The types by column and table of an archive that has just been made."""
    file = tmp_path_factory.mktemp("archive") / "archive.db"
    Archive.open(f"sqlite:///{file}").close()
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        return {
            name: {
                column[1]: column[2] for column in connection.execute(f"PRAGMA table_info({name})")
            }
            for (name,) in names.fetchall()
            if not re.fullmatch(_OF_SQLITE, name)
        }


def test_every_table_and_column_is_described(schema: dict[str, dict[str, str]]) -> None:
    there = {(table, column) for table, columns in schema.items() for column in columns}
    described = {(table, column) for table, entry in DICTIONARY.items() for column in entry.columns}
    assert not there - described, "describe these in scraper/archive/dictionary"
    assert not described - there, "scraper/archive/dictionary describes what is not there"


def test_types_are_those_of_the_file(schema: dict[str, dict[str, str]]) -> None:
    stated = column_types()
    for table, columns in schema.items():
        # SQLite gives the columns of a view no types, or those of the tables behind it.
        known = {name: kind for name, kind in columns.items() if kind and table != "interviews"}
        assert {name: stated[table][name] for name in known if stated[table][name]} == {
            name: kind for name, kind in known.items() if stated[table][name]
        }


def test_every_exported_column_is_described() -> None:
    assert tuple(INTERVIEWS.columns) == RECORD_KEYS
    for name, kind in KINDS.items():
        assert tuple(EXPORTED[name].columns) == tuple(kind.columns), name
    assert EXPORTED.keys() == KINDS.keys()


@pytest.mark.parametrize("entries", [DICTIONARY, EXPORTED])
def test_descriptions_say_something(entries: dict[str, object]) -> None:
    for table, entry in entries.items():
        assert entry.meaning.endswith("."), table  # type: ignore[attr-defined]
        for name, it in entry.columns.items():  # type: ignore[attr-defined]
            assert isinstance(it, Meaning)
            assert all((it.meaning, it.example, it.source)), f"{table}.{name}"


def test_datasette_shows_the_same_descriptions() -> None:
    tables = metadata("archive")["databases"]["archive"]["tables"]
    for name, entry in DICTIONARY.items():
        assert tables[name]["description"] == entry.meaning
        assert all(
            it.meaning in tables[name]["columns"][column] for column, it in entry.columns.items()
        )


def test_the_page_in_docs_is_of_today() -> None:
    file = DOCS / "data-dictionary.md"
    assert file.read_text("utf-8") == page(), (
        "write it anew: scrapy dictionary > docs/data-dictionary.md"
    )
