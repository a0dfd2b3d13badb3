"""CSV by RFC 4180, as pieces of bytes; nested values are JSON in their cell.

The standard library's writer takes longer than reading the archive does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scraper.archive.export.json_text import Piece
from scraper.archive.queries.rows.kinds import Kind
from scraper.archive.queries.rows.rows import Batch
from scraper.record import FLAG, INSTANT, INTEGER, Shape, is_nested

_needs_quotes = re.compile(rb'[",\r\n]').search
_MARKS = (b",", b'"', b"\n", b"\r")
# Longer texts have a comma or a line break; to look for it costs more than two quotes.
_SHORT = 200
_FLAGS = {None: b"", 0: b"false", 1: b"true"}

# A spreadsheet runs a cell that begins so (OWASP, "CSV injection"); the wide forms too, since
# Chinese and Japanese editions take them for the narrow ones.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def comma_separated(
    kind: Kind, batches: Iterable[Batch], *, excel: bool = False
) -> Iterator[Piece]:
    """A header and a line a row; each piece with the number of its rows. Absence is an empty cell.

    `excel` is for what a spreadsheet will open: a byte-order mark, and no cell that runs.
    """
    yield 0, (_BYTE_ORDER_MARK if excel else b"") + ",".join(kind.columns).encode() + b"\r\n"
    for batch in batches:
        columns = [
            _cells(shape, values, excel)
            for shape, values in zip(kind.columns.values(), zip(*batch, strict=True), strict=True)
        ]
        yield len(batch), b"\r\n".join([*map(b",".join, zip(*columns, strict=True)), b""])


def _cells(shape: Shape, values: Sequence[Any], excel: bool) -> list[bytes]:
    if is_nested(shape):
        return [b"" if v is None else b'"' + v.replace(b'"', b'""') + b'"' for v in values]
    if shape == INTEGER:
        return [b"" if v is None else b"%d" % v for v in values]
    if shape == FLAG:
        return [_FLAGS[v] for v in values]
    if shape == INSTANT:
        return [v or b"" for v in values]
    if excel:
        values = [None if v is None else _defused(v) for v in values]
    # One look at all: most columns have nothing that needs quotes.
    together = b"".join([v for v in values if v is not None])
    if not any(mark in together for mark in _MARKS):
        return [v or b"" for v in values]
    return [
        b""
        if v is None
        else b'"' + v.replace(b'"', b'""') + b'"'
        if len(v) > _SHORT or _needs_quotes(v)
        else v
        for v in values
    ]


def _defused(cell: bytes) -> bytes:
    """The cell as text: an apostrophe goes before what would be a formula. Numbers stay numbers."""
    text = cell.decode()
    return b"'" + cell if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else cell
