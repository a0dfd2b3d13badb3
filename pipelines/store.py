"""The last step: good articles into the archive, the others beside them with their reasons."""

import asyncio
import logging
import platform
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, Self, TypeVar

import scrapy
from scrapy import Spider, signals
from scrapy.crawler import Crawler

from scraper import __version__
from scraper.archive import Archive, ArchiveError
from scraper.items import Article

logger = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

VERSIONS = {
    "interview-archive": __version__,
    "scrapy": scrapy.__version__,
    "python": platform.python_version(),
}


class StorePipeline:
    """Writes in one thread of its own, one small transaction an item, so that downloads go on.

    Stats: `archive/new`, `archive/updated`, `archive/unchanged`, `archive/rejected`, and
    `archive/errors`: the first of these closes the spider with the reason `archive_error`.
    """

    archive: Archive
    run_id: int

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.spider_closed, signals.spider_closed)
        return pipeline

    async def open_spider(self) -> None:
        """Opens the archive and begins the run; an ArchiveError ends the crawl before it starts."""
        url = self._crawler.settings["ARCHIVE_URL"]
        self.archive = await self._in_thread(Archive.open, url)
        arguments = dict(getattr(self._crawler.spider, "arguments", None) or {})
        self.run_id = await self._in_thread(self.archive.start_run, arguments, VERSIONS)

    async def process_item(self, item: Article) -> Article:
        """The item itself, once it is safely stored."""
        try:
            if item.problems:
                await self._in_thread(self.archive.reject, item, self.run_id)
                self._count("rejected")
            else:
                saved = await self._in_thread(self.archive.save, item, self.run_id)
                self._count(saved.value)
        except ArchiveError as error:
            self._give_up(error)
            raise
        return item

    async def spider_closed(self, spider: Spider, reason: str) -> None:
        """Closes the run with the reason and the crawl's counts."""
        try:
            if hasattr(self, "run_id"):
                await self._in_thread(self.archive.finish_run, self.run_id, reason, self._counts())
        except ArchiveError as error:
            # The run stays open in the archive, which says as much.
            self._count("errors")
            logger.error("The run could not be closed: %s", error)
        finally:
            if hasattr(self, "archive"):
                await self._in_thread(self.archive.close)
            self._thread.shutdown()

    async def _in_thread(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: do(*args, **kwargs))

    def _count(self, what: str) -> None:
        self._crawler.stats.inc_value(f"archive/{what}")

    def _counts(self) -> dict[str, Any]:
        stats = self._crawler.stats.get_stats()
        return {name: value for name, value in stats.items() if isinstance(value, int)}

    def _give_up(self, error: ArchiveError) -> None:
        first = not self._crawler.stats.get_value("archive/errors")
        self._count("errors")
        if first and self._crawler.engine is not None:
            logger.error("The crawl ends, since nothing can be stored: %s", error)
            closing = self._crawler.engine.close_spider_async(reason="archive_error")
            # Closing waits for the items in hand, so this one cannot wait for it.
            self._closing = asyncio.get_running_loop().create_task(closing)
