"""What Scrapy logs about items: their address and what became of them, never their text."""

import logging

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from scraper.values.printable import printable


class _Plain(logging.LogRecord):
    """A line of the log that does nothing to the terminal it is read on."""

    def getMessage(self) -> str:
        return printable(super().getMessage())


def keep_log_plain() -> None:
    """Has every line of the log, Scrapy's and Twisted's too, go through the sanitiser."""
    logging.setLogRecordFactory(_Plain)


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
