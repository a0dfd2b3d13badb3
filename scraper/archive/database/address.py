"""Where an archive is: an SQLAlchemy URL, checked before anything is opened or made."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from scraper.archive.database.errors import ArchiveMissing, ArchiveUnreachable, NotAnArchive

_FORMS = "sqlite:////folder/archive.db or postgresql+psycopg://user@host/database"
_SQLITE_MAGIC = b"SQLite format 3\0"
# The versions of writing and reading in the header of a file in WAL mode.
_WITH_LOG = b"\x02\x02"


@dataclass(frozen=True, slots=True)
class Place:
    """`file` is the SQLite file, absolute; None where the archive is on a server."""

    url: URL
    file: Path | None

    @property
    def name(self) -> str:
        """How messages call it: the file, or the address without its password."""
        return str(self.file or self.url.render_as_string(hide_password=True))

    @property
    def lacks_log(self) -> bool:
        """Whether the SQLite file was written with a log beside it that is not there."""
        if self.file is None or self.file.with_name(f"{self.file.name}-wal").exists():
            return False
        with self.file.open("rb") as opened:
            head = opened.read(20)
        return head[18:20] == _WITH_LOG

    @property
    def is_new(self) -> bool:
        """Whether the file is not there yet, or still empty. A server is asked, not looked at."""
        return self.file is not None and not (self.file.exists() and self.file.stat().st_size)


def place_of(address: str) -> Place:
    """The place that an SQLAlchemy URL names. NotAnArchive where it names none."""
    if not address:
        where = "this program is installed, and keeps no archive among its own files"
        raise NotAnArchive(f"no archive is named: set ARCHIVE_URL to {_FORMS} ({where})")
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise NotAnArchive(f"{address!r} is not an archive's address; write {_FORMS}") from None
    backend = url.get_backend_name()
    if backend == "postgresql":
        return Place(url, None)
    if backend != "sqlite":
        raise NotAnArchive(f"{address!r}: archives live in SQLite or PostgreSQL; write {_FORMS}")
    if url.database in (None, "", ":memory:"):
        raise NotAnArchive(f"{address!r} names no file; write {_FORMS}")
    return Place(url, Path(str(url.database)).absolute())


def discard(place: Place) -> None:
    """Takes a file away that has not become an archive, and what SQLite put beside it."""
    if place.file is not None:
        for beside in ("", "-wal", "-shm"):
            with suppress(OSError):
                place.file.with_name(f"{place.file.name}{beside}").unlink()


def check_file(place: Place, *, create: bool) -> None:
    """Raises an ArchiveError where the SQLite file cannot be, or become, an archive."""
    file = place.file
    if file is None:
        return
    if not file.parent.is_dir():
        raise ArchiveMissing(f"{file}: the folder {file.parent} does not exist; make it first")
    if file.is_dir():
        raise NotAnArchive(f"{file} is a folder; name a file in it, such as {file / 'archive.db'}")
    if place.is_new:
        if not create:
            raise ArchiveMissing(
                f"{file}: there is no archive yet; make one with `scrapy crawl interviews`, or "
                "name another with -s ARCHIVE_URL=sqlite:///PATH"
            )
        return
    _check_magic(file)


def _check_magic(file: Path) -> None:
    try:
        with file.open("rb") as opened:
            magic = opened.read(len(_SQLITE_MAGIC))
    except OSError as error:
        raise ArchiveUnreachable(f"{file} cannot be read: {error.strerror}") from error
    if magic != _SQLITE_MAGIC:
        raise NotAnArchive(f"{file} is not a SQLite database; name another file")
