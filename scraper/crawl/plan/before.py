"""What a listing shows of the time before it was last read: all that was there to be seen then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from scraper.extraction.listing.listing import ArticleLink
from scraper.portals.model import Portal
from scraper.values.dates import parse_date


@dataclass(frozen=True, slots=True)
class Before:
    """The time `at` which a portal's listing was last read without a gap, and the present."""

    at: datetime
    portal: Portal
    now: datetime

    def is_older(self, shown: str | None) -> bool:
        """Whether a date, as it is shown, is before the last reading; a day alone has to be an
        earlier one. A date that is missing or cannot be read proves nothing."""
        return self._is_older(shown) is True

    def reaches(self, links: Sequence[ArticleLink]) -> bool:
        """Whether a page, by most of its dates or the last of them, is of the time since then: what
        is new may stand behind it, though all that it shows is known."""
        read = [self._is_older(link.published_at) for link in links]
        dated = [one for one in read if one is not None]
        return bool(dated) and (not dated[-1] or 2 * sum(dated) < len(dated))

    def _is_older(self, shown: str | None) -> bool | None:
        if not shown:
            return None
        portal = self.portal
        found = parse_date(shown, portal.time_zone, portal.date_formats, seen_at=self.now)
        if found is None:
            return None
        if found.time() != time():
            return found < self.at
        return found.date() < self.at.astimezone(ZoneInfo(portal.time_zone)).date()
