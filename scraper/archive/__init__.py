"""The archive: one door, `Archive`, behind which everything that knows SQL stands."""

from scraper.archive.archive import Archive
from scraper.archive.articles.rejections import Rejection
from scraper.archive.articles.write import Saved
from scraper.archive.database.errors import (
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
from scraper.archive.database.selection import Filter
from scraper.archive.queries.counts import Counts, SectionCount
from scraper.archive.search import Found, Hit, Pieces

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
