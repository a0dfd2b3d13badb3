"""Patience with a host that asks for it, or shows that it needs it."""

from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from scraper.crawl.asked import portal_of
from scraper.crawl.clock import now
from scraper.crawl.fetch.limits import BROKEN, PortalLeft

_BUSY = (429, 503)
_DOUBLINGS = 10


class HostBackOff:
    """Asks nothing of a host before the time that its `Retry-After` names; where that is further
    off than `RETRY_AFTER_MAX` seconds, the portal is left for this run. A host that is busy and
    does not say for how long, or does not answer, is left alone for 1, 2, 4 … times the delay.

    `DOWNLOAD_DELAY=0` asks for no delay at all, for servers of one's own; what a server asks for
    itself is kept to all the same.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._most = crawler.settings.getfloat("RETRY_AFTER_MAX")
        self._in_a_row: Counter[str] = Counter()
        self._left: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises PortalLeft where the portal asks to be left alone for longer than a run waits."""
        portal = portal_of(request)
        if portal is not None and portal.name in self._left:
            raise PortalLeft(f"{portal.name}: {self._left[portal.name]}")

    def process_response(self, request: Request, response: Response) -> Response:
        """Notes how long the host is to be left alone."""
        slot = str(request.meta.get("download_slot", ""))
        if response.status not in _BUSY:
            self._in_a_row.pop(slot, None)
            return response
        asked = seconds_of(response.headers.get("Retry-After"), now(self._crawler.settings))
        if asked is None:
            self._back_off(slot)
        elif asked > self._most:
            self._leave(request, asked)
        else:
            self._hold(slot, asked)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """No answer: the host may have too much to do."""
        if not isinstance(exception, IgnoreRequest):
            self._back_off(str(request.meta.get("download_slot", "")))

    def _back_off(self, slot: str) -> None:
        times = min(self._in_a_row[slot], _DOUBLINGS)
        self._in_a_row[slot] += 1
        self._hold(slot, min(self._delay * (1 << times), self._most))

    def _leave(self, request: Request, seconds: float) -> None:
        portal = portal_of(request)
        if portal is None or portal.name in self._left:
            return
        reason = f"it asks to be left alone for {seconds:,.0f} seconds"
        self._left[portal.name] = reason
        assert self._crawler.stats is not None
        noted: dict[str, str] = self._crawler.stats.get_value(BROKEN) or {}
        self._crawler.stats.set_value(BROKEN, {portal.name: reason, **noted})

    def _hold(self, name: str, seconds: float) -> None:
        """Lets the next request of a host go no sooner than in so many seconds."""
        engine = self._crawler.engine
        slot = engine.downloader.slots.get(name) if engine is not None else None
        if slot is None or seconds <= 0:
            return
        # Scrapy waits for the delay from the last request on, where there is a delay.
        slot.delay = max(slot.delay, 0.001)
        slot.lastseen = max(slot.lastseen, monotonic() + seconds)


def seconds_of(header: bytes | None, moment: datetime) -> float | None:
    """How long a `Retry-After` asks one to wait: a number of seconds, or a date; None where it is
    neither."""
    text = (header or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=moment.tzinfo)
    return max((until - moment).total_seconds(), 0.0)
