"""Which articles are wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select

from scraper.archive.database.columns import Instant
from scraper.archive.database.schema import tags
from scraper.archive.database.view import interviews

_CLOCK = "%Y-%m-%dT%H:%M:%S"


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all must hold; a list holds where one of its values does, and an empty list
    or None where nothing is asked.

    A date, or a time without offset, is read on the portal's own clock, as its pages show it; a
    time with an offset is an instant. Both ends are inclusive, `until` a date to its last second.
    """

    sections: Sequence[str] = ()
    tags: Sequence[str] = ()
    portals: Sequence[str] = ()
    since: date | datetime | None = None
    until: date | datetime | None = None


def wanted(query: Select[Any], conditions: Filter) -> Select[Any]:
    """The query over `interviews`, restricted."""
    view = interviews.c
    if conditions.sections:
        query = query.where(view.section.in_(conditions.sections))
    if conditions.portals:
        query = query.where(view.portal.in_(conditions.portals))
    if conditions.tags:
        tagged = select(tags.c.article_id).where(tags.c.name.in_(conditions.tags))
        query = query.where(view.id.in_(tagged))
    if conditions.since is not None:
        column, bound = _bound(conditions.since)
        query = query.where(column >= bound)
    if conditions.until is not None:
        column, bound = _bound(conditions.until)
        query = query.where(column <= bound)
    return query


def _bound(limit: date | datetime) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    if isinstance(limit, datetime):
        if limit.utcoffset() is not None:
            return interviews.c.published_at_utc, literal(limit, Instant)
        clock = limit.strftime(_CLOCK)
    else:
        clock = limit.isoformat()
    # The first characters of the ISO text are the portal's own date and time.
    return func.substr(interviews.c.published_at, 1, len(clock)), literal(clock)
