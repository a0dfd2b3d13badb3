"""`scrapy export --bundle`: a dataset that can be cited, checked and read without this program."""

import csv
import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frictionless import validate

from scraper.archive import Archive
from scraper.archive.dictionary.page import page
from scraper.archive.export import KINDS
from tests.support.exporting import HOSTILE, address_in, edited, export, hostile

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

DATA = {f"{name}.{form}" for name in KINDS for form in ("csv", "parquet")}
FILES = DATA | {"README.md", "SHA256SUMS", "archive.db", "data-dictionary.md", "datapackage.json"}


@pytest.fixture
def address(tmp_path: Path) -> str:
    """An archive with three articles, one of them edited."""
    return edited(tmp_path)


@pytest.fixture
def bundle(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "bundle"
    assert export(address, "--bundle", str(folder)) == 0
    assert capsys.readouterr().err == f"wrote a bundle of 3 interviews to {folder}\n"
    return folder


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_everything_is_there_and_whole(bundle: Path) -> None:
    assert names(bundle) == FILES
    lines = (bundle / "SHA256SUMS").read_text().splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    assert sums.keys() == FILES - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((bundle / name).read_bytes()).hexdigest() == digest


def test_frictionless_finds_nothing_wrong(bundle: Path) -> None:
    report = validate(bundle / "datapackage.json")
    assert report.valid, report.flatten(["name", "fieldName", "rowNumber", "note"])
    assert {task.name for task in report.tasks if task.type == "table"} == {
        f"{name}-csv" for name in KINDS
    }


def test_frictionless_would_find_what_is_wrong(bundle: Path) -> None:
    table = bundle / "views.csv"
    table.write_bytes(table.read_bytes().replace(b"article", b"artikel", 1))
    assert not validate(bundle / "datapackage.json").valid


def test_hostile_texts_are_valid_data(tmp_path: Path) -> None:
    texts = enumerate(HOSTILE.values())
    address = address_in(tmp_path, [hostile(number, text) for number, text in texts])
    assert export(address, "--bundle", str(tmp_path / "bundle")) == 0
    report = validate(tmp_path / "bundle" / "datapackage.json")
    assert report.valid, report.flatten(["name", "fieldName", "rowNumber", "note"])


def test_the_package_says_what_it_is_of(bundle: Path) -> None:
    described = json.loads((bundle / "datapackage.json").read_text("utf-8"))
    of = described["archive"]
    assert of["rows"]["interviews"] == 3
    assert of["portals"] == {"other": 1, "sample": 2}
    assert of["first_published_at"] == of["last_published_at"] == "2020-12-24T12:12:00+08:00"
    assert of["versions"]["schema"]
    assert sum(one["articles"] for one in of["versions"]["read_by"]) == 3
    fields = {
        resource["path"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in described["resources"]
        if "schema" in resource
    }
    assert fields == {f"{name}.csv": list(kind.columns) for name, kind in KINDS.items()}
    readme = (bundle / "README.md").read_text("utf-8")
    assert "3 interviews of other, sample, published 2020-12-24 to 2020-12-24" in readme
    assert (bundle / "data-dictionary.md").read_text("utf-8") == page()


def test_the_copy_is_the_archive_in_one_file(bundle: Path, address: str) -> None:
    with closing(sqlite3.connect(f"file:{bundle / 'archive.db'}?immutable=1", uri=True)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert copy.execute("SELECT count(*) FROM revisions").fetchone() == (1,)
    with (
        Archive.open_to_read(address) as archive,
        Archive.open_to_read(f"sqlite:///{bundle / 'archive.db'}") as same,
    ):
        assert list(same.records()) == list(archive.records())


def test_tables_have_the_same_rows_in_both_formats(bundle: Path) -> None:
    for name in KINDS:
        with (bundle / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        assert len(rows) == pq.read_metadata(bundle / f"{name}.parquet").num_rows > 0


def test_nothing_is_written_over(
    bundle: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (bundle / "datapackage.json").read_bytes()
    assert export(address, "--bundle", str(bundle)) == 2
    assert "it is there already, and not an empty folder" in capsys.readouterr().err
    assert (bundle / "datapackage.json").read_bytes() == before
    assert not [name for name in names(bundle.parent) if "part" in name]


def test_an_empty_folder_is_filled_and_an_empty_archive_is_a_bundle(tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    assert export(address_in(tmp_path, []), "--bundle", str(tmp_path / "bundle")) == 0
    assert validate(tmp_path / "bundle" / "datapackage.json").valid


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["-o", "x.csv"], "takes no other options"),
        (["--section", "Dialogue"], "takes no other options"),
        (["--views"], "not allowed with argument"),
    ],
)
def test_it_is_of_the_whole_archive(
    address: str, tmp_path: Path, more: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(address, "--bundle", str(tmp_path / "bundle"), *more) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "bundle").exists()


def test_a_failure_leaves_nothing(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scraper.archive.export.bundle.page", full)
    assert export(address, "--bundle", str(tmp_path / "bundle")) == 1
    assert "could not be written: No space left on device" in capsys.readouterr().err
    assert names(tmp_path) <= {"archive.db", "archive.db-wal", "archive.db-shm", "archive.db.lock"}
