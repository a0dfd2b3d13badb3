"""Scrapy extensions of the project."""

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from scraper.archive.errors import ArchiveError
from scraper.items import Article
from scraper.passed_over import count_passed_over
from scraper.portal import Portal
from scraper.report import Kind, Report, State, Trouble
from scraper.signals import page_settled
from scraper.stopping import Stopped

logger = logging.getLogger(__name__)


class RunReport:
    """Counts what became of every page, and keeps the reason where it was not stored."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.report = Report()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        report = cls(crawler)
        for signal, handler in (
            (page_settled, report.settled),
            (signals.item_scraped, report.scraped),
            (signals.item_error, report.item_failed),
            (signals.spider_error, report.callback_failed),
            (signals.request_dropped, report.dropped),
        ):
            crawler.signals.connect(handler, signal)
        return report

    def settled(self, url: str, kind: Kind, state: State, reason: str | None) -> None:
        """A page is done with."""
        self._crawler.stats.inc_value(f"interviews/{kind}/{state}")
        if reason is not None:
            self.report.troubles.append(Trouble(url, kind, state, reason))
            level = logging.WARNING if state in ("failed", "empty") else logging.INFO
            logger.log(level, "%s %s: %s", state.capitalize(), url, reason)

    def scraped(self, item: object) -> None:
        """An article went through all pipelines; with problems, it was kept but not as good."""
        if isinstance(item, Article) and item.problems:
            self._crawler.stats.inc_value("interviews/rejected")
            reason = ", ".join(item.problems)
            self.report.rejected.append(Trouble(item.url, "article", "rejected", reason))

    def item_failed(self, item: object, failure: Failure) -> None:
        """A pipeline raised: the article is not in the archive."""
        error = failure.value
        if isinstance(error, ArchiveError):
            self.report.archive_error = str(error)
        self._error(getattr(item, "url", "?"), error)

    def callback_failed(self, failure: Failure, response: Response | None) -> None:
        """The spider raised on a page, or before the first one."""
        if not isinstance(failure.value, ArchiveError | Stopped):
            self._error(response.url if response is not None else "start", failure.value)

    def dropped(self, request: Request) -> None:
        """A redirect led to an address that has been asked for already."""
        earlier: list[str] = request.meta.get("redirect_urls", [])
        kind: Kind | None = request.meta.get("kind")
        if earlier and kind:
            circle = request.url in earlier
            reason = "redirects to itself" if circle else None
            self.settled(earlier[0], kind, "failed" if circle else "known", reason)

    def _error(self, url: str, error: BaseException | None) -> None:
        self._crawler.stats.inc_value("interviews/errors")
        self.report.errors.append(f"{url}: {type(error).__name__}: {error}")


class SelectorWatch:
    """Counts the articles on which a definition's selectors find nothing usable."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        watch = cls(crawler)
        crawler.signals.connect(watch.scraped, signals.item_scraped)
        return watch

    def scraped(self, item: object, response: Response | None) -> None:
        """An article was read by the definition of the portal that it was asked of."""
        portal = response.meta.get("portal") if response is not None else None
        if isinstance(item, Article) and isinstance(portal, Portal):
            count_passed_over(self._crawler.stats, portal, item)


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
