"""The time of a run: now, or as if it began at another moment (`ARCHIVE_NOW`, for simulations)."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Protocol

SETTING = "ARCHIVE_NOW"
_START = monotonic()


class _Settings(Protocol):
    def get(self, name: str, default: None = None) -> str | None: ...


def now(settings: _Settings) -> datetime:
    """The present moment, UTC; with ARCHIVE_NOW, that moment plus how long this process has run.

    ValueError where ARCHIVE_NOW is no ISO 8601 time.
    """
    pretended = settings.get(SETTING)
    if not pretended:
        return datetime.now(UTC)
    return _parsed(pretended) + timedelta(seconds=monotonic() - _START)


def is_plausible() -> bool:
    """Whether the clock is not behind this program's own files, as one without a battery is."""
    return datetime.now(UTC).timestamp() >= Path(__file__).stat().st_mtime


@cache
def _parsed(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
