"""What Scrapy logs about items: their address and what became of them, never their text."""

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class ShortLogFormatter(LogFormatter):
    """Scrapy's log lines without the items' contents."""

    def scraped(
        self, item: object, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return _named(super().scraped(item, response, spider), item)

    def dropped(
        self,
        item: object,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        return _named(super().dropped(item, exception, response, spider), item)

    def item_error(
        self,
        item: object,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        return _named(super().item_error(item, exception, response, spider), item)


def _named(line: LogFormatterResult, item: object) -> LogFormatterResult:
    args = line["args"]
    if isinstance(args, dict) and "item" in args:
        args["item"] = getattr(item, "url", type(item).__name__)
    return line
