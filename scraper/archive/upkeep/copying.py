"""The archive as a file of its own, and how it came about."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from scraper.archive.database.errors import NotAnArchive
from scraper.archive.database.schema import articles, runs
from scraper.archive.database.state import HEAD

_PAGES_AT_ONCE = 10_000


def copy_to(connection: Connection, file: Path) -> None:
    """Writes the state that the connection sees to a new SQLite file, one that stands alone."""
    source = connection.connection.driver_connection
    if not isinstance(source, sqlite3.Connection):
        raise NotAnArchive("the archive is on a server and not a file that can be copied")
    with closing(sqlite3.connect(file)) as target:
        source.backup(target, pages=_PAGES_AT_ONCE)
        # Without a log beside it, and so readable from where nothing can be written.
        target.execute("PRAGMA journal_mode=DELETE")


def versions(connection: Connection) -> dict[str, Any]:
    """The version of the archive's schema, and `read_by`: with which versions of the program how
    many articles were last read, most first."""
    query = (
        select(runs.c.versions, func.count())
        .select_from(articles.outerjoin(runs, articles.c.last_run_id == runs.c.id))
        .group_by(runs.c.id)
    )
    read_by: dict[str, int] = {}
    for stated, count in connection.execute(query):
        key = json.dumps(stated or {}, sort_keys=True)
        read_by[key] = read_by.get(key, 0) + count
    return {
        "schema": HEAD,
        "read_by": [
            {"versions": json.loads(key), "articles": count}
            for key, count in sorted(read_by.items(), key=lambda item: -item[1])
        ],
    }
