"""Scrapy's own feeds hold what `scrapy export` writes: a real crawl, a feed of every format."""

import csv
import json
import marshal
import pickle
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from scraper.archive import Archive
from scraper.archive.export import INTERVIEWS, write_rows
from scraper.record import RECORD_KEYS
from tests.support.crawling import address_of, crawl, lines_of
from tests.support.site import article, listing, serving

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

KINDS = ("jsonl", "json", "csv", "xml", "pickle", "marshal")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Feeds of a crawl over a portal with three interviews and a page that is none, and exports of
    the archive it left."""
    folder = tmp_path_factory.mktemp("feeds")
    titles = {f"/news/{number}.html": f"Guest {number} talks" for number in range(1, 5)}
    pages: dict[str, Any] = {"/list/": listing(titles)}
    pages |= {f"/news/{number}.html": article(number) for number in range(1, 4)}
    pages["/news/4.html"] = "<html><body></body></html>"
    archive = folder / "archive.db"
    with serving(pages) as site:
        feeds = [part for kind in KINDS for part in ("-O", str(folder / f"feed.{kind}"))]
        ended = crawl("-a", f"url={site.address}/list/", *feeds, archive=archive)
    assert "Stored marshal feed" in ended.log, ended.log
    with Archive.open_to_read(address_of(archive)) as opened:
        for kind in ("jsonl", "csv"):
            with (folder / f"export.{kind}").open("wb") as out:
                write_rows(INTERVIEWS, opened.rows(INTERVIEWS), out, kind)
    return folder


@pytest.fixture
def exported(folder: Path) -> list[dict[str, Any]]:
    return _sorted(lines_of(folder / "export.jsonl"))


def _sorted(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records, key=lambda record: str(record["url"]))


def test_json_feeds_are_the_exported_records(folder: Path, exported: list[dict[str, Any]]) -> None:
    assert len(exported) == 3
    assert exported[0]["revision"] == 1
    assert _sorted(lines_of(folder / "feed.jsonl")) == exported
    assert _sorted(json.loads((folder / "feed.json").read_text("utf-8"))) == exported
    assert tuple(lines_of(folder / "feed.jsonl")[0]) == RECORD_KEYS


def test_the_csv_feed_is_the_exported_table(folder: Path) -> None:
    tables = []
    for name in ("feed.csv", "export.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as opened:
            tables.append(_sorted(list(csv.DictReader(opened))))
    assert tables[0] == tables[1]


def test_python_feeds_are_the_exported_records(
    folder: Path, exported: list[dict[str, Any]]
) -> None:
    for name, load in (("feed.pickle", pickle.load), ("feed.marshal", marshal.load)):
        with (folder / name).open("rb") as opened:
            assert _sorted([load(opened) for _ in exported]) == exported


def test_the_xml_feed_has_the_texts_and_no_none(
    folder: Path, exported: list[dict[str, Any]]
) -> None:
    root = ElementTree.parse(folder / "feed.xml").getroot()
    found = sorted((item.findtext("url"), item.findtext("body")) for item in root)
    assert found == [(record["url"], record["body"]) for record in exported]
    assert {item.findtext("next_article") for item in root} == {""}
