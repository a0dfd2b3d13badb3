"""Interviews as a workbook, as references and as quotations, read by other programs."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scraper.archive import Archive, Filter
from scraper.archive.export import INTERVIEWS, KINDS, write_rows, write_sheets
from scraper.archive.export.citations import key_of
from scraper.archive.export.spreadsheet import MOST_CHARACTERS
from scraper.items import Block
from tests.support.archived import article

LONG = "织" * 40_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of three interviews: one usual, one hostile, one with a long text and no date."""
    folder = tmp_path_factory.mktemp("sheets")
    with Archive.open(f"sqlite:///{folder}/a.db") as archive:
        archive.save(article(1))
        archive.save(
            article(
                2,
                title='=HYPERLINK("http://x")',
                tags=["+1", "@x"],
                blocks=[
                    Block("question", "Why?", "Anna"),
                    Block("answer", "=1+1", "林威"),
                    Block("paragraph", "She left."),
                    Block("quote", "Never again."),
                ],
                authors=["Ann & Co_", "B {Brace}"],
            )
        )
        archive.save(
            article(3, published_at=None, blocks=[Block("paragraph", LONG)], views=None, authors=[])
        )
        sheets = [(kind, archive.rows(kind)) for kind in KINDS.values()]
        with (folder / "out.xlsx").open("wb") as out:
            counts = write_sheets(sheets, out)
        assert counts["interviews"] == 3
        for form in ("bibtex", "ris", "csl-json"):
            with (folder / form).open("wb") as out:
                assert write_rows(INTERVIEWS, archive.rows(INTERVIEWS), out, form) == 3
        with (folder / "quotes.jsonl").open("wb") as out:
            write_rows(KINDS["quotes"], archive.rows(KINDS["quotes"]), out, "jsonl")
        with (folder / "none.jsonl").open("wb") as out:
            only = Filter(portals=["none"])
            assert write_rows(KINDS["quotes"], archive.rows(KINDS["quotes"], only), out, "csv") == 0
    return folder / "out.xlsx"


def rows(file: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by the names of its columns, by the number in their address."""
    book = openpyxl.load_workbook(file)
    head, *rest = book[sheet].iter_rows(values_only=True)
    book.close()
    return sorted(
        (dict(zip(head, values, strict=True)) for values in rest), key=lambda row: str(row["url"])
    )


def test_every_kind_has_its_sheet_and_the_columns_are_explained(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == [*KINDS, "dictionary"]
    explained = {row[1] for row in book["dictionary"].iter_rows(values_only=True)}
    assert set(INTERVIEWS.columns) <= explained


def test_times_are_times_and_numbers_are_numbers(file: Path) -> None:
    first, *_ = rows(file, "interviews")
    assert first["published_at"] == datetime(2020, 12, 24, 12, 12)
    assert first["published_at_offset"] == "+08:00"
    assert first["published_at_utc"] == datetime(2020, 12, 24, 4, 12)
    assert (first["views"], first["tags"]) == (2, "Craft; 工艺; Values")


def test_nothing_runs(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_a_long_text_ends_with_a_note(file: Path) -> None:
    body = rows(file, "interviews")[2]["body"]
    assert len(body) == MOST_CHARACTERS
    assert body.startswith("织织")
    assert "40,000 characters" in body[-200:]


def test_the_same_rows_make_the_same_file(tmp_path: Path) -> None:
    with Archive.open(f"sqlite:///{tmp_path}/a.db") as archive:
        archive.save(article(1))
        for name in ("one", "two"):
            with (tmp_path / name).open("wb") as out:
                write_rows(INTERVIEWS, archive.rows(INTERVIEWS), out, "xlsx")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_quotations_have_their_speakers_and_places(file: Path) -> None:
    lines = (file.parent / "quotes.jsonl").read_text("utf-8").splitlines()
    said = [json.loads(line) for line in lines]
    of_two = [it for it in said if it["title"].startswith("=")]
    assert [(it["position"], it["kind"], it["speaker"], it["text"]) for it in of_two] == [
        (1, "question", "Anna", "Why?"),
        (2, "answer", "林威", "=1+1"),
        (4, "quote", None, "Never again."),
    ]


def test_references_name_title_authors_day_and_address(file: Path) -> None:
    bibtex = (file.parent / "bibtex").read_text("utf-8")
    assert "@online{sample-2020-1," in bibtex
    assert r"author = {{Ann \& Co\_} and {B \{Brace\}}}" in bibtex
    assert "date = {2020-12-24}" in bibtex
    ris = (file.parent / "ris").read_text("utf-8")
    assert ris.count("ER  - ") == 3
    assert "AU  - Zhou Min\n" in ris.replace("\r\n", "\n")
    items = json.loads((file.parent / "csl-json").read_text("utf-8"))
    assert items[0]["issued"] == {"date-parts": [[2020, 12, 24]]}
    assert items[-1]["type"] == "article-newspaper"
    assert "author" not in items[-1]


def test_keys_are_stable_and_plain() -> None:
    record = {"portal": "Ünï Gazette", "published_at": "2020-12-24T12:12:00+08:00"}
    assert key_of({**record, "url": "https://x.example/a/Über_Tee.html"}) == (
        "uni-gazette-2020-uber-tee"
    )
