"""An archive is made, opened, upgraded or refused; what is refused is left as it was."""

import logging
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from scraper.archive import (
    Archive,
    ArchiveDamaged,
    ArchiveLocked,
    ArchiveMissing,
    ArchiveReadOnly,
    ArchiveUnreachable,
    NewerArchive,
    NotAnArchive,
    Saved,
)
from scraper.archive.database import state
from scraper.archive.database.address import place_of
from scraper.archive.database.dialect import engine_for
from scraper.archive.database.schema import metadata
from scraper.archive.migrations import upgrade
from tests.support import PROJECT
from tests.support.archived import article, sql


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def address(file: Path) -> str:
    return f"sqlite:///{file}"


def make(file: Path) -> None:
    with Archive.open(address(file)) as archive:
        archive.save(article())


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_new_archive_is_made_by_the_migrations(file: Path) -> None:
    with Archive.open(address(file)) as archive:
        assert archive.backup is None
        assert sql(archive, "PRAGMA journal_mode") == [("wal",)]
        assert sql(archive, "SELECT version_num FROM alembic_version") == [(state.HEAD,)]
    engine = engine_for(place_of(address(file)), "read", 1)
    with engine.connect() as connection:
        # The search index is no table of SQLAlchemy's.
        opts = {
            "target_metadata": metadata,
            "include_name": lambda name, kind, _: kind != "table" or name.split("_")[0] != "search",
        }
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    assert [path.name for path in file.parent.iterdir()] == ["archive.db"]


def test_the_newest_step_is_the_one_that_opening_looks_for() -> None:
    assert ScriptDirectory(str(upgrade.MIGRATIONS)).get_current_head() == state.HEAD


def test_making_an_archive_is_silent_and_leaves_logging_alone(
    file: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    with caplog.at_level(logging.INFO):
        before = root.level, list(root.handlers)
        make(file)
        assert (root.level, root.handlers) == before
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_references_are_checked(file: Path) -> None:
    with Archive.open(address(file)) as archive, pytest.raises(Exception, match="FOREIGN KEY"):
        archive.save(article(), run_id=99)
    with Archive.open(address(file)) as archive:
        assert list(archive.records()) == []


def test_opening_again_keeps_what_is_there(file: Path) -> None:
    make(file)
    with Archive.open(address(file)) as archive:
        assert archive.save(article()) is Saved.unchanged


def test_an_empty_file_becomes_an_archive(file: Path) -> None:
    file.touch()
    make(file)
    assert file.stat().st_size


def test_several_may_make_it_at_once(file: Path) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            with Archive.open(address(file)) as archive:
                archive.save(article(number))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Archive.open(address(file)) as archive:
        assert archive.counts().articles == 6


@pytest.mark.parametrize("readonly", [False, True])
def test_a_missing_archive_is_not_made_by_who_only_reads(file: Path, readonly: bool) -> None:
    with pytest.raises(ArchiveMissing, match="scrapy crawl interviews"):
        Archive.open(address(file), create=False, readonly=readonly)
    with pytest.raises(ArchiveMissing):
        Archive.open_to_read(address(file))
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("archive.db", "write sqlite:////folder/archive.db"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("mysql://localhost/x", "SQLite or PostgreSQL"),
        ("sqlite:///{tmp}/missing/archive.db", "does not exist; make it first"),
        ("sqlite:///{tmp}", "is a folder; name a file in it"),
    ],
)
def test_an_address_that_cannot_be_says_what_to_write(
    tmp_path: Path, url: str, advice: str
) -> None:
    with pytest.raises((NotAnArchive, ArchiveMissing), match=advice):
        Archive.open(url.format(tmp=tmp_path))


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(ArchiveUnreachable, match="cannot be reached") as caught:
        Archive.open("postgresql://me:secret@127.0.0.1:1/archive")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("content", [b"<html>no database</html>", b"x"])
def test_another_kind_of_file_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(NotAnArchive, match="not a SQLite database; name another"):
        Archive.open(address(file))
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE bookmarks (url TEXT)"],
        [
            "CREATE TABLE alembic_version (version_num TEXT)",
            "INSERT INTO alembic_version VALUES ('0001')",
        ],
    ],
)
def test_another_programs_database_is_refused(file: Path, statements: list[str]) -> None:
    change(file, *statements)
    before = file.read_bytes()
    with pytest.raises(NotAnArchive, match="another program's database"):
        Archive.open(address(file))
    assert file.read_bytes() == before


def test_a_newer_archive_is_refused_and_untouched(file: Path) -> None:
    make(file)
    change(file, "UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()
    for readonly in (False, True):
        with pytest.raises(NewerArchive, match=r"9999.*update the program"):
            Archive.open(address(file), readonly=readonly)
    assert file.read_bytes() == before


def test_a_locked_archive_says_who_to_wait_for(file: Path) -> None:
    make(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Archive.open(address(file), wait=0.05) as archive:
            with pytest.raises(ArchiveLocked, match="another process is writing"):
                archive.save(article(2))
            # Who reads is never kept waiting.
            assert len(list(archive.records())) == 1
        other.execute("ROLLBACK")


def test_a_damaged_archive_is_told_as_such(file: Path) -> None:
    with Archive.open(address(file)) as archive:
        for number in range(100):
            archive.save(article(number))
    content = bytearray(file.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    file.write_bytes(content)
    with (
        pytest.raises(ArchiveDamaged, match="restore a backup"),
        Archive.open(address(file)) as archive,
    ):
        list(archive.records())


def test_a_reader_writes_nothing(file: Path) -> None:
    make(file)
    before = file.read_bytes()
    with Archive.open(address(file), readonly=True) as archive:
        assert len(list(archive.records())) == 1
        with pytest.raises(ArchiveReadOnly, match="give this user the right"):
            archive.save(article(2))
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["archive.db"]


@pytest.mark.slow
def test_what_a_killed_writer_had_committed_is_read(file: Path) -> None:
    program = (
        "import os, sys\n"
        "from scraper.archive import Archive\n"
        "from tests.support.archived import article\n"
        "archive = Archive.open(sys.argv[1]); archive.save(article()); os._exit(9)"
    )
    root = PROJECT
    ended = subprocess.run([sys.executable, "-c", program, address(file)], cwd=root, check=False)
    assert ended.returncode == 9
    with Archive.open(address(file), readonly=True) as archive:
        assert len(list(archive.records())) == 1
