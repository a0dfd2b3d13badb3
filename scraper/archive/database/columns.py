"""Column types: what a value looks like in the archive, the same in every database.

Times are text, so that plain SQL shows and sorts them: ISO 8601, UTC, `2020-12-24T04:12:00+00:00`.
"""

import json
import re
from datetime import UTC, datetime

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_LARGEST = 2**63 - 1


def storable(text: str) -> str:
    """The text without NUL, and with U+FFFD for half surrogates: no database takes either."""
    if not _UNSTORABLE.search(text):
        return text
    return _UNSTORABLE.sub("\ufffd", text.replace("\0", ""))


def dumps(value: object) -> str:
    """JSON as a reader of the file likes it: characters as themselves."""
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


class CleanText(TypeDecorator[str]):
    """Text that every database can hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class Instant(TypeDecorator[datetime]):
    """A moment. Text of a fraction sorts behind the same second without one ('+' before '.'),
    so that the order of the texts is the order of the moments; collation C keeps it so."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        return dialect.type_descriptor(
            Text(collation="C") if dialect.name == "postgresql" else Text()
        )

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else instant(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def countable(number: int | None) -> int | None:
    """The number; None for one beyond 64 bits, which is a misread run of digits."""
    return number if number is not None and abs(number) <= _LARGEST else None


def instant(moment: datetime) -> str:
    """ISO 8601 in UTC. ValueError for a time without zone: it names no moment."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC).isoformat()
