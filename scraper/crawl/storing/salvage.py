"""After a crawl that was killed: its captures are whole again, and the archive knows them all."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scraper.archive import Archive
from scraper.captures import (
    Salvaged,
    capture_problems,
    captures_in,
    cut_torn,
    patch_damage,
    salvage,
)
from scraper.captures.walk import about

ARCHIVE = "isPartOf"


def salvage_captures(archive: Archive, folder: Path) -> tuple[list[Salvaged], int]:
    """The files that had to be closed, and how many captures the archive had not known of. Only for
    whoever holds the archive's lock."""
    salvaged = salvage(folder)
    missing = 0
    ends = archive.captures.ends()
    for file in sorted(folder.glob("*.warc.gz")):
        missing += _index(archive, file, ends.get(file.name, 0))
    if missing:
        archive.flush()
    return salvaged, missing


def mend_captures(archive: Archive, folder: Path, now: datetime) -> Iterator[str]:
    """Makes torn and damaged files whole, and accepts as lost what is in no file any more: the
    articles stay. What was damaged is asked for again; a file that is missing may have been taken
    away to save room, and is back when it is put back. Each thing that was done, as it is done."""
    yield from (str(found) for found in cut_torn(folder))
    yield from patch_damage(folder)
    yield from _find_again(archive, folder)
    for problem in list(capture_problems(folder, archive.captures.all())):
        if not problem.lost:
            continue
        archive.lose_captures(problem.lost, now, is_due=not problem.is_missing)
        number = len(problem.lost)
        if problem.is_missing:
            yield f"{problem.file}: accepted as lost until it is put back: {number:,} captures"
        else:
            yield f"{problem.file}: accepted as lost: {problem.url}, which is due again"


def _find_again(archive: Archive, folder: Path) -> Iterator[str]:
    """Has back what was lost and is in its file again."""
    lost = list(archive.captures.all(lost=True))
    if not lost:
        return
    still = {
        capture.record_id for problem in capture_problems(folder, lost) for capture in problem.lost
    }
    found = [capture for capture in lost if capture.record_id not in still]
    if found:
        archive.find_captures(found)
        yield f"{len(found):,} captures that were lost are in their files again"


def _index(archive: Archive, file: Path, end: int) -> int:
    """Notes the captures of a file that are behind `end` and not known."""
    # A file of another archive in the same folder is that one's business.
    if end == 0 and about(file).get(ARCHIVE) != name_of(archive):
        return 0
    found = archive.captures.unknown(captures_in(file, end))
    for capture in found:
        archive.captures.note(capture)
    return len(found)


def name_of(archive: Archive) -> str:
    """How the files of captures call their archive."""
    file = archive.place.file
    return file.name if file else archive.place.name
