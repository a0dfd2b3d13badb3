"""One crawl in a process of its own: prints pages, seconds and seconds of CPU as JSON.

python -m benchmarks.one whole|lean|bare URLS ARCHIVE_URL
"""

import json
import sys
from time import process_time

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from benchmarks.bare import BareSpider

AT_FULL_SPEED = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "LOG_LEVEL": "ERROR",
}


# The job as it would be without what makes it safe.
LEAN = {"LEDGER_ENABLED": False, "CAPTURES_ENABLED": False}


def main(variant: str, urls: str, archive: str) -> None:
    """Runs the variant to its end."""
    settings = get_project_settings()
    settings.setdict({**AT_FULL_SPEED, "ARCHIVE_URL": archive}, priority="cmdline")
    if variant == "lean":
        settings.setdict(LEAN, priority="cmdline")
    if variant == "bare":
        settings.setdict({**LEAN, "ITEM_PIPELINES": {}}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(BareSpider if variant == "bare" else "interviews")
    process.crawl(crawler, **({"urls": urls} if variant == "bare" else {"url": urls}))
    begin = process_time()
    process.start()
    cpu = process_time() - begin
    stats = crawler.stats.get_stats()
    seconds = stats["elapsed_time_seconds"]
    pages = stats["response_received_count"]
    print(json.dumps({"pages": pages, "seconds": seconds, "cpu": cpu}))


if __name__ == "__main__":
    main(*sys.argv[1:])
