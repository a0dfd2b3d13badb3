"""A damaged file replaced by what could be read of it."""

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from scraper.archive.archive import Archive
from scraper.archive.errors import ArchiveDamaged
from scraper.archive.lock import lock_beside
from scraper.archive.place import check_file, place_of
from scraper.archive.recover import copy_readable
from scraper.archive.state import HEAD


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
