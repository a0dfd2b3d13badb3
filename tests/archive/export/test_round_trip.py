"""What is exported comes back equal, by the tools that analysts have; hostile text as text."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq
import pytest

from scraper.archive.export import INTERVIEWS, KINDS, RELATED, VIEWS
from scraper.archive.export.parquet import schema_of
from tests.support.exporting import (
    HOSTILE,
    UNSTORABLE,
    address_in,
    edited,
    hostile,
    records_in,
    written,
)

Record = dict[str, Any]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive with everything hostile in it."""
    texts = [*HOSTILE.values(), *UNSTORABLE.values()]
    folder = tmp_path_factory.mktemp("hostile")
    return address_in(folder, [hostile(number, text) for number, text in enumerate(texts)])


@pytest.fixture(scope="module")
def records(address: str) -> list[Record]:
    return records_in(address)


@pytest.fixture(scope="module")
def parquet(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(address, INTERVIEWS, tmp_path_factory.mktemp("out") / "x.parquet", "parquet")


@pytest.fixture(scope="module")
def json_lines(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(address, INTERVIEWS, tmp_path_factory.mktemp("out") / "x.jsonl", "jsonl")


def _asked(query: str) -> duckdb.DuckDBPyRelation:
    found = duckdb.sql(query)
    assert found is not None
    return found


def _as_record(row: Record) -> Record:
    """A row of Parquet as the exported record that it was made from."""
    row = {name: value for name, value in row.items() if name != "published_at_utc"}
    for name in ("first_seen_at", "last_seen_at", "gone_at"):
        moment = row[name]
        if moment is not None and not pd.isna(moment):
            row[name] = pd.Timestamp(moment).astimezone(UTC).isoformat()
        else:
            row[name] = None
    return row


def test_the_archive_kept_the_texts(records: list[Record]) -> None:
    titles = [record["title"] for record in reversed(records)]
    assert titles[: len(HOSTILE)] == list(HOSTILE.values())
    assert titles[len(HOSTILE) :] == ["ab", "a\ufffdb"]


def test_json_lines_by_the_standard_library(json_lines: Path, records: list[Record]) -> None:
    lines = json_lines.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == records


def test_json_lines_by_pandas(json_lines: Path, records: list[Record]) -> None:
    frame = pd.read_json(json_lines, lines=True, dtype=False)
    found = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert found == records


def test_json_lines_by_pyarrow(json_lines: Path, records: list[Record]) -> None:
    plain = pa.schema(
        [
            pa.field(field.name, pa.string() if pa.types.is_timestamp(field.type) else field.type)
            for field in schema_of(INTERVIEWS)
            if field.name != "published_at_utc"
        ]
    )
    options = pj.ParseOptions(explicit_schema=plain, unexpected_field_behavior="error")
    assert pj.read_json(json_lines, parse_options=options).to_pylist() == records


def test_json_lines_by_duckdb(json_lines: Path, records: list[Record]) -> None:
    found = _asked(f"SELECT json FROM read_ndjson_objects('{json_lines}')").fetchall()
    assert [json.loads(text) for (text,) in found] == records


def test_parquet_by_pyarrow(parquet: Path, records: list[Record]) -> None:
    assert [_as_record(row) for row in pq.read_table(parquet).to_pylist()] == records


def test_parquet_by_duckdb(parquet: Path, records: list[Record]) -> None:
    relation = _asked(f"SELECT * FROM read_parquet('{parquet}')")
    rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    assert [_as_record(row) for row in rows] == records


def test_parquet_by_pandas(parquet: Path, records: list[Record]) -> None:
    frame = pd.read_parquet(parquet, dtype_backend="pyarrow")
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert [_as_record(_plain(row)) for row in rows] == records


def _plain(value: Any) -> Any:
    """Lists for the arrays that pandas makes of them."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if hasattr(value, "tolist") and not isinstance(value, datetime):
        value = value.tolist()
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def test_csv_by_pandas_and_duckdb(address: str, tmp_path: Path, records: list[Record]) -> None:
    file = written(address, INTERVIEWS, tmp_path / "x.csv", "csv")
    texts = ["" if record["title"] is None else record["title"] for record in records]
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    assert frame["title"].tolist() == texts
    assert [json.loads(cell) for cell in frame["related"]] == [r["related"] for r in records]
    # Said by hand, since what is guessed from these texts is a guess.
    rules = """quote = '"', escape = '"', all_varchar = true, strict_mode = false"""
    query = f"SELECT title FROM read_csv('{file}', {rules})"
    assert [title for (title,) in _asked(query).fetchall()] == texts


def test_no_cell_of_the_spreadsheet_runs(address: str, tmp_path: Path) -> None:
    file = written(address, INTERVIEWS, tmp_path / "x.csv", "excel")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    cells = [cell for row in rows for cell in row.values()]
    assert len(cells) == len(rows) * len(INTERVIEWS.columns)
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n＝＋－＠") and cell]


def test_parquet_has_types(parquet: Path) -> None:
    schema = pq.read_schema(parquet)
    assert schema.field("tags").type == pa.list_(pa.string())
    assert schema.field("next_article").type.field("teaser").type == pa.string()
    entry = schema.field("related").type.value_type
    assert entry.field("position").type == pa.int64()
    assert schema.field("views").type == pa.int64()
    assert schema.field("published_at").type == pa.string()
    for name in ("published_at_utc", "first_seen_at", "last_seen_at"):
        assert schema.field(name).type == pa.timestamp("us", tz="UTC")
    moment = pq.read_table(parquet, columns=["published_at_utc"]).to_pylist()[0]
    assert moment["published_at_utc"] == datetime(2020, 12, 24, 4, 12, tzinfo=UTC)


def test_every_kind_is_the_same_in_every_format(tmp_path: Path) -> None:
    address = edited(tmp_path)
    for kind in KINDS.values():
        lines = written(address, kind, tmp_path / "x.jsonl", "jsonl").read_text("utf-8")
        rows = [json.loads(line) for line in lines.splitlines()]
        array = written(address, kind, tmp_path / "x.json", "json").read_text("utf-8")
        assert json.loads(array) == rows
        assert rows
        table = written(address, kind, tmp_path / "x.parquet", "parquet")
        assert pq.read_metadata(table).num_rows == len(rows)
        assert set(kind.columns) <= set(pq.read_schema(table).names)
        text = written(address, kind, tmp_path / "x.csv", "csv")
        with text.open(encoding="utf-8", newline="") as opened:
            found = list(csv.DictReader(opened))
        assert [list(row) for row in found] == [list(kind.columns)] * len(rows)
        assert [_of_csv(row) for row in found] == [_of_json(row) for row in rows]


def _of_csv(row: dict[str, str]) -> Record:
    return {
        name: json.loads(cell) if cell[:1] in "[{" and cell else cell for name, cell in row.items()
    }


def _of_json(row: Record) -> Record:
    words: dict[Any, str] = {None: "", True: "true", False: "false"}
    return {
        name: value
        if isinstance(value, list | dict)
        else words.get(value, str(value))
        if value is None or isinstance(value, bool)
        else str(value)
        for name, value in row.items()
    }


def test_links_are_an_edge_list(tmp_path: Path) -> None:
    address = edited(tmp_path)
    lines = written(address, RELATED, tmp_path / "x.jsonl", "jsonl").read_text("utf-8")
    first = json.loads(lines.splitlines()[0])
    assert first == {
        "portal": "other",
        "from_url": "https://portal.example/interview/2.html",
        "position": 1,
        "to_url": "https://portal.example/interview/102.html",
        "to_is_archived": False,
        "title": "Next door",
        "section": "Dialogue",
        "published_at": "2020-12-12T09:35:00+08:00",
        "views": 4,
        "is_current": True,
        "first_seen_at": "2026-03-02T06:00:00+00:00",
        "last_seen_at": "2026-03-03T06:00:00+00:00",
    }


def test_views_are_a_time_series(tmp_path: Path) -> None:
    address = edited(tmp_path)
    lines = written(address, VIEWS, tmp_path / "x.jsonl", "jsonl").read_text("utf-8")
    series = [json.loads(line) for line in lines.splitlines()]
    page = "https://portal.example/interview/2.html"
    assert [
        (one["observed_at"][:10], one["views"], one["source"], one["seen_on"])
        for one in series
        if one["url"] == page
    ] == [("2026-03-02", 2, "article", page), ("2026-03-03", 9, "article", page)]
    elsewhere = next(one for one in series if one["url"].endswith("/102.html"))
    assert (elsewhere["views"], elsewhere["source"], elsewhere["seen_on"]) == (4, "related", page)
