"""Rows as the archive holds them. From SQLite they come straight from the driver: what SQLAlchemy
makes of each costs more than reading it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Select
from sqlalchemy.exc import DBAPIError

from scraper.archive.database.selection import Filter
from scraper.archive.queries.rows.kinds import INTERVIEWS, Kind
from scraper.record import FLAG, INTEGER, is_nested

# Texts and JSON as UTF-8 bytes, numbers as int, flags as 0 and 1, absence as None.
Row = tuple[Any, ...]
Batch = list[Row]
Record = dict[str, Any]
# Few at a time: an article may be of any length.
_AT_ONCE = 50


def batches(connection: Connection, kind: Kind, conditions: Filter) -> Iterator[Batch]:
    """The kind's rows of the wanted articles, some at a time, read as they are asked for."""
    if kind.rows_of is not None:
        for batch in batches(connection, INTERVIEWS, conditions):
            made = [row for record in records_of(INTERVIEWS, batch) for row in kind.rows_of(record)]
            if made:
                yield made
        return
    query = kind.query(conditions)
    if connection.dialect.name == "sqlite":
        yield from _from_driver(connection, query)
        return
    streaming = connection.execution_options(yield_per=_AT_ONCE)
    with streaming.execute(query) as result:
        for rows in result.partitions():
            yield [tuple(map(_as_bytes, row)) for row in rows]


def records_of(kind: Kind, batch: Batch) -> Iterator[Record]:
    """The rows as objects of Python: an exported record each, where the kind is interviews."""
    return objects_of(kind, batch, orjson.loads)


def objects_of(kind: Kind, batch: Batch, nested: Callable[[bytes], object]) -> Iterator[Record]:
    """The rows as objects; `nested` makes a value of a JSON text."""
    columns: list[list[object]] = []
    for shape, values in zip(kind.columns.values(), zip(*batch, strict=True), strict=True):
        if is_nested(shape):
            columns.append([None if v is None else nested(v) for v in values])
        elif shape == FLAG:
            columns.append([None if v is None else bool(v) for v in values])
        elif shape == INTEGER:
            columns.append(list(values))
        else:
            columns.append([None if v is None else str(v, "utf-8") for v in values])
    for row in zip(*columns, strict=True):
        yield dict(zip(kind.columns, row, strict=True))


def _from_driver(connection: Connection, query: Select[Any]) -> Iterator[Batch]:
    driver: Any = connection.connection.driver_connection
    dbapi = connection.dialect.loaded_dbapi
    before, driver.text_factory = driver.text_factory, bytes
    try:
        with connection.execute(query) as result:
            cursor = result.cursor
            assert cursor is not None
            while rows := cursor.fetchmany(_AT_ONCE):
                yield list(rows)
    except dbapi.Error as error:
        # As SQLAlchemy would have reported it.
        raise DBAPIError.instance(
            None, None, error, dbapi.Error, dialect=connection.dialect
        ) from error
    finally:
        driver.text_factory = before


def _as_bytes(value: object) -> object:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, datetime):
        return value.isoformat().encode()
    return orjson.dumps(value) if isinstance(value, list | dict) else value
