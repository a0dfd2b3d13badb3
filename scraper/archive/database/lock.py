"""One writer at a time: a lock that the operating system, or the server, lets go of by itself when
its holder ends, however it ends. Readers need none."""

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, text

from scraper.archive.database.address import Place
from scraper.archive.database.errors import ArchiveBusy, ArchiveReadOnly

# Names the lock on a server ("IntArchv").
_KEY = 0x496E744172636876


def lock(place: Place, engine: Engine) -> Callable[[], None]:
    """Takes the archive for a run; what lets it go again. ArchiveBusy where another run has it."""
    return lock_beside(place.file) if place.file is not None else _lock_server(place, engine)


def is_locked(place: Place, engine: Engine) -> bool:
    """Whether a run has the archive now. What a killed one left is left: it tells that it was."""
    if place.file is not None:
        return _is_held(lock_file(place.file))
    try:
        lock(place, engine)()
    except ArchiveBusy:
        return True
    return False


def _is_held(beside: Path) -> bool:
    try:
        with beside.open("rb") as opened:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def lock_file(file: Path) -> Path:
    """The file beside the archive that is locked; it is there while a run is, or was killed."""
    return file.with_name(f"{file.name}.lock")


def lock_beside(file: Path) -> Callable[[], None]:
    """Takes a SQLite archive; what lets it go again."""
    beside = lock_file(file)
    while True:
        opened = _opened(beside)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(opened, 100).decode("ascii", "replace").strip()
            os.close(opened)
            raise _busy(str(file), f" (process {holder})" if holder else "") from None
        # Who had it may have taken the file away since it was opened here: then this is no lock.
        if _is_at(opened, beside):
            break
        os.close(opened)
    # Who holds it is told where there is room to; it is held all the same.
    with suppress(OSError):
        os.ftruncate(opened, 0)
        os.write(opened, f"{os.getpid()}\n".encode())

    def unlock() -> None:
        with suppress(OSError):
            beside.unlink()
        os.close(opened)

    return unlock


def _opened(beside: Path) -> int:
    try:
        return os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise ArchiveReadOnly(
            f"{beside.with_suffix('')}: the lock {beside.name} beside it cannot be opened "
            f"({error.strerror}); give this user the right to write the folder"
        ) from error


def _is_at(opened: int, path: Path) -> bool:
    try:
        there = path.stat()
    except OSError:
        return False
    here = os.fstat(opened)
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


def _lock_server(place: Place, engine: Engine) -> Callable[[], None]:
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    taken = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar()
    if not taken:
        connection.close()
        raise _busy(place.name, "")

    def unlock() -> None:
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _KEY})
        connection.close()

    return unlock


def _busy(name: str, holder: str) -> ArchiveBusy:
    return ArchiveBusy(
        f"{name}: another run is writing to it{holder}; wait until that is done, or use another "
        "archive with -s ARCHIVE_URL=…. Nothing was fetched, nothing was changed"
    )
