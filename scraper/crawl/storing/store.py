"""A run's hold on the archive: opened, locked and written to in one thread; downloads go on.

The store pipeline, the ledger and the captures of one crawl share it.
"""

import asyncio
import logging
import platform
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any, ParamSpec, Self, TypeVar
from weakref import WeakKeyDictionary

import scrapy
from scrapy import Spider, signals
from scrapy.crawler import Crawler

from scraper import __version__
from scraper.archive import Archive, ArchiveError
from scraper.archive.upkeep.future import AS_IF
from scraper.crawl import clock
from scraper.crawl.plan.requests import Planned
from scraper.crawl.report.outcome import outcome_of
from scraper.crawl.report.report import Report
from scraper.crawl.report.run_report import RunReport
from scraper.crawl.report.verdict import (
    CHANGES,
    DRIFTS,
    STANDINGS,
    VERDICTS,
    counts_of_portals,
    verdict_of,
)
from scraper.crawl.stopping import Stopped

logger = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

VERSIONS = {
    "interview-archive": __version__,
    "scrapy": scrapy.__version__,
    "python": platform.python_version(),
}


class Store:
    """One a crawl, by `Store.of`. The first ArchiveError closes the spider as `archive_error`."""

    archive: Archive
    run_id: int

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._last: Future[Any] | None = None
        self._unlock: Callable[[], None] = lambda: None
        self.is_closed = False

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The crawl's own, made where it has none yet."""
        if crawler not in _STORES:
            store = cls(crawler)
            crawler.signals.connect(store.close, signals.spider_closed)
            _STORES[crawler] = store
        found = _STORES[crawler]
        assert isinstance(found, cls)
        return found

    def now(self) -> datetime:
        """The run's present moment."""
        return clock.now(self._crawler.settings)

    async def open(self) -> None:
        """Opens and locks the archive and begins the run. An ArchiveError ends the crawl before it
        starts. Opening what is open does nothing."""
        if not hasattr(self, "archive"):
            await self._run(self._open)

    def _open(self) -> None:
        archive = Archive.open(self._crawler.settings["ARCHIVE_URL"])
        arguments = dict(getattr(self._crawler.spider, "arguments", None) or {})
        told: str | None = self._crawler.settings[clock.SETTING]
        if told:
            arguments[AS_IF] = told
        was_killed = archive.was_killed()
        try:
            self._unlock = archive.lock()
            if was_killed is False:
                archive.close_unclosed()
            self._release(archive, is_told=bool(told))
            self.run_id = archive.start_run(arguments, VERSIONS, self.now())
        except BaseException:
            self._unlock()
            archive.close()
            raise
        self.archive = archive

    def _release(self, archive: Archive, *, is_told: bool) -> None:
        """Has due what an earlier run put off whose clock was ahead; not by one that is behind."""
        if is_told or not clock.is_plausible():
            return
        released = archive.release(self.now())
        if released:
            logger.warning(
                "A clock was ahead in an earlier run: %d addresses and listings that it put off are"
                " due again; `scrapy verify --repair` puts its times right",
                released,
            )

    async def do(self, write: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `write`, a method of the archive, returns from the store's thread."""
        try:
            return await self._run(write, *args, **kwargs)
        except ArchiveError as error:
            self.give_up(error)
            raise

    def submit(self, write: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Has `write` done after all that was asked for before, without waiting for it."""
        if self.is_closed:
            return
        loop = asyncio.get_running_loop()
        self._last = self._thread.submit(lambda: write(*args, **kwargs))
        self._last.add_done_callback(lambda done: loop.call_soon_threadsafe(self._check, done))

    def wait(self, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `read` returns after all that was submitted before is written. The event loop waits
        too: for when nothing else is to be done."""
        return self._thread.submit(lambda: read(*args, **kwargs)).result()

    async def close(self, spider: Spider, reason: str) -> None:
        """Closes the run with its outcome and counts, and lets go of the archive."""
        try:
            if hasattr(self, "run_id"):
                await self._run(self._finish, reason)
        except ArchiveError as error:
            # The run stays open in the archive, which says as much.
            self.count("errors")
            logger.error("The run could not be closed: %s", error)
        finally:
            if hasattr(self, "archive"):
                await self._run(self.archive.close)
                self._unlock()
            self.is_closed = True
            self._thread.shutdown()

    def count(self, what: str, number: int = 1) -> None:
        """Adds to the crawl's stats under `archive/`."""
        self._crawler.stats.inc_value(f"archive/{what}", number)

    async def _run(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self.is_closed:
            raise Stopped("the archive has been closed")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: do(*args, **kwargs))

    def _finish(self, reason: str) -> None:
        if reason == "finished":
            self._judge()
        stats = self._crawler.stats.get_stats()
        extension = self._crawler.get_extension(RunReport) if self._crawler.extensions else None
        report = extension.report if extension else Report()
        outcome = outcome_of({**stats, "finish_reason": reason}, report)
        counts = {name: value for name, value in stats.items() if isinstance(value, int)}
        self.archive.finish_run(
            self.run_id,
            reason,
            counts,
            exit_code=int(outcome.code),
            reason=outcome.reason,
            now=self.now(),
        )

    def _judge(self) -> None:
        """Keeps how each portal of a run that came to its end fared, by what the archive knows."""
        stats, spider = self._crawler.stats, self._crawler.spider
        if not isinstance(spider, Planned) or stats.get_value("interviews/window"):
            return
        counts = counts_of_portals(stats.get_stats())
        names = {seed.portal.name for seed in spider.plan.seeds} | counts.keys()
        facts = self.archive.portal_facts(names)
        drifts = {
            name: self.archive.note_drifts(name, self.run_id, self.now()) for name in sorted(names)
        }
        verdicts = [
            verdict_of(name, counts.get(name, {}), facts[name], [one.what for one in drifts[name]])
            for name in sorted(names)
        ]
        self.archive.note_portals(
            self.run_id,
            [
                (one.portal, int(one.outcome.code), one.outcome.reason, one.counts)
                for one in verdicts
            ],
        )
        stats.set_value(VERDICTS, verdicts)
        stats.set_value(DRIFTS, [str(one) for found in drifts.values() for one in found])
        stats.set_value(STANDINGS, self.archive.portal_standings())
        stats.set_value(CHANGES, self.archive.portal_changes(self.run_id))

    def _check(self, done: "Future[Any]") -> None:
        error = done.exception()
        if isinstance(error, ArchiveError):
            self.give_up(error)
        elif error is not None:
            self._crawler.stats.inc_value("interviews/errors")
            logger.error("The ledger could not be written", exc_info=error)

    def give_up(self, error: ArchiveError) -> None:
        """Counts the error; the first one ends the crawl."""
        first = not self._crawler.stats.get_value("archive/errors")
        self.count("errors")
        if first:
            self._crawler.stats.set_value("archive/error", str(error))
        if first and self._crawler.engine is not None:
            logger.error("The crawl ends, since nothing can be stored: %s", error)
            closing = self._crawler.engine.close_spider_async(reason="archive_error")
            # Closing waits for the items in hand, so this one cannot wait for it.
            self._closing = asyncio.get_running_loop().create_task(closing)


_STORES: "WeakKeyDictionary[Crawler, Store]" = WeakKeyDictionary()
