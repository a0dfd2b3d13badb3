"""What can be wrong with an archive; each message says what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError


class ArchiveError(Exception):
    """Something is wrong with the archive. `str()` is for a person: what, where, and what to do."""


class ArchiveMissing(ArchiveError):
    """There is no archive at this place yet."""


class NotAnArchive(ArchiveError):
    """The address, file or database is something else."""


class NewerArchive(ArchiveError):
    """A later version of this program made it."""


class OlderArchive(ArchiveError):
    """It must be upgraded first, and may only be read."""


class ArchiveLocked(ArchiveError):
    """Another process holds it."""


class ArchiveBusy(ArchiveError):
    """Another run is writing to it."""


class ArchiveReadOnly(ArchiveError):
    """It cannot be written."""


class ArchiveFull(ArchiveError):
    """There is no room left on the disk."""


class ArchiveDamaged(ArchiveError):
    """The file's content is broken."""


class ArchiveUnreachable(ArchiveError):
    """It cannot be opened or talked to."""


_Meaning = tuple[type[ArchiveError], str]

_SQLITE: dict[str, _Meaning] = {
    "SQLITE_BUSY": (ArchiveLocked, "another process is writing to it; try again when that is done"),
    "SQLITE_LOCKED": (ArchiveLocked, "another connection holds it; try again when that is done"),
    "SQLITE_READONLY": (
        ArchiveReadOnly,
        "it is read-only; give this user the right to write the file and its folder",
    ),
    "SQLITE_PERM": (ArchiveReadOnly, "this user may not open it; check the file's permissions"),
    "SQLITE_FULL": (ArchiveFull, "the disk is full; make room and run again, nothing is lost"),
    "SQLITE_CORRUPT": (
        ArchiveDamaged,
        "its content is damaged; `scrapy verify --repair` saves what can be read, or restore a "
        "backup",
    ),
    "SQLITE_NOTADB": (NotAnArchive, "it is not a SQLite database; name another file"),
    "SQLITE_CANTOPEN": (
        ArchiveUnreachable,
        "it cannot be opened; check that the folder exists and that this user may use it",
    ),
    "SQLITE_IOERR": (ArchiveUnreachable, "the disk reports an error; check the disk and its space"),
}

_SQLSTATE: dict[str, _Meaning] = {
    "25006": (ArchiveReadOnly, "the database is read-only; use the primary server"),
    "42501": (ArchiveReadOnly, "this user lacks the rights; grant them"),
    "53100": (ArchiveFull, "the server's disk is full; make room and run again"),
    "55P03": (ArchiveLocked, "another process holds it; try again when that is done"),
}

_UNREACHABLE: _Meaning = (
    ArchiveUnreachable,
    "the database cannot be reached; check that it runs and that the address is right",
)


def _meaning(error: DBAPIError) -> _Meaning | None:
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        # Extended names begin with the plain one: SQLITE_IOERR_SHORT_READ, SQLITE_BUSY_SNAPSHOT.
        return next((found for key, found in _SQLITE.items() if name.startswith(key)), None)
    state = getattr(error.orig, "sqlstate", None)
    if state is None or state.startswith("08") or error.connection_invalidated:
        return _UNREACHABLE
    return _SQLSTATE.get(state)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turns what the database reports about the archive `name` into an `ArchiveError`.

    What is a fault of this program (broken SQL, a violated constraint) passes unchanged.
    """
    try:
        yield
    except DBAPIError as error:
        found = _meaning(error)
        if found is None:
            raise
        kind, advice = found
        raise kind(f"{name}: {advice} ({error.orig})") from error
