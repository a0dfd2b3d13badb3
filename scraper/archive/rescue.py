"""What can be read of a damaged SQLite archive, in a file that is whole again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, update

from scraper.archive.archive import Archive
from scraper.archive.database.address import check_file, place_of
from scraper.archive.database.errors import ArchiveDamaged
from scraper.archive.database.lock import lock_beside
from scraper.archive.database.schema import listings, metadata
from scraper.archive.database.state import HEAD
from scraper.archive.search import rebuild
from scraper.archive.upkeep.mend import mend_tables

# So many numbers in a row that cannot be read, and the rest of the table is given up.
_PATIENCE = 50_000

_Row = dict[str, Any]


def rows_of(source: sqlite3.Connection, table: str) -> Iterator[_Row]:
    """Every row of the table that can be read, by its number; damaged pages are passed over."""
    last, misses = 0, 0
    while misses < _PATIENCE:
        try:
            cursor = source.execute(
                f'SELECT rowid AS "~", * FROM "{table}" WHERE rowid > ? ORDER BY rowid', (last,)
            )
            for row in cursor:
                last, misses = row["~"], 0
                yield {key: row[key] for key in row.keys() if key != "~"}  # noqa: SIM118
            return
        except sqlite3.DatabaseError:
            last, misses = last + 1, misses + 1


def copy_readable(damaged: Path, target: Connection) -> dict[str, int]:
    """Copies all that can be read into the empty tables of `target`; rows by table. What refers to
    something lost lets go of it, or is left out; articles that are lost are due again."""
    target.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    copied = {}
    with closing(sqlite3.connect(f"file:{damaged}?mode=ro", uri=True)) as source:
        source.row_factory = sqlite3.Row
        for table in metadata.sorted_tables:
            copied[table.name] = _copy(source, target, table)
    mend_tables(target)
    # What is lost of the ledger itself is found again only where listings are read to their end.
    target.execute(update(listings).values(gapless_at=None, gapless_back_to=None))
    rebuild(target)
    return copied


def _copy(source: sqlite3.Connection, target: Connection, table: Table) -> int:
    names = {column.name for column in table.columns}
    marks = ", ".join(f":{column.name}" for column in table.columns)
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    adding = f'INSERT OR IGNORE INTO "{table.name}" ({columns}) VALUES ({marks})'
    raw = target.connection.driver_connection
    assert raw is not None
    count = 0
    for row in rows_of(source, table.name):
        whole = {name: row.get(name) for name in names}
        with suppress(sqlite3.IntegrityError):
            raw.execute(adding, whole)
            count += 1
    return count


def damage_of(address: str) -> str | None:
    """What SQLite says is wrong with the file; None where nothing is, or on a server."""
    place = place_of(address)
    check_file(place, create=False)
    if place.file is None:
        return None
    try:
        with closing(sqlite3.connect(f"file:{place.file}?mode=ro", uri=True)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if found == "ok" else str(found)


def recover(address: str) -> str:
    """Puts a whole file in the place of the damaged one, which is kept beside it; what was done."""
    place = place_of(address)
    assert place.file is not None
    file = place.file
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    whole, kept = (file.with_name(f"{file.name}.{what}-{moment}") for what in ("part", "damaged"))
    with Archive.open(f"sqlite:///{whole}") as archive:
        # No run may begin on what is about to be replaced.
        unlock = lock_beside(file)
        try:
            _check_revision(file)
            copied = archive.fill(lambda connection: copy_readable(file, connection))
            archive.close()
            file.rename(kept)
            for beside in ("-wal", "-shm"):
                with suppress(FileNotFoundError):
                    (file.parent / f"{file.name}{beside}").rename(f"{kept}{beside}")
            whole.rename(file)
        finally:
            unlock()
    articles = copied.get("articles", 0)
    return (
        f"{file.name}, of which {articles:,} interviews could be read; as it was it is {kept.name}"
    )


def _check_revision(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.DatabaseError, TypeError) as error:
        raise ArchiveDamaged(
            f"{file}: too damaged to be read at all ({error}); restore a backup"
        ) from error
    if found != HEAD:
        raise ArchiveDamaged(
            f"{file}: damaged, and of another version (revision {found}, here {HEAD});"
            " restore a backup, or repair it with the version that wrote it"
        )
