"""The dictionary as a page of Markdown: what is there from the schema, what it means from here."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from scraper.archive.database.schema import metadata
from scraper.archive.database.view import interviews
from scraper.archive.dictionary import DICTIONARY
from scraper.archive.dictionary.entry import Entry
from scraper.archive.dictionary.exported import EXPORTED
from scraper.archive.queries.rows.kinds import INTERVIEWS, KINDS
from scraper.record import Shape

_HEAD = """\
# Data dictionary

Written by `scrapy dictionary` from the schema. Times are ISO 8601: "UTC" says that they are in UTC,
otherwise they are on the portal's own clock, with its offset. Absence is NULL, in JSON `null` or an
empty list, in CSV an empty cell.

"""
_ARCHIVE = """\
## The archive

A SQLite file, to be opened with any tool that reads SQLite. Begin with the view `interviews`.

"""
_FILES = """\
## Exported files

`scrapy export` writes interviews, and other rows by an option. Where the format has types, so have
the columns; in CSV a list or an object is JSON in its cell. Parquet has `published_at_utc`, the
same moment as a timestamp, beside `published_at`; its other times are timestamps in UTC.

"""


def page() -> str:
    """The whole page."""
    return "".join((_HEAD, _ARCHIVE, *_tables(), _FILES, *_kinds())).rstrip() + "\n"


def column_types() -> dict[str, dict[str, str]]:
    """The SQL type of every column, by table or view; empty where it has none."""
    found = {table.name: _types(table) for table in (interviews, *metadata.sorted_tables)}
    for name in DICTIONARY.keys() - found.keys():
        found[name] = dict.fromkeys(DICTIONARY[name].columns, "")
    return found


def _types(table: Table) -> dict[str, str]:
    dialect = sqlite.dialect()
    return {column.name: column.type.compile(dialect) for column in table.columns}


def _tables() -> Iterator[str]:
    types = column_types()
    for name, entry in DICTIONARY.items():
        what = " (view)" if name == interviews.name else ""
        yield _section(f"`{name}`{what}", entry, types[name])


def _kinds() -> Iterator[str]:
    for kind in KINDS.values():
        option = "" if kind is INTERVIEWS else f": `--{kind.name}`"
        shapes = {name: shown(shape) for name, shape in kind.columns.items()}
        yield _section(f"{kind.name.capitalize()}{option}", EXPORTED[kind.name], shapes)


def shown(shape: Shape) -> str:
    """The shape in words: `text`, `list of {kind, text}`."""
    if isinstance(shape, list):
        return f"list of {shown(shape[0])}"
    if isinstance(shape, dict):
        return "{" + ", ".join(shape) + "}"
    return "time" if shape == "instant" else shape


def _section(title: str, entry: Entry, types: dict[str, str]) -> str:
    rows = (
        (f"`{name}`", types[name], it.meaning, f"`{it.example}`", it.source)
        for name, it in entry.columns.items()
    )
    return f"### {title}\n\n{entry.meaning}\n\n{_table(rows)}\n"


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    lines = [("Column", "Type", "Meaning", "Example", "From"), ("---",) * 5, *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines
    )
