"""The view `interviews`: a row an article, as analysts and exports read it.

It is made anew after every migration, so it always fits the tables.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Connection, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

from scraper.record import FIELDS, INSTANT, INTEGER, TEXT, Field

_NEXT = {"next_title": "n.title", "next_url": "n.url", "next_teaser": "n.teaser"}
_TYPES = {TEXT: Text, INTEGER: Integer, INSTANT: Text}


def _scalars() -> Iterator[tuple[str, type[TypeEngine[Any]], str]]:
    """The columns of single values: (name, type, where it is from)."""
    yield "id", Integer, "a.id"
    for row in FIELDS:
        if row.name == "next_article":
            yield from ((name, Text, source) for name, source in _NEXT.items())
        elif not isinstance(row.shape, list | dict):
            of_type = BigInteger if row.role == "count" else _TYPES[row.shape]
            yield row.name, of_type, "s.name" if row.kept == "section" else f"a.{row.name}"
        if row.name == "published_at":
            yield "published_at_utc", Text, "a.published_at_utc"


_SCALARS = tuple(_scalars())
_LISTS = tuple(row for row in FIELDS if isinstance(row.shape, list))

interviews = Table(
    "interviews",
    MetaData(),
    *(Column(name, kind) for name, kind, _ in _SCALARS),
    *(Column(name, JSON) for name in (*(row.name for row in _LISTS), "rules")),
)


def drop_view(connection: Connection) -> None:
    """Takes the view away, so that tables can change."""
    connection.exec_driver_sql("DROP VIEW IF EXISTS interviews")


def create_view(connection: Connection) -> None:
    """Makes the view over the tables as they are now."""
    dialect = connection.dialect.name
    columns = [f"{source} AS {name}" for name, _, source in _SCALARS]
    columns += [f"{_list(dialect, row)} AS {row.name}" for row in _LISTS]
    connection.exec_driver_sql(
        f"CREATE VIEW interviews AS SELECT {', '.join([*columns, 'a.rules AS rules'])} "
        "FROM articles a LEFT JOIN sections s ON s.id = a.section_id "
        "LEFT JOIN next_articles n ON n.article_id = a.id AND n.is_current"
    )


def _object(dialect: str, keys: tuple[str, ...]) -> str:
    make = "json_build_object" if dialect == "postgresql" else "json_object"
    pairs = ", ".join(f"'{key}', {key}" for key in keys)
    return f"{make}({pairs})"


def _list(dialect: str, field: Field) -> str:
    if field.kept == "column":
        return f"a.{field.name}"
    member = field.shape[0] if isinstance(field.shape, list) else None
    keys = tuple(member) if isinstance(member, dict) else ("name",)
    value = _object(dialect, keys) if isinstance(member, dict) else "name"
    where = " AND is_current" if field.kept == "links" else ""
    rows = f"FROM {field.name} WHERE article_id = a.id{where}"
    if dialect == "postgresql":
        return f"(SELECT coalesce(json_agg({value} ORDER BY position), '[]'::json) {rows})"
    # SQLite orders within an aggregate only since 3.44; it keeps the order of a subquery.
    listed = ", ".join(keys)
    return f"(SELECT json_group_array({value}) FROM (SELECT {listed} {rows} ORDER BY position))"
