"""The view `interviews`: a row an article, as analysts and exports read it.

It is made anew after every migration, so it always fits the tables.
"""

from sqlalchemy import JSON, BigInteger, Column, Connection, Integer, MetaData, Table, Text

_SCALARS = (
    ("id", Integer, "a.id"),
    ("url", Text, "a.url"),
    ("portal", Text, "a.portal"),
    ("section", Text, "s.name"),
    ("title", Text, "a.title"),
    ("published_at", Text, "a.published_at"),
    ("published_at_utc", Text, "a.published_at_utc"),
    ("views", BigInteger, "a.views"),
    ("language", Text, "a.language"),
    ("body", Text, "a.body"),
    ("next_title", Text, "n.title"),
    ("next_url", Text, "n.url"),
    ("next_teaser", Text, "n.teaser"),
    ("revision", Integer, "a.revision"),
    ("first_seen_at", Text, "a.first_seen_at"),
    ("last_seen_at", Text, "a.last_seen_at"),
    ("gone_at", Text, "a.gone_at"),
)
_STORED_LISTS = ("breadcrumbs", "blocks")
_NAME_LISTS = ("tags", "authors", "people")
_RECORD_LISTS = {
    "images": ("images", ("url", "caption"), ""),
    "related": (
        "related",
        ("position", "title", "url", "section", "published_at", "views"),
        " AND is_current",
    ),
}

interviews = Table(
    "interviews",
    MetaData(),
    *(Column(name, kind) for name, kind, _ in _SCALARS),
    *(Column(name, JSON) for name in (*_STORED_LISTS, *_NAME_LISTS, *_RECORD_LISTS, "rules")),
)


def drop_view(connection: Connection) -> None:
    """Takes the view away, so that tables can change."""
    connection.exec_driver_sql("DROP VIEW IF EXISTS interviews")


def create_view(connection: Connection) -> None:
    """Makes the view over the tables as they are now."""
    dialect = connection.dialect.name
    columns = [f"{source} AS {name}" for name, _, source in _SCALARS]
    columns += [f"a.{name} AS {name}" for name in _STORED_LISTS]
    columns += [f"{_list(dialect, name, 'name', ('name',))} AS {name}" for name in _NAME_LISTS]
    columns += [
        f"{_list(dialect, table, _object(dialect, keys), keys, where)} AS {name}"
        for name, (table, keys, where) in _RECORD_LISTS.items()
    ]
    connection.exec_driver_sql(
        f"CREATE VIEW interviews AS SELECT {', '.join([*columns, 'a.rules AS rules'])} "
        "FROM articles a LEFT JOIN sections s ON s.id = a.section_id "
        "LEFT JOIN next_articles n ON n.article_id = a.id AND n.is_current"
    )


def _object(dialect: str, keys: tuple[str, ...]) -> str:
    make = "json_build_object" if dialect == "postgresql" else "json_object"
    pairs = ", ".join(f"'{key}', {key}" for key in keys)
    return f"{make}({pairs})"


def _list(dialect: str, table: str, value: str, columns: tuple[str, ...], where: str = "") -> str:
    rows = f"FROM {table} WHERE article_id = a.id{where}"
    if dialect == "postgresql":
        return f"(SELECT coalesce(json_agg({value} ORDER BY position), '[]'::json) {rows})"
    # SQLite orders within an aggregate only since 3.44; it keeps the order of a subquery.
    listed = ", ".join(columns)
    return f"(SELECT json_group_array({value}) FROM (SELECT {listed} {rows} ORDER BY position))"
