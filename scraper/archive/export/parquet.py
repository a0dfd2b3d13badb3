"""Parquet: lists and objects as typed columns, moments as timestamps.

What a portal states with its own offset stays text, as in every format, since a column of
timestamps has one zone for all rows; the same moment stands beside it in `published_at_utc`.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

import orjson
import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq

from scraper.archive.queries.rows.kinds import Kind
from scraper.archive.queries.rows.rows import Batch, objects_of
from scraper.record import FLAG, INSTANT, INTEGER, TEXT, Scalar, Shape

_MOMENT = pa.timestamp("us", tz="UTC")
_TYPES: dict[Scalar, Any] = {
    TEXT: pa.string(),
    INTEGER: pa.int64(),
    FLAG: pa.bool_(),
    INSTANT: _MOMENT,
}
_STATED = "published_at"
_MOMENT_OF_STATED = "published_at_utc"
# A row group is held in memory here, and by whoever reads it; Arrow's JSON reader needs a multiple
# of what it reads at once.
_BYTES_AT_ONCE = 512 * 1024
_BYTES_IN_GROUP = 6 * 1024 * 1024


def write_parquet(kind: Kind, batches: Iterable[Batch], out: BinaryIO) -> int:
    """Writes the rows, a row group at a time; how many there were."""
    schema = schema_of(kind)
    count = 0
    sink = pa.PythonFile(out, mode="w")
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        tables = (_table(lines, schema) for lines in _some(_lines(kind, batches)))
        for table in _groups(tables):
            writer.write_table(table, row_group_size=len(table))
            count += len(table)
    return count


def schema_of(kind: Kind) -> Any:
    """The Arrow schema of a kind of rows."""
    fields = []
    for name, shape in kind.columns.items():
        fields.append(pa.field(name, _type(shape)))
        if name == _STATED:
            fields.append(pa.field(_MOMENT_OF_STATED, _MOMENT))
    return pa.schema(fields)


def _type(shape: Shape) -> Any:
    if isinstance(shape, list):
        return pa.list_(_type(shape[0]))
    if isinstance(shape, dict):
        return pa.struct([pa.field(name, _type(inner)) for name, inner in shape.items()])
    return _TYPES[shape]


def _lines(kind: Kind, batches: Iterable[Batch]) -> Iterator[bytes]:
    is_stated = _STATED in kind.columns
    for batch in batches:
        for row in objects_of(kind, batch, orjson.Fragment):
            if is_stated:
                row[_MOMENT_OF_STATED] = _in_utc(row[_STATED])
            yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _in_utc(stated: str | None) -> str | None:
    return stated and datetime.fromisoformat(stated).astimezone(UTC).isoformat()


def _some(lines: Iterable[bytes]) -> Iterator[bytearray]:
    """The lines, as many together as are read at once."""
    some = bytearray()
    for line in lines:
        some += line
        if len(some) >= _BYTES_AT_ONCE:
            yield some
            some = bytearray()
    if some:
        yield some


def _table(lines: bytearray, schema: Any) -> Any:
    # From JSON in C++: a fifth of the time that values of Python would take. The block is one byte
    # larger than what is in it, so that no row is cut.
    return pj.read_json(
        pa.py_buffer(lines),
        read_options=pj.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    )


def _groups(tables: Iterable[Any]) -> Iterator[Any]:
    """The tables, as many together as a row group shall hold."""
    group: list[Any] = []
    size = 0
    for table in tables:
        group.append(table)
        size += table.nbytes
        if size >= _BYTES_IN_GROUP:
            yield pa.concat_tables(group)
            group, size = [], 0
    if group:
        yield pa.concat_tables(group)
