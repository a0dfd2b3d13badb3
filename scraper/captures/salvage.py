"""Files of processes that died while they wrote: cut to their last whole record, and closed."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from scraper.captures.members import members
from scraper.captures.patch import goes_on
from scraper.captures.writer import OPEN

TORN = ".torn"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """`file` is whole now; None where nothing in it was. `torn` bytes at its end were not, and are
    beside it, as `.torn`."""

    file: Path | None
    records: int
    torn: int

    def __str__(self) -> str:
        name = self.file.name if self.file else "a file without a whole record"
        rest = f", {self.torn:,} bytes of a torn one set aside" if self.torn else ""
        return f"{name}: {self.records:,} whole records{rest}"


def salvage(folder: Path) -> list[Salvaged]:
    """Closes the files that nobody is writing to any more; only for whoever holds the archive's
    lock. A second call finds nothing to do."""
    return [
        found
        for file in sorted(folder.glob(f"*.warc.gz{OPEN}"))
        if (found := _salvage(file)) is not None
    ]


def _salvage(file: Path) -> Salvaged | None:
    with file.open("r+b") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        end, records = 0, 0
        for member in members(opened):
            end, records = member.offset + member.length, records + 1
        torn = os.fstat(opened.fileno()).st_size - end
        whole = file.with_name(file.name.removesuffix(OPEN))
        if torn:
            _set_aside(opened, end, whole.with_name(whole.name + TORN))
        if not records:
            file.unlink()
            return Salvaged(None, 0, torn)
        os.fsync(opened.fileno())
        file.rename(whole)
        return Salvaged(whole, records, torn)


def cut_torn(folder: Path) -> list[Salvaged]:
    """Cuts closed files that end in the middle of a record; what is behind damage in the middle of
    a file stays where it is."""
    return [found for file in sorted(folder.glob("*.warc.gz")) if (found := _cut(file)) is not None]


def _cut(file: Path) -> Salvaged | None:
    with file.open("r+b") as opened:
        end, records = 0, 0
        for member in members(opened):
            end, records = member.offset + member.length, records + 1
        torn = os.fstat(opened.fileno()).st_size - end
        if not torn or not records or goes_on(opened, end):
            return None
        _set_aside(opened, end, file.with_name(file.name + TORN))
        return Salvaged(file, records, torn)


def _set_aside(opened: BinaryIO, end: int, place: Path) -> None:
    """Moves what is behind `end` to a file of its own; nothing is lost if that fails half-way."""
    opened.seek(end)
    with place.open("wb") as aside:
        while some := opened.read(1024 * 1024):
            aside.write(some)
        aside.flush()
        os.fsync(aside.fileno())
    opened.truncate(end)
