"""`scrapy demo`: the sample portal becomes an archive, every field as its truth file says."""

import json
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from scraper.settings import DATA
from tests.support.crawling import Ended, lines_of, scrapy

TRUTH = {record["path"]: record for record in lines_of(DATA / "sample_portal" / "truth.jsonl")}
FIELDS = sorted(next(iter(TRUTH.values())).keys() - {"path", "people"})


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


PORT = free_port()


def _demo(archive: Path, port: int) -> Ended:
    return scrapy("demo", "-s", f"SAMPLE_PORT={port}", archive=archive)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    return _demo(tmp_path_factory.mktemp("demo") / "archive.db", PORT)


@pytest.fixture(scope="module")
def records(first: Ended) -> dict[str, dict[str, Any]]:
    return {urlsplit(record["url"]).path: _from_root(record) for record in first.records.values()}


def _from_root(record: dict[str, Any]) -> dict[str, Any]:
    """The record with the portal's addresses as paths: its port may be another every time."""
    base = record["url"].removesuffix(urlsplit(record["url"]).path)
    found: dict[str, Any] = json.loads(json.dumps(record).replace(base, ""))
    return found


def test_every_interview_is_stored_and_nothing_else(
    first: Ended, records: dict[str, dict[str, Any]]
) -> None:
    assert first.code == 0
    assert records.keys() == TRUTH.keys()


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_right(records: dict[str, dict[str, Any]], field: str) -> None:
    wrong = {
        path: (record[field], TRUTH[path][field])
        for path, record in records.items()
        if record[field] != TRUTH[path][field]
    }
    assert not wrong, f"{len(wrong)} of {len(TRUTH)} are wrong"


def test_who_is_interviewed_is_named_or_left_out(records: dict[str, dict[str, Any]]) -> None:
    named = {path: record["people"] for path, record in records.items() if record["people"]}
    assert named == {path: TRUTH[path]["people"] for path in named}
    assert len(named) >= 10


def test_the_portal_is_called_sample(records: dict[str, dict[str, Any]]) -> None:
    assert {record["portal"] for record in records.values()} == {"sample"}


def test_the_summary_says_what_was_done_and_what_to_try(first: Ended) -> None:
    assert f"{len(TRUTH)} interviews on" in first.out
    assert f"{len(TRUTH)} new" in first.out
    assert str(first.archive) in first.out
    commands = [line for line in first.out.splitlines() if line.startswith("  ") and " -" in line]
    assert sum("scrapy export" in line for line in commands) >= 2


@pytest.mark.slow
def test_a_second_run_finds_everything_known(first: Ended) -> None:
    again = _demo(first.archive, PORT)
    assert again.code == 0
    assert f"0 new, {len(TRUTH)} already known" in again.out
    assert len(again.records) == len(TRUTH)


def test_plain_where_there_is_no_terminal(first: Ended) -> None:
    assert "\x1b" not in first.out
    assert not first.log
