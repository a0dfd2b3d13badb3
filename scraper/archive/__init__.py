"""The archive: one door, `Archive`, behind which everything that knows SQL stands."""

from scraper.archive.archive import Archive
from scraper.archive.counts import Counts, SectionCount
from scraper.archive.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    ArchiveError,
    ArchiveFull,
    ArchiveLocked,
    ArchiveMissing,
    ArchiveReadOnly,
    ArchiveUnreachable,
    NewerArchive,
    NotAnArchive,
    OlderArchive,
)
from scraper.archive.filter import Filter
from scraper.archive.rejections import Rejection
from scraper.archive.search import Found, Hit, Pieces
from scraper.archive.write import Saved

__all__ = [
    "Archive",
    "ArchiveBusy",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveFull",
    "ArchiveLocked",
    "ArchiveMissing",
    "ArchiveReadOnly",
    "ArchiveUnreachable",
    "Counts",
    "Filter",
    "Found",
    "Hit",
    "NewerArchive",
    "NotAnArchive",
    "OlderArchive",
    "Pieces",
    "Rejection",
    "Saved",
    "SectionCount",
]
