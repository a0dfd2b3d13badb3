"""The archive's content as files: kinds of rows (interviews, links, view counts), and formats."""

from scraper.archive.export.files import (
    CITATIONS,
    ENDINGS,
    FORMATS,
    FormatUnavailable,
    compression_of,
    format_of,
    write_rows,
    write_sheets,
)
from scraper.archive.queries.rows.kinds import INTERVIEWS, KINDS, RELATED, VIEWS, Kind

__all__ = [
    "CITATIONS",
    "ENDINGS",
    "FORMATS",
    "INTERVIEWS",
    "KINDS",
    "RELATED",
    "VIEWS",
    "FormatUnavailable",
    "Kind",
    "compression_of",
    "format_of",
    "write_rows",
    "write_sheets",
]
