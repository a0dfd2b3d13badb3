"""What can be read of a damaged SQLite archive, in a file that is whole again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, update

from scraper.archive.mending import mend_tables
from scraper.archive.schema import listings, metadata
from scraper.archive.search import rebuild

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
