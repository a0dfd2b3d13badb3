"""A crawl without a network: `python -m tests.support.store_crawl URL ARTICLES LARGEST_FILE`.

Prints JSON: [the crawl's stats, the exception that it ended with].
"""

import json
import resource
import sys
from collections.abc import AsyncIterator, Iterator

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request, Response

from scraper.items import Article
from tests.support.archived import TUESDAY, article


class Spider(scrapy.Spider):
    """As many new articles as asked for; then one unchanged, one edited, one that is no good."""

    name = "made"
    arguments = {"portal": "sample"}  # noqa: RUF012 - as a spider's own, set once

    async def start(self) -> AsyncIterator[Request]:
        for number in range(int(sys.argv[2])):
            yield Request(f"data:,{number}", cb_kwargs={"number": number})
        yield Request("data:,again", self.again, priority=-1)

    def parse(self, response: Response, number: int) -> Iterator[Article]:
        yield article(number)

    def again(self, response: Response) -> Iterator[Article]:
        yield article(0, views=5, fetched_at=TUESDAY)
        yield article(1, title="Edited", fetched_at=TUESDAY)
        yield article(5000, title=None, problems=["no title"])


def main() -> None:
    largest = int(sys.argv[3])
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    process = AsyncCrawlerProcess(
        {
            "ARCHIVE_URL": sys.argv[1],
            "ITEM_PIPELINES": {"pipelines.store.StorePipeline": 300},
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "CONCURRENT_ITEMS": 4,
            "CONCURRENT_REQUESTS": 4,
        }
    )
    crawler = process.create_crawler(Spider)
    failures: list[str] = []
    task = process.crawl(crawler)
    task.add_done_callback(lambda done: failures.append(repr(done.exception())))
    process.start()
    print(json.dumps([crawler.stats.get_stats(), failures[0]], default=str))


if __name__ == "__main__":
    main()
