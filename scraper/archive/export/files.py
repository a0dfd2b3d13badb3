"""Which format and compression a file has, and writing rows in them."""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import PurePath
from typing import BinaryIO

from scraper.archive.export.citations import bibtex, csl_json, ris
from scraper.archive.export.comma_separated import comma_separated
from scraper.archive.export.compression import COMPRESSIONS, compressed
from scraper.archive.export.json_text import Piece, json_array, json_lines
from scraper.archive.export.schema_org import schema_org_lines
from scraper.archive.queries.rows.kinds import Kind
from scraper.archive.queries.rows.rows import Batch

ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}
CITATIONS = ("bibtex", "ris", "csl-json")
FORMATS = tuple(dict.fromkeys(ENDINGS.values()))
Pieces = Callable[[Kind, Iterable[Batch]], Iterator[Piece]]
_PIECES: dict[str, Pieces] = {
    "jsonl": json_lines,
    "json": json_array,
    "csv": comma_separated,
    "excel": partial(comma_separated, excel=True),
    "schema-org": schema_org_lines,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}


class FormatUnavailable(Exception):
    """A package that the format needs is not installed; `str()` says how to get it."""


def write_sheets(sheets: Iterable[tuple[Kind, Iterable[Batch]]], out: BinaryIO) -> dict[str, int]:
    """Writes a workbook with a sheet for each kind; how many rows each has. FormatUnavailable
    without its package, and where a sheet cannot hold the rows."""
    try:
        from scraper.archive.export.spreadsheet import TooManyRows, write_workbook
    except ModuleNotFoundError as error:
        raise FormatUnavailable(
            f"a spreadsheet needs the package {error.name}: pip install 'interview-archive[excel]'"
        ) from error
    try:
        return write_workbook(sheets, out)
    except TooManyRows as error:
        raise FormatUnavailable(str(error)) from error


def format_of(file: PurePath) -> str | None:
    """The format that the file's ending names, before that of a compression; None where none."""
    ending = file.suffix.lower()
    if ending in COMPRESSIONS:
        ending = PurePath(file.stem).suffix.lower()
    return ENDINGS.get(ending)


def compression_of(file: PurePath) -> str | None:
    """The compression that the file's ending names; None for none."""
    return COMPRESSIONS.get(file.suffix.lower())


def write_rows(
    kind: Kind,
    batches: Iterable[Batch],
    out: BinaryIO,
    form: str,
    *,
    compression: str | None = None,
) -> int:
    """Writes the rows in a format: one of FORMATS or CITATIONS, `excel` (CSV for a spreadsheet) or
    `schema-org`; how many there were. Keeps none of them. FormatUnavailable for Parquet and
    spreadsheets without their package."""
    if form == "xlsx":
        return write_sheets([(kind, batches)], out)[kind.name]
    if form == "parquet":
        # Arrow's own allocator keeps twenty megabytes more than it needs.
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
        try:
            from scraper.archive.export.parquet import write_parquet
        except ModuleNotFoundError as error:
            raise FormatUnavailable(
                f"Parquet needs the package {error.name}: pip install 'interview-archive[parquet]'"
            ) from error
        return write_parquet(kind, batches, out)
    count = 0
    with compressed(out, compression) as packed:
        for rows, piece in _PIECES[form](kind, batches):
            packed.write(piece)
            count += rows
    return count
