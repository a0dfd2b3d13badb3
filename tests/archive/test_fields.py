"""A row more in the table of the record, and all that lists fields has the field."""

import json
import subprocess
import sys
from typing import Any

import pytest

from scraper.archive.articles.digest import digests_of
from scraper.record import FIELDS, RECORD_KEYS, whole
from tests.support import PROJECT
from tests.support.archived import article

# A program of its own: the table is in place before anything else reads it.
_PROGRAM = """
import io, json, sys
from dataclasses import dataclass, field, replace
from pathlib import Path

from scraper import record
from scraper.items import Article

class WithEditors(record.Fields):
    rows = (
        *record.Fields.rows,
        record.Field(name="editors", shape=[record.TEXT], meaning="Who edited it, a JSON list",
                     example='["Mo Ke"]', kept="rows", revises=True),
        record.Field(name="lead", shape=record.TEXT, meaning="What stands before the text",
                     example="A visit"),
    )

record.FIELDS = WithEditors()
record.RECORD_KEYS = tuple(row.name for row in record.FIELDS)

# What stays apart: the item, and the columns of the schema with their migration.
@dataclass(slots=True)
class Edited(Article):
    editors: list[str] = field(default_factory=list)
    lead: str | None = None

from sqlalchemy import Column, ForeignKey, Integer, Table, Text
from scraper.archive.database.schema import articles, metadata
Table("editors", metadata, Column("article_id", ForeignKey("articles.id"), primary_key=True),
      Column("position", Integer, primary_key=True), Column("name", Text))
articles.append_column(Column("lead", Text))

from rich.console import Console
from scraper.archive import Archive
from scraper.archive.dictionary.page import page
from scraper.archive.export import INTERVIEWS, write_rows
from scraper.archive.migrations import upgrade
from scraper.ui.terminal.article import print_article
from scraper.ui.terminal.difference import print_difference

make = upgrade.create_view
def migrated(connection):
    connection.exec_driver_sql("CREATE TABLE editors (article_id, position, name)")
    connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN lead TEXT")
    make(connection)
upgrade.create_view = migrated

URL = "https://portal.example/1.html"
page_of = Edited(URL, "sample", title="Looms", editors=["Mo Ke"], lead="A visit")
said = {}
with Archive.open(f"sqlite:///{sys.argv[1]}") as archive:
    archive.save(page_of)
    said["again"] = archive.save(replace(page_of)).value
    archive.save(replace(page_of, editors=["Mo Ke", "Lin Wei"], lead="A long visit"))
    out = io.BytesIO()
    write_rows(INTERVIEWS, archive.rows(INTERVIEWS), out, "csv")
    said["csv"] = out.getvalue().decode()
    (said["record"],) = archive.records()
    found = archive.history(URL)
    said["changes"] = found.current.changes
    console = Console(file=io.StringIO(), width=100)
    print_difference(console, found, *found.versions)
    said["difference"] = console.file.getvalue()
    console = Console(file=io.StringIO(), width=100)
    print_article(console, found, found.current)
    said["shown"] = console.file.getvalue()
said["dictionary"] = page()
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("fields") / "archive.db"
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(file)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_a_field_more_is_stored_and_exported(said: dict[str, Any]) -> None:
    assert said["again"] == "unchanged"
    assert said["record"]["editors"] == ["Mo Ke", "Lin Wei"]
    assert said["record"]["lead"] == "A long visit"
    heading, row = said["csv"].splitlines()
    assert heading.endswith("gone_at,editors,lead")
    assert '[""Mo Ke"",""Lin Wei""]' in row


def test_a_field_more_makes_a_revision_where_its_row_says_so(said: dict[str, Any]) -> None:
    assert said["changes"] == [{"field": "editors", "kind": "added", "value": "Lin Wei"}]


def test_a_field_more_is_in_the_difference_and_shown(said: dict[str, Any]) -> None:
    assert "editors\nMo Ke, {+Lin Wei+}" in said["difference"]
    assert "{+long +}" in said["difference"]
    assert "Editors: Mo Ke, Lin Wei" in said["shown"]


def test_a_field_more_is_in_the_dictionary(said: dict[str, Any]) -> None:
    assert said["dictionary"].count("| Who edited it, a JSON list |") >= 2
    assert "### `editors`" in said["dictionary"]


def test_records_of_earlier_versions_have_every_key() -> None:
    assert tuple(sorted(whole({"title": "Looms"}))) == tuple(sorted(RECORD_KEYS))
    assert whole({})["people"] == []
    assert whole({})["next_article"] is None


def test_digests_are_those_of_archives_that_there_are() -> None:
    # Another digest would have every stored page written anew by its next crawl.
    assert digests_of(article()) == (
        "eac8abbadc71e83453828896ac7da280",
        "32a0e43fb3051d91f5f2ee89908f2be3",
    )


def test_the_table_holds_together() -> None:
    assert len(set(RECORD_KEYS)) == len(RECORD_KEYS)
    assert all(row.made_of in (None, *RECORD_KEYS) for row in FIELDS)
