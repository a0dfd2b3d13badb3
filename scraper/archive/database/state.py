"""What is found at a place, and whether this version of the program may go on with it."""

import logging
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect

from scraper.archive.database.address import Place
from scraper.archive.database.dialect import APPLICATION_ID
from scraper.archive.database.errors import (
    ArchiveDamaged,
    ArchiveMissing,
    NewerArchive,
    NotAnArchive,
    OlderArchive,
)

_STEPS = Path(__file__).parents[1] / "migrations" / "versions"


def known_revisions() -> set[str]:
    """The revisions of all steps that there are: what each file of a step begins with."""
    return {step.name.partition("_")[0] for step in _STEPS.glob("[0-9]*.py")}


# The newest step.
HEAD = max(known_revisions())

# Alembic tells its every move at INFO, from its import on; what matters is said by `upgrade`.
logging.getLogger("alembic").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class State:
    """What is found at a place. `revision` is None where no step has been run."""

    revision: str | None
    is_empty: bool
    is_archive: bool


def state_of(connection: Connection) -> State:
    """What the database holds now."""
    tables = inspect(connection).get_table_names()
    revision = None
    if "alembic_version" in tables:
        rows = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
        revision = str(rows[0][0]) if len(rows) == 1 else None
    if connection.dialect.name == "sqlite":
        marked = connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        return State(revision, not tables, marked and revision is not None)
    # A server's database may hold other things; ours are told by their names.
    ours = revision is not None and "view_counts" in tables
    return State(revision, revision is None and "articles" not in tables, ours)


def _check_empty(place: Place, *, create: bool) -> None:
    """A database without a table may become an archive, unless it looks like the half of one."""
    if place.is_new:
        return
    if place.lacks_log:
        raise ArchiveDamaged(
            f"{place.name} has nothing in it: what was written last is in a second file beside it,"
            f" {place.name}-wal, which was not copied along. Copy both, or make the copy by"
            ' `sqlite3 archive.db ".backup copy.db"`, which needs no second file. Where there never'
            " was anything in it, delete it and run again"
        )
    if not create:
        raise ArchiveMissing(
            f"{place.name}: there is nothing in this database yet; fill it with `scrapy crawl"
            " interviews`, or name another with -s ARCHIVE_URL=sqlite:///PATH"
        )


def check(state: State, place: Place, *, create: bool, readonly: bool) -> None:
    """Raises an ArchiveError where this program must not go on with what is there."""
    if state.is_empty:
        _check_empty(place, create=create)
        return
    if not state.is_archive:
        raise NotAnArchive(
            f"{place.name} is another program's database; name another with -s ARCHIVE_URL=…"
        )
    if state.revision == HEAD:
        return
    if state.revision not in known_revisions():
        raise NewerArchive(
            f"{place.name} was made by a newer version of this program (its revision is "
            f"{state.revision}, this one knows up to {HEAD}); update the program, the archive is "
            "untouched"
        )
    if readonly:
        raise OlderArchive(
            f"{place.name} is of an older version (revision {state.revision}, now {HEAD}) and can "
            "only be read here; open it once with the right to write, which upgrades it after a "
            "backup"
        )
