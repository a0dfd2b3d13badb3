"""Runs of the crawl: a row at the start, closed at the end. One never closed was interrupted."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from scraper.archive.schema import runs


def start_run(connection: Connection, arguments: dict[str, Any], versions: dict[str, Any]) -> int:
    """The id of a run that begins now."""
    row = {"started_at": datetime.now(UTC), "arguments": arguments, "versions": versions}
    return int(connection.execute(insert(runs).returning(runs.c.id), row).scalar_one())


def finish_run(connection: Connection, run_id: int, outcome: str, counts: dict[str, Any]) -> None:
    """Closes the run: `outcome` is the reason it ended for, "finished" where it reached its end."""
    closing = update(runs).where(runs.c.id == run_id)
    connection.execute(
        closing.values(finished_at=datetime.now(UTC), outcome=outcome, counts=counts)
    )
