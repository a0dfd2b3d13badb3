"""The moment that a text says."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache

from scraper.values.dates.fallback import parse_otherwise, written_out
from scraper.values.dates.finding import DateFound, find_date
from scraper.values.dates.folding import fold
from scraper.values.dates.relative import parse_relative
from scraper.values.dates.zones import stated_zone, zone_named


def parse_date(
    text: str,
    time_zone: str,
    formats: Sequence[str] = (),
    seen_at: datetime | None = None,
) -> datetime | None:
    """The moment that a text says, aware; None where it says none. Never raises for a text.

    A time without an offset, and midnight for a date alone, is in `time_zone` (IANA; ValueError if
    there is no such zone); a stated offset is kept. `formats` are strptime's, tried first. Words
    such as "3小时前" are reckoned from `seen_at` and say nothing without it.

    3/4/2020 is March the 4th where the text or an American zone says English, else April the 3rd.
    """
    moment = _absolute(text, time_zone, tuple(formats))
    if moment is None and seen_at is not None:
        moment = _relative(text, zone_named(time_zone), seen_at)
    return moment if moment and _is_in_range(moment) else None


def _relative(text: str, zone: tzinfo, seen_at: datetime) -> datetime | None:
    try:
        seen = seen_at.astimezone(zone) if seen_at.tzinfo else seen_at.replace(tzinfo=zone)
        return parse_relative(fold(text), seen)
    except OverflowError:
        return None


@lru_cache(maxsize=4096)
def _absolute(text: str, time_zone: str, formats: tuple[str, ...]) -> datetime | None:
    zone = zone_named(time_zone)
    stripped = text.strip()
    for form in formats:
        try:
            moment = datetime.strptime(stripped, form)
        # A format that states a part twice is no regular expression.
        except (ValueError, re.error):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if found := find_date(written_out(stripped)):
        return _moment(found, zone, time_zone)
    return parse_otherwise(fold(stripped), zone)


def _moment(found: DateFound, zone: tzinfo, name: str) -> datetime | None:
    american = name.startswith(("America/", "US/"))
    day = found.swapped if found.swapped and american else found.day
    moment = datetime.combine(day, time(), zone)
    if not (clock := found.clock):
        return moment
    try:
        if clock.hour == 24:
            moment += timedelta(days=1)
        moment = moment.replace(
            hour=clock.hour % 24,
            minute=clock.minute,
            second=clock.second,
            microsecond=clock.microsecond,
        )
    except (ValueError, OverflowError):
        return None
    stated = stated_zone(clock.zone, moment) if clock.zone else None
    return moment.replace(tzinfo=stated) if stated else moment


def _is_in_range(moment: datetime) -> bool:
    """Whether the moment has a UTC form, which the archive needs."""
    try:
        moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return False
    return True
