"""The archive's content as files: kinds of rows (interviews, links, view counts), and formats."""

from scraper.archive.export.files import (
    ENDINGS,
    FORMATS,
    FormatUnavailable,
    compression_of,
    format_of,
    write_rows,
)
from scraper.archive.queries.rows.kinds import INTERVIEWS, KINDS, RELATED, VIEWS, Kind

__all__ = [
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
]
