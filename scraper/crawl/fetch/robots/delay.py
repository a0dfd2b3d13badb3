"""The delay between requests that a portal's robots.txt asks for."""

from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached


class CrawlDelay:
    """Keeps to robots.txt's Crawl-delay where it asks for more patience than the settings do.

    `DOWNLOAD_DELAY=0` asks for no delay at all, for servers of one's own: it is left at that.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._delays: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        if crawler.settings.getfloat("DOWNLOAD_DELAY") > 0:
            crawler.signals.connect(extension.robots_parsed, signals.robots_parsed)
            crawler.signals.connect(extension.downloaded, signals.response_downloaded)
        return extension

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Notes what the portal asks for, up to AUTOTHROTTLE_MAX_DELAY."""
        settings = self._crawler.settings
        agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        asked = robotparser.crawl_delay(agent)
        if asked is not None:
            host = urlparse_cached(request).hostname or ""
            self._delays[host] = min(asked, settings.getfloat("AUTOTHROTTLE_MAX_DELAY"))
            self._apply(host)

    def downloaded(self, request: Request, **_: object) -> None:
        """AutoThrottle sets the delay anew after each response."""
        self._apply(request.meta.get("download_slot", ""))

    def _apply(self, slot_name: str) -> None:
        engine = self._crawler.engine
        slot = engine.downloader.slots.get(slot_name) if engine else None
        if slot is not None and slot_name in self._delays:
            slot.delay = max(slot.delay, self._delays[slot_name])
