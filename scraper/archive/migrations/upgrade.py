"""Brings an archive to the tables that this version of the program knows."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from scraper.archive.database.address import Place
from scraper.archive.database.dialect import APPLICATION_ID, for_writing
from scraper.archive.database.errors import ArchiveError
from scraper.archive.database.state import HEAD, check, state_of
from scraper.archive.database.view import create_view, drop_view

MIGRATIONS = Path(__file__).parent

logger = logging.getLogger(__name__)


def migrate(engine: Engine, place: Place, target: str = "head") -> Path | None:
    """Runs the steps that are missing, in one transaction; the path of the backup made before."""
    backup = None
    with _schema_change(engine) as connection:
        # Asked again under the lock: another process may have done it meanwhile.
        state = state_of(connection)
        if not state.is_empty:
            check(state, place, create=True, readonly=False)
        if state.revision == HEAD and target == "head":
            return None
        if not state.is_empty and place.file is not None:
            backup = back_up(place.file)
        drop_view(connection)
        command.upgrade(_config(connection), target)
        _finish(connection)
    if backup is not None:
        logger.warning(
            "%s was upgraded from revision %s to %s; as it was before it is kept as %s",
            place.name,
            state.revision,
            HEAD,
            backup,
        )
    return backup


def back_up(file: Path) -> Path:
    """A whole copy of the SQLite file beside it, made while others may write; its path."""
    backup = backup_name(file)
    part = backup.with_name(f"{backup.name}.part")
    try:
        with (
            closing(sqlite3.connect(file)) as source,
            closing(sqlite3.connect(part)) as copy,
        ):
            source.backup(copy)
        part.replace(backup)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            part.unlink()
        raise ArchiveError(
            f"{file} must be upgraded, but its backup {backup.name} could not be made: {error}; "
            "make room beside it, the archive is untouched"
        ) from error
    return backup


def backup_name(file: Path) -> Path:
    """Where the backup goes: beside the archive, named by the revision to come and the time."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return file.with_name(f"{file.name}.before-{HEAD}-{moment}.bak")


@contextmanager
def _schema_change(engine: Engine) -> Iterator[Connection]:
    with for_writing(engine).connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        # With foreign keys on, replacing a table would delete what refers to it; the switch does
        # nothing within a transaction.
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise ArchiveError(
                        f"the upgrade would break {len(broken)} references between rows, so it "
                        "was not made; report this, and go on with the version before"
                    )
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def _finish(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    if state_of(connection).revision == HEAD:
        create_view(connection)


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    # A percent sign begins a placeholder in Alembic's settings.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
