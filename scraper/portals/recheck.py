"""When a page is due again, by what came of it the last time."""

from datetime import datetime, timedelta

from scraper.portals.model import Recheck

_WEEK, _MONTH, _YEAR = timedelta(days=7), timedelta(days=30), timedelta(days=365)
# A failure is as likely to be over soon as not; so the next few runs try again, whenever they are.
_AT_ONCE = 3
_DOUBLINGS = 9


def after_reading(recheck: Recheck, published: datetime, now: datetime) -> datetime | None:
    """When an article that has been read is to be read again; None: never."""
    every = recheck.every(now - published)
    return None if every is None else now + every


def after_failure(failures: int, now: datetime) -> datetime:
    """When a page that failed so often in a row, or that robots.txt forbids, is due again: asking
    robots.txt once more costs no page."""
    if failures <= _AT_ONCE:
        return now
    days = 1 << min(failures - _AT_ONCE - 1, _DOUBLINGS)
    return now + min(timedelta(days=days), _MONTH)


def after_gone(times: int, now: datetime) -> datetime:
    """When a page that was gone so often in a row is asked for again: pages do come back."""
    return now + min(_WEEK * (1 << min(max(times - 1, 0), _DOUBLINGS)), _YEAR)


def after_off_site(now: datetime) -> datetime:
    """When a link to another site is looked at again: a portal may get another host."""
    return now + _MONTH
