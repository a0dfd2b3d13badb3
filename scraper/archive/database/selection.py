"""Which articles are wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, func, literal, or_, select

from scraper.archive.database.columns import Instant
from scraper.archive.database.schema import authors, tags
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
    # Parts of names; tags and authors are the same whatever their case.
    authors: Sequence[str] = ()
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
        tagged = select(tags.c.article_id).where(_is_one_of(tags.c.name, conditions.tags))
        query = query.where(view.id.in_(tagged))
    if conditions.authors:
        named = or_(*(authors.c.name.icontains(one, autoescape=True) for one in conditions.authors))
        query = query.where(view.id.in_(select(authors.c.article_id).where(named)))
    if conditions.since is not None:
        column, bound = _bound(conditions.since)
        query = query.where(column >= bound)
    if conditions.until is not None:
        column, bound = _bound(conditions.until)
        query = query.where(column <= bound)
    return query


def _is_one_of(column: Column[str], names: Sequence[str]) -> ColumnElement[bool]:
    """Whether a name is one of these, whatever the case of its letters. A database's own `lower`
    may know ASCII only, so the spellings that people use are compared besides."""
    spelt = {way for name in names for way in (name, name.lower(), name.upper(), name.title())}
    return or_(
        column.in_(spelt),
        func.lower(column, type_=column.type).in_({name.lower() for name in names}),
    )


def _bound(limit: date | datetime) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    if isinstance(limit, datetime):
        if limit.utcoffset() is not None:
            return interviews.c.published_at_utc, literal(limit, Instant)
        clock = limit.strftime(_CLOCK)
    else:
        clock = limit.isoformat()
    # The first characters of the ISO text are the portal's own date and time.
    return func.substr(interviews.c.published_at, 1, len(clock)), literal(clock)
