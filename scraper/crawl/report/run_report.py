"""What became of every page of a run: the extensions that count it."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from scraper.archive.database.errors import ArchiveError
from scraper.crawl.asked import Asked, portal_of
from scraper.crawl.fetch.refusals import OFF_SITE
from scraper.crawl.report.broken_selectors import count_passed_over
from scraper.crawl.report.report import (
    Kind,
    Report,
    State,
    Trouble,
    gone_doubted,
    page_cut,
    page_settled,
)
from scraper.crawl.report.verdict import count_of_portal, count_page
from scraper.crawl.stopping import Stopped
from scraper.items import Article
from scraper.values.printable import one_line

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
            (page_cut, report.was_cut),
            (gone_doubted, report.doubted),
            (signals.item_scraped, report.scraped),
            (signals.item_error, report.item_failed),
            (signals.spider_error, report.callback_failed),
            (signals.request_dropped, report.dropped),
        ):
            crawler.signals.connect(handler, signal)
        return report

    def settled(
        self,
        url: str,
        kind: Kind,
        state: State,
        reason: str | None,
        request: Request | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        """A page is done with. One that led to another is not yet, where there is a ledger: it is
        said again once it is."""
        if self._is_claim(kind, state, more or {}):
            return
        self._count(request, kind, state)
        if reason == OFF_SITE:
            self._count(request, kind, "off_site")
        if reason is not None:
            self.report.troubles.append(Trouble(url, kind, state, reason))
            level = logging.WARNING if state in ("failed", "empty", "unread") else logging.INFO
            logger.log(level, "%s %s: %s", state.capitalize(), url, reason)

    def was_cut(self, url: str, reason: str) -> None:
        """A page is larger than what is read of one."""
        self._crawler.stats.inc_value("interviews/cut")
        self.report.cut.append(Trouble(url, "article", "cut", reason))
        logger.warning("Cut %s: %s", url, reason)

    def scraped(self, item: object, response: Response | None = None) -> None:
        """An article went through all pipelines; with problems, it was kept but not as good."""
        if isinstance(item, Article) and item.problems:
            asked = Asked.of(response)
            self._crawler.stats.inc_value("interviews/rejected")
            count_of_portal(self._crawler.stats, item.portal, "article/rejected")
            if asked is not None and asked.is_new:
                count_of_portal(self._crawler.stats, item.portal, "new/rejected")
            reason = ", ".join(item.problems)
            url = item.fetch.asked if item.fetch is not None else item.url
            self.report.rejected.append(Trouble(url, "article", "rejected", reason))

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
        asked = Asked.of(request)
        if earlier and asked is not None and asked.address is not None:
            more = {"leads_to": request.url}
            kind: Kind = "listing" if asked.kind == "listing" else "article"
            circle = request.url in earlier
            reason = "redirects to itself" if circle else None
            self.settled(earlier[0], kind, "failed" if circle else "known", reason, request, more)

    def doubted(self, portal: str, urls: Mapping[str, bool]) -> None:
        """Articles that seemed gone are not believed to be; by address, whether they are new."""
        stats = self._crawler.stats
        count_page(stats, portal, "article/gone", -len(urls))
        count_page(stats, portal, "article/doubted", len(urls))
        count_of_portal(stats, portal, "new/doubted", sum(urls.values()))
        count_of_portal(stats, portal, "new/gone", -sum(urls.values()))
        for at, trouble in enumerate(self.report.troubles):
            if trouble.url in urls and trouble.state == "gone":
                self.report.troubles[at] = replace(trouble, state="doubted")

    def _count(self, request: Request | None, kind: Kind, state: str) -> None:
        asked = Asked.of(request)
        portal = asked.portal.name if asked is not None and asked.portal is not None else None
        count_page(self._crawler.stats, portal, f"{kind}/{state}")
        if asked is not None and portal is not None and kind == "article" and asked.is_new:
            count_of_portal(self._crawler.stats, portal, f"new/{state}")

    def _is_claim(self, kind: Kind, state: State, more: Mapping[str, Any]) -> bool:
        return (
            self._crawler.settings.getbool("LEDGER_ENABLED")
            and kind == "article"
            and state in ("known", "gone")
            and ("leads_to" in more or "says" in more)
        )

    def _error(self, url: str, error: BaseException | None) -> None:
        self._crawler.stats.inc_value("interviews/errors")
        said = f"{url}: {type(error).__name__}: {error}"
        self.report.errors.append(one_line(said))


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
        portal = portal_of(response)
        if isinstance(item, Article) and portal is not None:
            count_passed_over(self._crawler.stats, portal, item)
