"""A few pages, asked for as a crawl asks for them: robots.txt, delay, user agent and limits."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings, Settings

from scraper.crawl.asked import Asked
from scraper.crawl.fetch.refusals import RobotsUnknown, refusal_of
from scraper.extraction.page.bounded import read_bytes
from scraper.portals.model import Portal

T = TypeVar("T")

# What a crawl has beside these keeps what it reads; a look at a page keeps nothing.
_MIDDLEWARES = {
    "scraper.crawl.fetch.hosts.PortalHostMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scraper.crawl.fetch.robots.middleware.RobotsMiddleware": 100,
    "scraper.crawl.fetch.rendering.RenderMiddleware": 200,
    "scraper.crawl.fetch.charset.RealCharset": 585,
    "scraper.crawl.fetch.wholeness.WholeAnswers": 850,
}
_EXTENSIONS = {
    "scraper.crawl.fetch.robots.delay.CrawlDelay": 10,
    "scraper.crawl.fetch.pace.PortalPace": 20,
}


class Unfetched(Exception):
    """A page could not be had; `str()` names it and says why."""


@dataclass(frozen=True, slots=True)
class Visited:
    """A page as it came: `url` is the address that answered."""

    url: str
    body: bytes
    content_type: str | None

    @property
    def text(self) -> str:
        """The page's text, whatever its encoding."""
        return read_bytes(self.body, self.content_type).text


class Fetch(Protocol):
    """Asks for a page of a portal, of the one that the visit is for where none is given."""

    def __call__(self, url: str, portal: Portal | None = None) -> Awaitable[Visited]: ...


class Visit(scrapy.Spider, Generic[T]):
    """Runs `job` with a function that fetches pages of one portal; keeps what it returns."""

    name = "visit"

    def __init__(self, portal: Portal, job: Callable[[Fetch], Awaitable[T]]) -> None:
        super().__init__()
        self.portal = portal
        self.job = job
        self.results: list[T] = []
        self.errors: list[Exception] = []

    async def start(self) -> AsyncIterator[Any]:
        try:
            self.results.append(await self.job(self.fetch))
        except Exception as error:
            self.errors.append(error)
        # What makes this an iterator: all requests were made above.
        for request in list[Request]():
            yield request

    async def fetch(self, url: str, portal: Portal | None = None) -> Visited:
        """The page; Unfetched where it is refused, does not answer, or answers an error."""
        asked = Asked(kind="look", portal=portal or self.portal)
        request = Request(url, meta=asked.meta(), callback=NO_CALLBACK)
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            raise Unfetched(f"{url}: {_why(error)}") from error
        if response.status >= 400:
            raise Unfetched(f"{url}: the portal answers HTTP {response.status}")
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return Visited(response.url, response.body, kind or None)


def visit(settings: BaseSettings, portal: Portal, job: Callable[[Fetch], Awaitable[T]]) -> T:
    """What `job` returns; Unfetched, or whatever else it raised. Once a process: Scrapy's reactor
    does not start twice."""
    process = AsyncCrawlerProcess(_looking(settings))
    crawler = process.create_crawler(Visit)
    process.crawl(crawler, portal=portal, job=job)
    process.start()
    spider = crawler.spider
    if not isinstance(spider, Visit):
        raise Unfetched("the download could not be started")
    if spider.errors:
        raise spider.errors[0]
    if not spider.results:
        raise Unfetched("stopped before the end")
    result: T = spider.results[0]
    return result


def _looking(settings: BaseSettings) -> Settings:
    own = Settings()
    own.update(settings)
    for name, value in (
        ("ITEM_PIPELINES", {}),
        ("SPIDER_MIDDLEWARES", {}),
        ("EXTENSIONS", _EXTENSIONS),
        ("DOWNLOADER_MIDDLEWARES", _MIDDLEWARES),
        ("LOG_ENABLED", False),
        ("LOG_INSTALL_ROOT_HANDLER", False),
    ):
        own.set(name, value, priority="cmdline")
    return own


def _why(error: BaseException) -> str:
    refused = refusal_of(error)
    if refused:
        return refused
    if isinstance(error, RobotsUnknown):
        return f"robots.txt cannot be read, so nothing may be fetched ({error})"
    return str(error) or type(error).__name__
