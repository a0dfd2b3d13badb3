"""Records as files: JSON Lines, JSON, CSV. Each writer takes any number and keeps none."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, BinaryIO, TextIO

from scraper.record import RECORD_KEYS

Record = dict[str, Any]

# A spreadsheet runs a cell that begins so (OWASP, "CSV injection"); the wide forms too, since
# Chinese and Japanese editions take them for the narrow ones.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?")
_BYTE_ORDER_MARK = "\ufeff"


def write_records(
    records: Iterable[Record], out: BinaryIO, kind: str, *, excel: bool = False
) -> int:
    """Writes the records as `kind`, a key of FORMATS, in UTF-8; how many there were.

    `excel` is for CSV that a spreadsheet will open: a byte-order mark, and no cell that runs.
    """
    write = partial(_csv, excel=excel) if kind == "csv" else FORMATS[kind]
    # Half a surrogate has no UTF-8; written as \udXXX it is what JSON calls it.
    text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="")
    try:
        written = write(records, text)
        text.flush()
    finally:
        _let_go(text)
    return written


def _let_go(text: io.TextIOWrapper) -> None:
    # The wrapper would close what it wraps, which is the caller's.
    try:
        text.detach()
    except OSError:
        # It could not write its rest. That has been raised already, where it was written.
        return


def _json_lines(records: Iterable[Record], out: TextIO) -> int:
    count = 0
    for record in records:
        out.write(_dumps(record) + "\n")
        count += 1
    return count


def _json(records: Iterable[Record], out: TextIO) -> int:
    count = 0
    for record in records:
        out.write((",\n" if count else "[\n") + _dumps(record))
        count += 1
    out.write("\n]\n" if count else "[]\n")
    return count


def _csv(records: Iterable[Record], out: TextIO, excel: bool = False) -> int:
    if excel:
        out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(RECORD_KEYS)
    count = 0
    for record in records:
        cells = [_cell(record[key]) for key in RECORD_KEYS]
        writer.writerow([_defused(cell) for cell in cells] if excel else cells)
        count += 1
    return count


def _cell(value: object) -> str:
    if value is None:
        return ""
    return _dumps(value) if isinstance(value, list | dict) else str(value)


def _defused(cell: str) -> str:
    """The cell as text: an apostrophe goes before what would be a formula. Numbers stay numbers."""
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


FORMATS: dict[str, Callable[[Iterable[Record], TextIO], int]] = {
    "jsonl": _json_lines,
    "json": _json,
    "csv": _csv,
}
ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv"}
