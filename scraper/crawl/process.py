"""Runs a spider in Scrapy's process and says how that ended."""

import logging
from asyncio import Task
from dataclasses import dataclass, field
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from scraper.archive.database.errors import ArchiveBusy, ArchiveError
from scraper.crawl.plan.plan import BadUsage
from scraper.crawl.report.outcome import Exit, Outcome, outcome_of
from scraper.crawl.report.report import Report
from scraper.crawl.report.run_report import RunReport

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """An ended run: its outcome, Scrapy's stats (empty where it never started), its report."""

    outcome: Outcome
    stats: dict[str, Any] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


def run(process: AsyncCrawlerProcess, crawler: Crawler, arguments: dict[str, str]) -> Run:
    """Crawls to the end, or until a signal stops it."""
    task = process.crawl(crawler, **arguments)
    failure: list[BaseException] = []
    # Asking for the exception here keeps asyncio from printing a traceback of its own.
    task.add_done_callback(lambda done: failure.extend(_error_of(done)))
    process.start()
    if failure:
        return Run(_never_ran(failure[0]))
    extension = crawler.get_extension(RunReport)
    if extension is None or crawler.stats is None:
        return Run(Outcome(Exit.UNEXPECTED_ERROR, "The crawl never started; the log says why."))
    stats = crawler.stats.get_stats()
    return Run(outcome_of(stats, extension.report), stats, extension.report)


def _error_of(task: "Task[None]") -> list[BaseException]:
    if task.cancelled():
        return []
    error = task.exception()
    return [error] if error is not None else []


def _never_ran(error: BaseException) -> Outcome:
    if isinstance(error, BadUsage):
        return Outcome(Exit.BAD_USAGE, str(error))
    if isinstance(error, ArchiveBusy):
        return Outcome(Exit.ARCHIVE_BUSY, f"The archive: {error}.")
    if isinstance(error, ArchiveError):
        return Outcome(Exit.ARCHIVE_TROUBLE, f"The archive: {error}")
    logger.error("The crawl could not start", exc_info=error)
    return Outcome(Exit.UNEXPECTED_ERROR, f"The crawl could not start: {error!r}")
