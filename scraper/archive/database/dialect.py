"""What differs between SQLite and PostgreSQL: connecting, beginning, inserting what may exist."""

import os
import sqlite3
from collections.abc import Callable
from typing import Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Insert, QueuePool, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import NoSuchModuleError

from scraper.archive.database.address import Place
from scraper.archive.database.columns import dumps
from scraper.archive.database.errors import ArchiveUnreachable

# Marks a SQLite file as an archive of this program ("IntA"), so that another's is never touched.
APPLICATION_ID = 0x496E7441


# look: not even what SQLite itself tidies up may change, since it may be another program's file.
Access = Literal["look", "read", "write"]


def engine_for(place: Place, access: Access, wait: float) -> Engine:
    """Connections to the archive; `wait` seconds for another writer. Nothing is opened yet."""
    if place.file is None:
        return _postgresql(place, readonly=access != "write", wait=wait)
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=_sqlite_connector(place, access, wait),
        poolclass=QueuePool,
        json_serializer=dumps,
    )
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same connections, whose transactions are of a writer from their start."""
    return engine.execution_options(archive_writer=True)


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once, without waiting, when another
    # has written in between; so a writer asks for the lock at the beginning.
    writes = connection.get_execution_options().get("archive_writer")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _sqlite_connector(
    place: Place, access: Access, wait: float
) -> Callable[[], sqlite3.Connection]:
    uri = f"file:{quote(str(place.file))}?mode={_mode(place, access)}"

    def connect() -> sqlite3.Connection:
        # isolation_level None: SQLAlchemy begins and commits, not the driver, which would leave
        # reads and schema changes outside of transactions.
        connection = sqlite3.connect(
            uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys=ON")
        if access == "write":
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
        else:
            connection.execute("PRAGMA query_only=ON")
        return connection

    return connect


def _mode(place: Place, access: Access) -> str:
    if access == "write":
        return "rwc"
    if access == "look" and place.lacks_log:
        # Nobody has it open, and a log made only to look would pass for the one that is missing.
        return "ro&immutable=1"
    file = place.file
    assert file is not None
    has_log = file.with_name(f"{file.name}-wal").exists()
    if not os.access(file.parent, os.W_OK):
        # Even a reader makes files beside a WAL database; where it may not, nobody writes either.
        return "ro" if has_log else "ro&immutable=1"
    # A connection that may write takes those files away again when it closes.
    return "rw" if access == "read" and os.access(file, os.W_OK) else "ro"


def _postgresql(place: Place, *, readonly: bool, wait: float) -> Engine:
    url = place.url
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    options = f"-c lock_timeout={int(wait * 1000)} -c timezone=UTC"
    if readonly:
        options += " -c default_transaction_read_only=on"
    try:
        return create_engine(url, json_serializer=dumps, connect_args={"options": options})
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise ArchiveUnreachable(
            f"{place.name}: the driver is missing ({error}); pip install 'psycopg[binary]'"
        ) from error


def for_snapshot(engine: Engine) -> Engine:
    """The same connections, whose transactions see one state of the archive from end to end."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


def insert_new(dialect: str, table: Table, *unique: str) -> Insert:
    """An insert that leaves alone a row that is there already under the same `unique` columns."""
    if dialect == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing(index_elements=unique)
    return sqlite.insert(table).on_conflict_do_nothing(index_elements=unique)
