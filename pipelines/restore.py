"""The last step of a re-extraction: what today's rules read goes where it was read before."""

from typing import Self

from scrapy.crawler import Crawler

from scraper.crawl.replay.store import RereadStore
from scraper.items import Article


class RestorePipeline:
    """Writes into one transaction for all items; nothing of it is seen before the end."""

    def __init__(self, store: RereadStore) -> None:
        self._store = store

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(RereadStore.of(crawler))

    async def open_spider(self) -> None:
        """Opens the archive; an ArchiveError ends the run before it starts."""
        await self._store.open()

    async def process_item(self, item: Article) -> Article:
        """The item itself, once it is written."""
        await self._store.rewrite(item)
        return item
