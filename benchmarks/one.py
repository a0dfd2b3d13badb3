"""One crawl in a process of its own: prints pages and seconds as JSON.

python -m benchmarks.one whole|bare URLS ARCHIVE_URL
"""

import json
import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from benchmarks.bare import BareSpider

AT_FULL_SPEED = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "LOG_LEVEL": "ERROR",
}


def main(variant: str, urls: str, archive: str) -> None:
    """Runs the variant to its end."""
    settings = get_project_settings()
    settings.setdict({**AT_FULL_SPEED, "ARCHIVE_URL": archive}, priority="cmdline")
    if variant == "bare":
        settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(BareSpider if variant == "bare" else "interviews")
    process.crawl(crawler, **({"urls": urls} if variant == "bare" else {"url": urls}))
    process.start()
    stats = crawler.stats.get_stats()
    seconds = stats["elapsed_time_seconds"]
    print(json.dumps({"pages": stats["response_received_count"], "seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
