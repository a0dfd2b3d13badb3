"""Hostile titles go in by a crawl of pages that carry them, and come out of exports as text."""

import csv
import json
from html import escape
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from scraper.archive.export import INTERVIEWS
from tests.support.crawling import Ended, address_of, crawl
from tests.support.exporting import HOSTILE, written
from tests.support.site import article, listing, serving

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

CARRIED = ("formula", "formula, wide", "command", "path", "script", "sql", "quotes")
TITLES = {f"{number}.html": HOSTILE[name] for number, name in enumerate(CARRIED, start=1)}


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """A crawl of a portal whose pages have these titles."""
    pages = {
        f"/news/{name}": article(number).replace(f"Guest {number} talks", escape(title))
        for number, (name, title) in enumerate(TITLES.items(), start=1)
    }
    links = {f"/news/{name}": title for name, title in TITLES.items()}
    with serving({"/list/": listing(links), **pages}) as site:
        archive = tmp_path_factory.mktemp("hostile") / "archive.db"
        return crawl("-a", f"url={site.address}/list/", archive=archive)


def test_they_are_in_the_archive_as_they_stood_on_the_page(ended: Ended) -> None:
    assert {name: record["title"] for name, record in ended.records.items()} == TITLES, ended.log


@pytest.mark.parametrize("form", ["jsonl", "schema-org", "csv", "excel", "parquet"])
def test_they_come_out_as_text(ended: Ended, tmp_path: Path, form: str) -> None:
    file = written(address_of(ended.archive), INTERVIEWS, tmp_path / "out", form)
    assert sorted(_titles(file, form)) == sorted(TITLES.values())


def _titles(file: Path, form: str) -> list[str]:
    if form == "parquet":
        return [str(row["title"]) for row in pq.read_table(file, columns=["title"]).to_pylist()]
    with file.open(encoding="utf-8-sig", newline="") as opened:
        if form in ("jsonl", "schema-org"):
            name = "title" if form == "jsonl" else "headline"
            return [json.loads(line)[name] for line in opened]
        cells = [row["title"] for row in csv.DictReader(opened)]
    if form == "excel":
        assert not [cell for cell in cells if cell.startswith(("=", "＝", "@"))]
        # The apostrophe is what keeps a spreadsheet from running it.
        cells = [cell[1:] if cell[:2] in ("'=", "'＝", "'@") else cell for cell in cells]
    return cells
