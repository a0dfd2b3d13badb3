"""The last step: good articles into the archive, the others beside them with their reasons."""

from typing import Self

from scrapy.crawler import Crawler

from scraper.crawl.storing.store import Store
from scraper.items import Article


class StorePipeline:
    """Writes one small transaction an item, in the store's thread.

    Stats: `archive/new`, `archive/updated`, `archive/unchanged`, `archive/rejected`, and
    `archive/errors`: the first of these closes the spider with the reason `archive_error`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(Store.of(crawler))

    async def open_spider(self) -> None:
        """Opens the archive and begins the run; an ArchiveError ends the crawl before it starts."""
        await self._store.open()

    async def process_item(self, item: Article) -> Article:
        """The item itself, once it is safely stored."""
        store = self._store
        if item.problems:
            await store.do(store.archive.reject, item, store.run_id)
            store.count("rejected")
        else:
            saved = await store.do(store.archive.save, item, store.run_id)
            store.count(saved.value)
        return item
