"""The spider that reads kept pages again: captures in, the same items out, no network at all."""

from collections.abc import AsyncIterator
from typing import Self

import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings

from scraper.crawl.asked import Asked
from scraper.crawl.plan.plan import BadUsage, own_arguments
from scraper.crawl.plan.requests import page_request
from scraper.crawl.replay.owners import Owners
from scraper.extraction import extract_article
from scraper.extraction.article.joining import Unjoined, add_pages
from scraper.extraction.article.layouts_in_time import within
from scraper.extraction.page.bounded import Bounded, read_bytes
from scraper.items import RawArticle
from scraper.portals.model import Portal
from scraper.values.ceilings import CEILINGS, Ceilings

_YES, _NO = ("1", "true", "yes"), ("0", "false", "no")


class ReextractSpider(scrapy.Spider):
    """`-a dry_run=1` shows what would change, and changes nothing."""

    name = "reextract"
    custom_settings = {  # noqa: RUF012  Scrapy's own attribute
        # Nothing can be downloaded: there is nothing to download with.
        "DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https", "file", "ftp", "s3", "data")),
        "ROBOTSTXT_OBEY": False,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "RETRY_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scraper.crawl.replay.replay.ReplayMiddleware": 800,
        },
        "SPIDER_MIDDLEWARES": {"scraper.crawl.replay.replay.CapturedPages": 100},
        "ITEM_PIPELINES": {
            "pipelines.normalise.NormalisePipeline": 100,
            "pipelines.validate.ValidatePipeline": 200,
            "pipelines.restore.RestorePipeline": 300,
        },
    }

    def __init__(self, owners: Owners, *, is_dry: bool) -> None:
        super().__init__()
        self.is_dry = is_dry
        self.arguments: dict[str, str] = {}
        self.ceilings = CEILINGS
        self._owners = owners

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: str, **kwargs: str) -> Self:
        settings = crawler.settings
        spider = cls(Owners.of(settings), is_dry=_is_dry(kwargs))
        spider.arguments = {"spider": cls.name, **kwargs}
        spider.ceilings = Ceilings.of(settings)
        spider._set_crawler(crawler)
        return spider

    @classmethod
    def check_arguments(cls, arguments: dict[str, str], settings: BaseSettings) -> None:
        """Raises BadUsage for arguments that the spider would refuse."""
        _is_dry(arguments)
        Owners.of(settings)

    async def start(self) -> AsyncIterator[Request]:
        """Nothing: a middleware knows what has been captured."""
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def parse(self, response: Response) -> AsyncIterator[RawArticle]:
        asked = Asked.of(response)
        assert asked is not None
        assert asked.captured is not None
        page = asked.captured
        capture = page.capture
        read, portal = self._read(response), self._owners.of_capture(capture)
        html = read.text
        article = extract_article(
            html,
            response.url,
            portal,
            listed_section=capture.listed_section,
            listed_title=capture.listed_title,
            ceilings=self.ceilings,
        )
        try:
            await add_pages(article, html, response.url, portal, self._page)
        except Unjoined as error:
            # Half an article is worse than the one that is there.
            self.logger.warning("%s is left as it is: %s", page.url, error)
            return
        within(article, self.ceilings, read.cut)
        # Who it is was settled when it was archived.
        article.url = page.url
        article.fetched_at = capture.captured_at
        article.capture = capture
        yield article

    async def _page(self, url: str, portal: Portal) -> tuple[str, str]:
        """The text of an article's later page, and the address that answered."""
        assert self.crawler.engine is not None
        request = page_request(url, portal)
        try:
            response = await self.crawler.engine.download_async(request)
        except IgnoreRequest as error:
            raise Unjoined(str(error)) from error
        return self._read(response).text, response.url

    def _read(self, response: Response) -> Bounded:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return read_bytes(response.body, content_type or None, self.ceilings)


def _is_dry(arguments: dict[str, str]) -> bool:
    unknown = next((name for name in own_arguments(arguments) if name != "dry_run"), None)
    if unknown is not None:
        raise BadUsage(f"unknown argument -a {unknown}=; known: dry_run")
    value = arguments.get("dry_run", "0").strip().lower()
    if value not in (*_YES, *_NO):
        raise BadUsage(f"-a dry_run={value}: expected 1 or 0")
    return value in _YES
