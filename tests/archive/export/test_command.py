"""`scrapy export`, run as Scrapy runs it, over a real archive."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

from scraper.archive import Archive
from scraper.record import RECORD_KEYS
from tests.support.archived import article, url

Export = Callable[..., int]


@pytest.fixture
def address(tmp_path: Path) -> str:
    """An archive with three interviews."""
    address = f"sqlite:///{tmp_path / 'archive.db'}"
    with Archive.open(address) as archive:
        archive.save(article(1))
        archive.save(article(2, section="Dialogue", tags=["旗袍"], portal="other"))
        archive.save(article(3, published_at=None, views=None, next_article=None, tags=[]))
    return address


@pytest.fixture
def export(address: str, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Runs the command; its exit code."""
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "scraper.settings")

    def run(*arguments: str, archive: str = address) -> int:
        settings = get_project_settings()
        settings.set("ARCHIVE_URL", archive)
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", "export", *arguments], settings)
        return int(ended.value.code or 0)

    return run


def in_archive(address: str) -> list[dict[str, Any]]:
    with Archive.open_to_read(address) as archive:
        return list(archive.records())


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("ending", [".jsonl", ".ndjson", ".JSONL"])
def test_json_lines(
    export: Export,
    address: str,
    tmp_path: Path,
    ending: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / f"out{ending}"
    assert export("-o", str(out)) == 0
    lines = out.read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == in_archive(address)
    assert "旗袍" in lines[0]
    assert capsys.readouterr() == ("", f"wrote 3 interviews to {out}\n")


def test_json(export: Export, address: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert export("-o", str(out)) == 0
    assert json.loads(out.read_text(encoding="utf-8")) == in_archive(address)


def test_csv_is_rfc_4180_with_lists_as_json(export: Export, address: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert export("-o", str(out)) == 0
    raw = out.read_bytes()
    assert raw.startswith(b"url,portal,")
    assert raw.count(b"\r\n") == 4
    with out.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    records = in_archive(address)
    assert list(rows[0]) == list(RECORD_KEYS)
    for row, record in zip(rows, records, strict=True):
        for key, value in record.items():
            if isinstance(value, list | dict):
                assert json.loads(row[key]) == value
            else:
                assert row[key] == ("" if value is None else str(value))


def test_excel_gets_a_mark_and_nothing_that_runs(export: Export, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'bad.db'}"
    titles = [
        '=HYPERLINK("x")',
        "+1+1",
        "-5",
        "@SUM",
        "\tx",
        "＝1",
        "+3,5%",
        "a - b",
        "a\r=b",
    ]
    with Archive.open(address) as archive:
        for number, title in enumerate(titles):
            archive.save(article(number, title=title, published_at=None))
    out = tmp_path / "out.csv"
    assert export("-o", str(out), "--excel", archive=address) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfurl,")
    with out.open(encoding="utf-8-sig", newline="") as opened:
        found = [row["title"] for row in csv.DictReader(opened)]
    assert found[::-1] == [
        '\'=HYPERLINK("x")',
        "'+1+1",
        "-5",
        "'@SUM",
        "'\tx",
        "'＝1",
        "+3,5%",
        "a - b",
        "a\r=b",
    ]
    assert export("-o", str(out), archive=address) == 0
    assert b"\r\nhttps" in out.read_bytes()
    assert "'=" not in out.read_text(encoding="utf-8")


def test_standard_output_has_the_data_and_nothing_else(
    export: Export, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("-o", "-", "--format", "jsonl") == 0
    captured = capsys.readouterr()
    assert [json.loads(line) for line in captured.out.splitlines()] == in_archive(address)
    assert captured.err == "wrote 3 interviews to standard output\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--section", "Dialogue"], [2]),
        (["--section", "Dialogue", "--section", "Celebrity interviews"], [2, 1, 3]),
        (["--tag", "旗袍"], [2]),
        (["--portal", "sample"], [1, 3]),
        (["--since", "2020-12-24"], [2, 1]),
        (["--until", "2020-12-24"], [2, 1]),
        (["--since", "2020-12-24T12:12"], [2, 1]),
        (["--since", "2020-12"], [2, 1]),
        (["--since", "2020", "--until", "2020-12"], [2, 1]),
        (["--until", "2020-11"], []),
        (["--since", "2020-12-24T04:12Z", "--until", "2020-12-24T12:12+08:00"], [2, 1]),
        (["--since", "2020-12-24T04:12:01Z"], []),
        (["--until", "2020-12-23"], []),
        (["--tag", "\udcff"], []),
    ],
)
def test_options_choose(
    export: Export, tmp_path: Path, arguments: list[str], expected: list[int]
) -> None:
    out = tmp_path / "out.json"
    assert export("-o", str(out), *arguments) == 0
    found = [record["url"] for record in json.loads(out.read_text(encoding="utf-8"))]
    assert found == [url(number) for number in expected]


@pytest.mark.parametrize(
    ("name", "content"),
    [("out.jsonl", ""), ("out.json", "[]\n"), ("out.csv", ",".join(RECORD_KEYS) + "\n")],
)
def test_nothing_found_is_a_whole_empty_file(
    export: Export, tmp_path: Path, name: str, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    assert export("-o", str(out), "--tag", "nobody") == 0
    assert out.read_text(encoding="utf-8") == content
    assert "wrote 0 interviews" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "say where to: -o FILE"),
        (["-o", "out.docx"], ".jsonl, .ndjson, .json, .csv, .parquet, .xlsx"),
        (["-o", "out"], ".jsonl, .ndjson, .json, .csv"),
        (["-o", "-"], "--format, one of jsonl, json, csv, parquet"),
        (["-o", "{tmp}/none/out.csv"], "does not exist"),
        (["-o", "{tmp}", "--format", "csv"], "is a folder"),
        (["-o", "{tmp}/archive.db", "--format", "csv"], "is the archive itself"),
        (["-o", "{tmp}/out.json", "--excel"], "--excel is for CSV"),
        (["-o", "{tmp}/out.csv", "--schema-org"], "--schema-org is JSON Lines"),
        (["-o", "{tmp}/out.parquet.gz"], "parquet is compressed within"),
        (["-o", "{tmp}/out.gz"], "the ending is none of"),
        (["-o", "{tmp}/out.csv", "--related", "--views"], "not allowed with argument"),
        (
            ["-o", "{tmp}/out.csv", "--since", "yesterday"],
            "'yesterday' is no date; write 2020",
        ),
        (["-o", "{tmp}/out.csv", "--until", "2020-02-30"], "'2020-02-30' is no date"),
        (["-o", "{tmp}/out.csv", "--format", "xml"], "invalid choice: 'xml'"),
        (["-o", "{tmp}/out.csv", "--sections", "x"], "does not know --sections x"),
        (["-o", "{tmp}/out.csv", "more"], "does not know more"),
    ],
)
def test_wrong_use_says_what_is_right(
    export: Export,
    tmp_path: Path,
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = names(tmp_path)
    assert export(*(argument.format(tmp=tmp_path) for argument in arguments)) == 2
    assert message in capsys.readouterr().err
    assert names(tmp_path) - {"archive.db-shm", "archive.db-wal"} == before


def test_a_missing_archive_says_how_to_make_one(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    assert export("-o", str(out), archive=f"sqlite:///{tmp_path / 'none.db'}") == 6
    assert "make one with `scrapy crawl interviews`" in capsys.readouterr().err
    assert names(tmp_path) == {"archive.db"}
