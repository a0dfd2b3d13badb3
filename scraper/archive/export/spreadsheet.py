"""A workbook for spreadsheets (.xlsx): a sheet for each kind of rows, and what the columns mean.

Times are times, numbers are numbers, and nothing is a formula or a link. XlsxWriter writes a row at
a time, so memory does not grow with the archive.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

import orjson
import xlsxwriter

from scraper.archive.dictionary.exported import EXPORTED
from scraper.archive.queries.rows.kinds import Kind
from scraper.archive.queries.rows.rows import Batch, Record, objects_of
from scraper.record import INSTANT, Shape

# The limits of Excel: characters of a cell, rows of a sheet with its header.
MOST_CHARACTERS, MOST_ROWS = 32_767, 1_048_576
_CUT = " […] cut here: a cell ends, the text has {count:,} characters; the whole is in CSV or JSON"
_STATED = "published_at"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd hh:mm:ss",
    "remove_timezone": True,
}
# So that the same rows give the same file.
_MADE_AT = datetime(2000, 1, 1)
_WIDTHS = {"title": 60, "body": 80, "url": 40, "published_at": 20}


class TooManyRows(Exception):
    """A sheet cannot hold the rows; `str()` says what can."""


def write_workbook(sheets: Iterable[tuple[Kind, Iterable[Batch]]], out: BinaryIO) -> dict[str, int]:
    """Writes a sheet for each kind, and one with what its columns mean; rows by the kind's name."""
    counts: dict[str, int] = {}
    kinds = []
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": _MADE_AT})
        head = book.add_format({"bold": True})
        for kind, batches in sheets:
            kinds.append(kind)
            counts[kind.name] = _sheet(book, head, kind, batches)
        _meanings(book, head, kinds)
    return counts


def _sheet(book: Any, head: Any, kind: Kind, batches: Iterable[Batch]) -> int:
    sheet = book.add_worksheet(kind.name)
    sheet.freeze_panes(1, 0)
    columns = list(_columns(kind))
    for place, name in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(name, 16))
        sheet.write_string(0, place, name, head)
    row = 0
    for batch in batches:
        for record in objects_of(kind, batch, orjson.loads):
            row += 1
            if row >= MOST_ROWS:
                raise TooManyRows(
                    f"a sheet holds {MOST_ROWS - 1:,} rows, and there are more {kind.nouns};"
                    " select fewer, or export CSV or Parquet"
                )
            for place, value in enumerate(_cells(kind, record)):
                _write(sheet, row, place, value)
    return row


def _columns(kind: Kind) -> Iterator[str]:
    """The kind's columns; beside the portal's own time, its offset and the moment in UTC."""
    for name in kind.columns:
        yield name
        if name == _STATED:
            yield from ("published_at_offset", "published_at_utc")


def _cells(kind: Kind, record: Record) -> Iterator[object]:
    for name, shape in kind.columns.items():
        value = record[name]
        if name == _STATED:
            yield from _stated(value)
        else:
            yield _value(shape, value)


def _stated(value: Any) -> tuple[object, ...]:
    if value is None:
        return (None, None, None)
    moment = datetime.fromisoformat(value)
    return (moment.replace(tzinfo=None), value[19:], moment.astimezone(UTC))


def _value(shape: Shape, value: Any) -> object:
    if value is None:
        return None
    if shape == INSTANT:
        return datetime.fromisoformat(value).astimezone(UTC)
    if isinstance(shape, list) and isinstance(shape[0], str):
        return "; ".join(map(str, value))
    if isinstance(shape, list | dict):
        return orjson.dumps(value).decode() if value else None
    return value


def _write(sheet: Any, row: int, place: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, datetime):
        # Excel's calendar begins in 1900.
        if value.year >= 1900:
            sheet.write_datetime(row, place, value)
        else:
            sheet.write_string(row, place, value.isoformat())
    elif isinstance(value, int):
        sheet.write_number(row, place, value)
    else:
        sheet.write_string(row, place, _fitting(str(value)))


def _fitting(text: str) -> str:
    # A character beyond the first plane counts twice in Excel.
    units = len(text.encode("utf-16-le", "replace")) // 2
    if units <= MOST_CHARACTERS:
        return text
    note = _CUT.format(count=len(text))
    room = (MOST_CHARACTERS - len(note)) * 2
    return text.encode("utf-16-le", "replace")[:room].decode("utf-16-le", "ignore") + note


def _meanings(book: Any, head: Any, kinds: list[Kind]) -> None:
    sheet = book.add_worksheet("dictionary")
    sheet.set_column(2, 3, 60)
    rows = [
        (kind.name, name, meaning.meaning, meaning.example)
        for kind in kinds
        for name, meaning in EXPORTED[kind.name].columns.items()
    ]
    for row, values in enumerate([("sheet", "column", "meaning", "example"), *rows]):
        for place, value in enumerate(values):
            sheet.write_string(row, place, value, head if row == 0 else None)
