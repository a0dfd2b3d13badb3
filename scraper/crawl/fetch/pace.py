"""What a portal's definition asks of whoever crawls it: patience, few at once, and the hour."""

from typing import Self
from zoneinfo import ZoneInfo

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.settings import BaseSettings

from scraper.crawl.asked import portal_of
from scraper.crawl.clock import now
from scraper.crawl.stopping import Stopped
from scraper.portals.model import Portal


class OutsideWindow(Stopped):
    """It is not the portal's hour: what is left is left for a run within its crawl window."""


def outside_window(portal: Portal, settings: BaseSettings) -> str | None:
    """When the portal may be asked, in words, where that is not now."""
    window = portal.politeness.window
    if window is None or window.holds(now(settings).astimezone(ZoneInfo(portal.time_zone)).time()):
        return None
    return f"{portal.name} may be asked {window} ({portal.time_zone})"


class CrawlWindow:
    """Asks nothing of a portal outside its crawl window. Stats: `interviews/outside_window`."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises OutsideWindow where the portal may not be asked now."""
        portal = portal_of(request)
        reason = outside_window(portal, self._crawler.settings) if portal is not None else None
        if reason is None:
            return
        assert self._crawler.stats is not None
        self._crawler.stats.inc_value("interviews/outside_window")
        self._crawler.stats.set_value("interviews/window", reason)
        raise OutsideWindow(reason)


class PortalPace:
    """Keeps to a portal's own delay and concurrency, where they are kinder than the settings.

    `DOWNLOAD_DELAY=0` asks for no delay at all, for servers of one's own: it is left at that.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._waits = crawler.settings.getfloat("DOWNLOAD_DELAY") > 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        pace = cls(crawler)
        crawler.signals.connect(pace.reached, signals.request_reached_downloader)
        # AutoThrottle sets the delay anew after each response.
        crawler.signals.connect(pace.reached, signals.response_downloaded)
        return pace

    def reached(self, request: Request, **_: object) -> None:
        """Sets the pace of the slot in which a request stands."""
        portal = portal_of(request)
        engine = self._crawler.engine
        slot = (
            engine.downloader.slots.get(request.meta.get("download_slot", "")) if engine else None
        )
        if portal is None or slot is None:
            return
        asked = portal.politeness
        if asked.delay is not None and self._waits:
            slot.delay = max(slot.delay, asked.delay)
        if asked.concurrency is not None:
            slot.concurrency = min(slot.concurrency, asked.concurrency)
