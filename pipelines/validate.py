"""What makes an article unfit to be stored as good. It is kept all the same, with the reasons."""

from datetime import UTC, datetime, timedelta
from typing import Self

from scrapy.crawler import Crawler

from scraper.items import Article

EARLIEST = 1990
# A portal's clock, or its zone, may be ahead of ours.
LEEWAY = timedelta(days=1)


def problems(article: Article) -> list[str]:
    """Why an article is not stored as good; an empty list where nothing is wrong with it."""
    found = []
    if not article.title:
        found.append("no title")
    if not article.blocks:
        found.append("no body")
    date = article.published_at
    if date is not None:
        seen = article.fetched_at or datetime.now(UTC)
        if date > seen + LEEWAY:
            found.append(f"published in the future: {date.isoformat()}")
        elif date.year < EARLIEST:
            found.append(f"published before {EARLIEST}: {date.isoformat()}")
    return found


class ValidatePipeline:
    """Notes an article's problems on it and counts them by kind."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        item.problems = problems(item)
        for problem in item.problems:
            if self.crawler.stats is not None:
                self.crawler.stats.inc_value(f"validate/{problem.partition(':')[0]}")
        return item
