"""Parquet: lists and objects as typed columns, moments as timestamps.

What a portal states with its own offset stays text, as in every format, since a column of
timestamps has one zone for all rows; the same moment stands beside it in a column `…_utc`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from scraper.archive.export.kinds import Kind
from scraper.archive.export.rows import Batch
from scraper.archive.export.shapes import FLAG, INSTANT, INTEGER, TEXT, Scalar, Shape, is_nested

_MOMENT = pa.timestamp("us", tz="UTC")
_TYPES: dict[Scalar, Any] = {
    TEXT: pa.string(),
    INTEGER: pa.int64(),
    FLAG: pa.bool_(),
    INSTANT: _MOMENT,
}
_STATED = "published_at"
# A row group is held in memory, here and by whoever reads it.
_ROWS_IN_GROUP = 50_000
_BYTES_IN_GROUP = 16 * 1024 * 1024


def write_parquet(kind: Kind, batches: Iterable[Batch], out: BinaryIO) -> int:
    """Writes the rows, a row group at a time; how many there were."""
    schema = schema_of(kind)
    count = 0
    sink = pa.PythonFile(out, mode="w")
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for group in _groups(_record_batches(kind, schema, batches)):
            table = pa.Table.from_batches(group, schema)
            writer.write_table(table, row_group_size=len(table))
            count += len(table)
    return count


def schema_of(kind: Kind) -> Any:
    """The Arrow schema of a kind of rows."""
    fields = []
    for name, shape in kind.columns.items():
        fields.append(pa.field(name, _type(shape)))
        if name == _STATED:
            fields.append(pa.field(f"{name}_utc", _MOMENT))
    return pa.schema(fields)


def _type(shape: Shape) -> Any:
    if isinstance(shape, list):
        return pa.list_(_type(shape[0]))
    if isinstance(shape, dict):
        return pa.struct([pa.field(name, _type(inner)) for name, inner in shape.items()])
    return _TYPES[shape]


def _record_batches(kind: Kind, schema: Any, batches: Iterable[Batch]) -> Iterator[Any]:
    for batch in batches:
        arrays = []
        columns = zip(*batch, strict=True)
        for (name, shape), values in zip(kind.columns.items(), columns, strict=True):
            arrays.append(_array(shape, values))
            if name == _STATED:
                arrays.append(_array(INSTANT, values))
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(shape: Shape, values: Sequence[Any]) -> Any:
    if is_nested(shape):
        values = [None if v is None else orjson.loads(v) for v in values]
    elif shape == INSTANT:
        values = [None if v is None else _moment(v) for v in values]
    elif shape == FLAG:
        values = [None if v is None else bool(v) for v in values]
    return pa.array(values, _type(shape))


def _moment(text: bytes) -> datetime:
    return datetime.fromisoformat(text.decode()).astimezone(UTC)


def _groups(batches: Iterable[Any]) -> Iterator[list[Any]]:
    """The batches, as many together as a row group shall hold."""
    group: list[Any] = []
    rows = size = 0
    for batch in batches:
        group.append(batch)
        rows += batch.num_rows
        size += batch.nbytes
        if rows >= _ROWS_IN_GROUP or size >= _BYTES_IN_GROUP:
            yield group
            group, rows, size = [], 0, 0
    if group:
        yield group
