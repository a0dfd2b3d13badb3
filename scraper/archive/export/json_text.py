"""JSON Lines and JSON, as pieces of bytes; what is JSON in the archive goes in unparsed."""

from collections.abc import Iterable, Iterator

import orjson

from scraper.archive.queries.rows.kinds import Kind
from scraper.archive.queries.rows.rows import Batch, objects_of

Piece = tuple[int, bytes]


def json_lines(kind: Kind, batches: Iterable[Batch]) -> Iterator[Piece]:
    """A line a row; each piece with the number of its rows."""
    for batch in batches:
        objects = objects_of(kind, batch, orjson.Fragment)
        lines = [orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in objects]
        yield len(batch), b"".join(lines)


def json_array(kind: Kind, batches: Iterable[Batch]) -> Iterator[Piece]:
    """One array, a line a row; each piece with the number of its rows."""
    before = b"[\n"
    for batch in batches:
        objects = objects_of(kind, batch, orjson.Fragment)
        yield len(batch), before + b",\n".join(map(orjson.dumps, objects))
        before = b",\n"
    yield 0, b"[]\n" if before == b"[\n" else b"\n]\n"
