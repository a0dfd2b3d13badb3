"""A crawl that ends when it is told to, not when its waiting requests have had their turn."""

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


class Stopped(IgnoreRequest):
    """The crawl is being stopped; the request was still waiting for its turn."""


class PromptCrawler(Crawler):
    """Drops what still waits for the download delay, before the graceful stop waits for it.

    Scrapy hands out up to CONCURRENT_REQUESTS requests in advance: at ten seconds a request, that
    is more patience than a service manager has.
    """

    async def stop_async(self) -> None:
        if self.crawling and self.engine.running:
            for slot in self.engine.downloader.slots.values():
                while slot.queue:
                    _, waiting = slot.queue.popleft()
                    waiting.errback(Stopped("the crawl is being stopped"))
        await super().stop_async()
