"""Runs of the crawl: a row at the start, closed at the end. One never closed was interrupted."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from scraper.archive.database.schema import runs


def start_run(
    connection: Connection, arguments: dict[str, Any], versions: dict[str, Any], now: datetime
) -> int:
    """The id of a run that begins now."""
    row = {"started_at": now, "arguments": arguments, "versions": versions}
    return int(connection.execute(insert(runs).returning(runs.c.id), row).scalar_one())


UNCLOSED = "it could not write the archive, not even how it ended (exit code 6)"


def close_unclosed(connection: Connection) -> None:
    """Closes the newest run, where it is open, as one that could not write the archive any more:
    only for whoever knows that it was not killed."""
    newest = select(func.max(runs.c.id)).scalar_subquery()
    mine = update(runs).where(runs.c.id == newest, runs.c.finished_at.is_(None))
    ended = {"outcome": "archive_error", "exit_code": 6, "reason": UNCLOSED}
    connection.execute(mine.values(finished_at=runs.c.started_at, **ended))


def finish_run(connection: Connection, run_id: int, closing: dict[str, Any], now: datetime) -> None:
    """Closes the run: `outcome` is Scrapy's reason for its end ("finished" where it reached it),
    `exit_code` and `reason` say what came of it, `counts` are its stats."""
    ended = update(runs).where(runs.c.id == run_id)
    connection.execute(ended.values(finished_at=now, **closing))


def last_runs(connection: Connection, limit: int) -> list[dict[str, Any]]:
    """The last runs, newest first: when, how they ended, and their counts."""
    columns = [column for column in runs.c if column.name != "versions"]
    found = connection.execute(select(*columns).order_by(runs.c.id.desc()).limit(limit))
    return [dict(row._mapping) for row in found]
