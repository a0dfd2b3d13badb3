"""Captures instead of the network: what to read again, and what it was."""

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from scraper.captures import CaptureUnreadable, read_exchange
from scraper.crawl.asked import Asked
from scraper.crawl.plan.requests import captured_request
from scraper.crawl.replay.store import RereadStore
from scraper.crawl.storing.captures_folder import captures_folder
from scraper.items import CapturedPage


class CapturedPages:
    """Begins with a request for each page that the archive has a capture of: `Asked.captured`."""

    def __init__(self, crawler: Crawler) -> None:
        self._store = RereadStore.of(crawler)
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Request]:
        """Whatever the spider begins with, then the pages."""
        async for request in start:
            yield request
        self._stats.set_value("reextract/pages", 0)
        for page in self._store.archive.captures.pages():
            self._stats.inc_value("reextract/pages")
            yield captured_request(page)


class ReplayMiddleware:
    """Answers every request from its capture, and none in any other way."""

    def __init__(self, crawler: Crawler) -> None:
        self._folder = captures_folder(crawler.settings)
        self._crawler = crawler
        self._store = RereadStore.of(crawler)
        self._tally = self._store.tally

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> Response:
        """The response as it came; IgnoreRequest where it cannot be read."""
        asked = Asked.of(request)
        page = (asked.captured if asked is not None else None) or self._later(request)
        if page is None:
            raise IgnoreRequest(f"{request.url} is no captured page")
        try:
            exchange = read_exchange(self._folder, page.capture, page.original)
        except CaptureUnreadable as error:
            self._tally.missing.append((page.url, str(error)))
            self._crawler.stats.inc_value("reextract/unreadable")
            raise IgnoreRequest(str(error)) from error
        headers: dict[bytes, list[bytes]] = {}
        for name, value in exchange.headers:
            headers.setdefault(name, []).append(value)
        return Response(exchange.url, exchange.status, headers, exchange.body, request=request)

    def _later(self, request: Request) -> CapturedPage | None:
        """The capture of an article's later page; None where there is none."""
        asked = Asked.of(request)
        if asked is None or asked.kind != "page":
            return None
        capture = self._store.archive.captures.latest(request.url)
        if capture is None:
            self._tally.missing.append((request.url, "the page of an article was not captured"))
            self._crawler.stats.inc_value("reextract/unreadable")
            return None
        return CapturedPage(request.url, capture, None, is_stored=True)
