"""After a crawl that was killed: its captures are whole again, and the archive knows them all."""

from collections.abc import Iterator
from pathlib import Path

from scraper.archive import Archive
from scraper.captures import Salvaged, capture_problems, captures_in, cut_torn, salvage
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


def mend_captures(archive: Archive, folder: Path) -> Iterator[str]:
    """Cuts torn files, and forgets captures that are not in their files any more: their articles
    stay, and are asked for again in full. A missing file may be put back, so nothing is forgotten
    of it. Each thing that was done, as it is done."""
    yield from (str(found) for found in cut_torn(folder))
    problems = capture_problems(folder, archive.captures.all())
    lost = [problem.lost for problem in problems if problem.lost is not None]
    if lost:
        archive.forget_captures(lost)
        yield f"{len(lost):,} lost captures forgotten; their pages are due again"


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
