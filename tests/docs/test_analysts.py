"""The worked questions of docs/analysts.md: each in three languages, each with the shown result."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from scraper.archive import Archive
from scraper.archive.export import INTERVIEWS, RELATED, VIEWS
from scraper.items import Article, Block, Image, NextArticle, Related
from scraper.settings import DATA, PROJECT
from tests.support.crawling import address_of, lines_of
from tests.support.exporting import written

PAGE = (PROJECT / "docs" / "analysts.md").read_text("utf-8")
QUESTIONS = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
SITE = "https://portal.example"
Rows = list[tuple[str, ...]]


def _article(truth: dict[str, Any]) -> Article:
    following = truth["next_article"]
    return Article(
        url=f"{SITE}{truth['path']}",
        portal="sample",
        title=truth["title"],
        published_at=datetime.fromisoformat(truth["published_at"]),
        views=truth["views"],
        section=truth["section"],
        breadcrumbs=truth["breadcrumbs"],
        tags=truth["tags"],
        authors=truth["authors"],
        blocks=[Block(**block) for block in truth["blocks"]],
        images=[Image(f"{SITE}{image['url']}", image["caption"]) for image in truth["images"]],
        related=[
            Related(
                entry["position"],
                entry["title"],
                f"{SITE}{entry['url']}",
                entry["section"],
                datetime.fromisoformat(entry["published_at"]),
                entry["views"],
            )
            for entry in truth["related"]
        ],
        next_article=following
        and NextArticle(following["title"], f"{SITE}{following['url']}", following["teaser"]),
        language=truth["language"],
        fetched_at=datetime(2026, 3, 2, 6, tzinfo=UTC),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample portal, and the exports that the page begins with."""
    folder = tmp_path_factory.mktemp("analyst")
    address = address_of(folder / "archive.db")
    with Archive.open(address) as archive:
        for truth in lines_of(DATA / "sample_portal" / "truth.jsonl"):
            archive.save(_article(truth))
    for kind in (INTERVIEWS, RELATED, VIEWS):
        written(address, kind, folder / f"{kind.name}.parquet", "parquet")
    return folder


def _block(text: str, language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return str(found)


def _shown(question: str) -> Rows:
    lines = [line for line in question.splitlines() if line.startswith("|")]
    cells = [tuple(line.strip("| ").split(" | ")) for line in lines]
    return [cells[0], *cells[2:]]


def _rows(names: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Rows:
    return [tuple(map(str, names)), *(tuple(map(str, row)) for row in rows)]


def test_there_are_ten() -> None:
    assert [question.split(".")[0] for question in QUESTIONS] == [str(n) for n in range(1, 11)]


@pytest.fixture(scope="module")
def frames(folder: Path) -> dict[str, Any]:
    """What the page's first lines of Python define."""
    setting: dict[str, Any] = {}
    beginning = _block(PAGE.split("\n## ")[0], "python")
    exec(beginning.replace('("', f'("{folder}/'), setting)
    return setting


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda text: text.split("\n")[0])
class TestQuestions:
    def test_sql(self, question: str, folder: Path) -> None:
        with closing(sqlite3.connect(folder / "archive.db")) as connection:
            found = connection.execute(_block(question, "sql"))
            names = [column[0] for column in found.description]
            assert _rows(names, found.fetchall()) == _shown(question)

    def test_pandas(self, question: str, frames: dict[str, Any]) -> None:
        setting = dict(frames)
        exec(_block(question, "python"), setting)
        result = setting["result"]
        assert isinstance(result, pd.DataFrame)
        assert _rows(result.columns, result.itertuples(index=False)) == _shown(question)

    def test_duckdb(self, question: str, folder: Path) -> None:
        query = _block(question, "sql duckdb")
        found = duckdb.sql(re.sub(r"'(\w+\.parquet)'", rf"'{folder}/\1'", query))
        assert found is not None
        assert _rows(found.columns, found.fetchall()) == _shown(question)
