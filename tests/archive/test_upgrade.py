"""An older archive is upgraded on opening, after a backup; a failed upgrade changes nothing."""

import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from scraper.archive import Archive, ArchiveError, NewerArchive, OlderArchive, Saved
from scraper.archive.database import state
from scraper.archive.database.address import place_of
from scraper.archive.database.dialect import engine_for
from scraper.archive.database.schema import metadata
from scraper.archive.export import KINDS
from scraper.archive.migrations import upgrade
from tests.support.archived import TUESDAY, article, sql
from tests.support.exporting import written


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def address(file: Path) -> str:
    return f"sqlite:///{file}"


def make(file: Path) -> None:
    with Archive.open(address(file)) as archive:
        archive.save(article())


def as_of(file: Path, revision: str) -> None:
    """Has the archive as the steps up to a revision make it, with what it holds that fits."""
    newest = file.rename(file.with_name("newest.db"))
    place = place_of(address(file))
    engine = engine_for(place, "write", 10)
    upgrade.migrate(engine, place, revision)
    engine.dispose()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("ATTACH ? AS newest", (str(newest),))
        ours = set(metadata.tables)
        found = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
        for (table,) in found.fetchall():
            if table in ours:
                of = f"SELECT name FROM pragma_table_info('{table}')"
                columns = ", ".join(f'"{name}"' for (name,) in connection.execute(of))
                connection.execute(
                    f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newest.{table}"
                )
        connection.commit()


# The program as it will be one step on: the test brings the step itself.
THIS, NEXT = state.HEAD, "9999"
STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    {change}


def downgrade():
    pass
"""


@contextmanager
def next_version(monkeypatch: pytest.MonkeyPatch, folder: Path, change: str) -> Iterator[None]:
    """The program as it will be one step on."""
    shutil.copytree(upgrade.MIGRATIONS, folder)
    step = STEP.format(revision=NEXT, before=THIS, change=change)
    (folder / "versions" / f"{NEXT}_next.py").write_text(step, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "MIGRATIONS", folder)
        for module in (upgrade, state, sys.modules["scraper.archive.archive"]):
            patch.setattr(module, "HEAD", NEXT)
        yield


ALTER = (
    "with op.batch_alter_table('articles', recreate='always') as batch:\n"
    "        batch.add_column(sa.Column('mood', sa.Text()))"
)


def test_an_older_archive_is_upgraded_after_a_backup(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    make(file)
    with Archive.open(address(file)) as archive:
        before = list(archive.records())
        related = sql(archive, "SELECT * FROM related")
    with next_version(monkeypatch, tmp_path / "a % folder", ALTER):
        with pytest.raises(OlderArchive, match=f"{THIS}, now {NEXT}"):
            Archive.open(address(file), readonly=True)
        with Archive.open(address(file)) as archive:
            backup = archive.backup
            assert list(archive.records()) == before
            assert sql(archive, "SELECT mood FROM articles") == [(None,)]
            # Rebuilding a table has not taken along what refers to it.
            assert sql(archive, "SELECT * FROM related") == related
            assert archive.save(article(2)) is Saved.new
        assert backup is not None
        assert backup.name.startswith("archive.db.before-9999-")
        assert str(backup) in caplog.text
        with Archive.open(address(file)) as archive:
            assert archive.backup is None
    with Archive.open(address(backup), readonly=True) as archive:
        assert list(archive.records()) == before
    with pytest.raises(NewerArchive):
        Archive.open(address(file))


def test_an_archive_from_before_interviewees_were_kept_names_nobody(
    file: Path, tmp_path: Path
) -> None:
    make(file)
    with Archive.open(address(file)) as archive:
        archive.save(article(title="Edited", fetched_at=TUESDAY))
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("UPDATE revisions SET record = json_remove(record, '$.people');")
    as_of(file, "0003")
    with Archive.open(address(file)) as archive:
        found = archive.history(article().url)
    assert found is not None
    assert [version.record["people"] for version in found.versions] == [[], []]
    out = written(address(file), KINDS["revisions"], tmp_path / "out.jsonl", "jsonl")
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(one["title"], one["people"]) for one in records] == [
        (article().title, []),
        ("Edited", []),
    ]


def test_reading_an_older_archive_upgrades_it_first(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(file)
    with (
        next_version(monkeypatch, tmp_path / "migrations", ALTER),
        Archive.open_to_read(address(file)) as archive,
    ):
        assert len(list(archive.records())) == 1


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(file)
    broken = "op.drop_table('view_counts')\n    raise RuntimeError('half way')"
    with (
        next_version(monkeypatch, tmp_path / "migrations", broken),
        pytest.raises(RuntimeError, match="half way"),
    ):
        Archive.open(address(file))
    with Archive.open(address(file)) as archive:
        assert sql(archive, "SELECT count(*) FROM view_counts") == [(2,)]
        assert len(list(archive.records())) == 1


def test_an_upgrade_that_would_break_references_is_not_made(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(file)
    breaking = "op.execute('DELETE FROM sections')"
    with (
        next_version(monkeypatch, tmp_path / "migrations", breaking),
        pytest.raises(ArchiveError, match="would break 1 reference"),
    ):
        Archive.open(address(file))
    with Archive.open(address(file)) as archive:
        assert next(archive.records())["section"] == "Celebrity interviews"


def test_without_room_for_the_backup_nothing_is_upgraded(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(file)
    with next_version(monkeypatch, tmp_path / "migrations", ALTER):
        # A folder where the backup is to be written stands for a disk that refuses it.
        monkeypatch.setattr(upgrade, "backup_name", lambda file: file.with_name("taken"))
        (tmp_path / "taken.part").mkdir()
        with pytest.raises(ArchiveError, match="make room beside it"):
            Archive.open(address(file))
    make(file)


@pytest.mark.parametrize("revision", sorted(state.known_revisions() - {state.HEAD}))
def test_an_archive_of_any_older_version_is_in_order_once_it_is_upgraded(
    file: Path, revision: str
) -> None:
    with Archive.open(address(file)) as archive:
        for number in range(20):
            archive.save(article(number))
        archive.save(article(3, title="Edited", fetched_at=TUESDAY))
        before = [record["url"] for record in archive.records()]
    # From 0002 on with an index, and nothing in it.
    as_of(file, revision)
    with Archive.open(address(file)) as archive:
        assert archive.problems() == []
        assert [record["url"] for record in archive.records()] == before
        assert archive.search("looms").total == 20
        counted = sql(archive, "SELECT state, count(*) FROM ledger GROUP BY 1")
        assert counted == [("archived", 20)]
