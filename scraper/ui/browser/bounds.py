"""What one query may take of the machine: memory above all, for time has a limit of Datasette's."""

import sqlite3
from typing import Any

# Of one value, in bytes: the longest text of an article is a fifth of it.
LONGEST_VALUE = 5_000_000
# Of all values that one query answers with.
LONGEST_ANSWER = 40_000_000
# Of SQLite as a whole, all queries together: what is more is an error of the query that wants it.
MOST_MEMORY = 256 * 1024 * 1024


def bound(connection: sqlite3.Connection) -> None:
    """Sets the limits of a connection that runs whatever somebody types."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 500)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute(f"PRAGMA hard_heap_limit={MOST_MEMORY}")
    # Sorting goes to a file where it is large.
    connection.execute("PRAGMA temp_store=1")
    counter = _Counter()
    connection.set_trace_callback(counter.begin)
    connection.row_factory = counter.row


class _Counter:
    """Counts what a query has answered with so far."""

    def __init__(self) -> None:
        self._size = 0

    def begin(self, _: str) -> None:
        self._size = 0

    def row(self, cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> sqlite3.Row:
        """The row; OperationalError where all rows together are too much."""
        self._size += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self._size > LONGEST_ANSWER:
            raise sqlite3.OperationalError("the answer is too large; ask for fewer rows or columns")
        return sqlite3.Row(cursor, values)
