"""Compressed files, JSON-LD, and Parquet where its package is missing."""

import gzip
import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from scraper.archive.export import INTERVIEWS, format_of
from tests.support.exporting import edited, export, records_in, written

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


@pytest.fixture
def address(tmp_path: Path) -> str:
    """An archive with three articles, one of them edited."""
    return edited(tmp_path)


@pytest.mark.parametrize("form", ["jsonl", "json", "csv"])
@pytest.mark.parametrize(("ending", "unpack"), [("gz", gzip.decompress), ("zst", zstd.decompress)])
def test_an_ending_compresses(
    address: str, tmp_path: Path, form: str, ending: str, unpack: "type[bytes]"
) -> None:
    out = tmp_path / f"out.{form}.{ending}"
    assert export(address, "-o", str(out)) == 0
    plain = written(address, INTERVIEWS, tmp_path / "plain", form).read_bytes()
    assert unpack(out.read_bytes()) == plain


def test_an_option_compresses_whatever_the_ending(address: str, tmp_path: Path) -> None:
    out, again = tmp_path / "out.jsonl", tmp_path / "again.jsonl"
    assert export(address, "-o", str(out), "--gzip") == 0
    plain = written(address, INTERVIEWS, tmp_path / "plain", "jsonl").read_bytes()
    assert gzip.decompress(out.read_bytes()) == plain
    assert export(address, "-o", str(again), "--gzip") == 0
    assert out.read_bytes() == again.read_bytes()


def test_endings_name_formats() -> None:
    assert format_of(Path("a.csv.zst")) == "csv"
    assert format_of(Path("A.NDJSON.GZ")) == "jsonl"
    assert format_of(Path("a.parquet")) == "parquet"
    assert format_of(Path("a.gz")) is None


def test_parquet_goes_to_standard_output(
    address: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert export(address, "-o", "-", "--format", "parquet") == 0
    file = tmp_path / "x.parquet"
    file.write_bytes(capfdbinary.readouterr().out)
    assert pq.read_metadata(file).num_rows == 3


@pytest.mark.parametrize(("option", "rows"), [("--related", 4), ("--views", 5), ("--revisions", 4)])
def test_other_rows_are_chosen_by_an_option(
    address: str, tmp_path: Path, option: str, rows: int, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    assert export(address, "-o", str(out), option) == 0
    assert f"wrote {rows} " in capsys.readouterr().err
    assert export(address, "-o", str(out), option, "--portal", "other") == 0
    assert 0 < len(out.read_text("utf-8").splitlines()) < rows


def test_without_its_package_parquet_says_how_to_get_it(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "scraper.archive.export.parquet", raising=False)
    out = tmp_path / "out.parquet"
    assert export(address, "-o", str(out)) == 2
    assert "pip install 'interview-archive[parquet]'" in capsys.readouterr().err
    assert not out.exists()


def test_schema_org_has_an_article_a_line(address: str, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert export(address, "-o", str(out), "--schema-org") == 0
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    records = records_in(address)
    assert [one["@id"] for one in found] == [record["url"] for record in records]
    article = next(one for one in found if one["headline"] == "Lin Wei: Patience Is A Craft (1)")
    assert article == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "https://portal.example/interview/1.html",
        "url": "https://portal.example/interview/1.html",
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": "https://portal.example/interview/1.html",
            "breadcrumb": {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": 1, "name": "Home"},
                    {"@type": "ListItem", "position": 2, "name": "Celebrity interviews"},
                ],
            },
            "relatedLink": ["https://portal.example/interview/101.html"],
        },
        "headline": "Lin Wei: Patience Is A Craft (1)",
        "datePublished": "2020-12-24T12:12:00+08:00",
        "inLanguage": "en",
        "articleSection": "Celebrity interviews",
        "keywords": ["Craft", "工艺", "Values"],
        "author": [{"@type": "Person", "name": "Zhou Min"}],
        "about": [{"@type": "Person", "name": "Lin Wei"}],
        "articleBody": "Lin Wei repairs looms.\n\n慢工出细活\n\nA loom forgives nothing.",
        "image": [
            {
                "@type": "ImageObject",
                "contentUrl": "https://portal.example/a.jpg",
                "caption": "Lin Wei",
            },
            {"@type": "ImageObject", "contentUrl": "https://portal.example/b.jpg"},
        ],
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": {"@type": "ViewAction"},
            "userInteractionCount": 2,
        },
        "version": 1,
        "sdDatePublished": "2026-03-02T06:00:00+00:00",
    }
    undated = next(one for one in found if one["@id"].endswith("/3.html"))
    assert "datePublished" not in undated
    assert "interactionStatistic" not in undated
