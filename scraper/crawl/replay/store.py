"""A re-extraction's hold on the archive: one transaction for all of it."""

from collections.abc import Callable

from scrapy import Spider
from scrapy.crawler import Crawler

from scraper.archive import Archive
from scraper.archive.articles.rewrite import Rewriting
from scraper.crawl.report.reextract_tally import TALLY, Tally
from scraper.crawl.storing.store import VERSIONS, Store
from scraper.items import Article


class RereadStore(Store):
    """Commits when the run has come to its end without an error, and never in a dry run, which
    leaves no trace of itself at all."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        arguments: dict[str, str] = getattr(crawler.spider, "arguments", None) or {}
        self._arguments = arguments
        self.tally = Tally(is_dry=bool(getattr(crawler.spider, "is_dry", False)))
        crawler.stats.set_value(TALLY, self.tally)
        self._rewriting: Rewriting | None = None

    def _open(self) -> None:
        archive = Archive.open(self._crawler.settings["ARCHIVE_URL"], create=False)
        unlock: Callable[[], None] = lambda: None  # noqa: E731
        try:
            unlock = archive.lock()
            run_id = None
            if not self.tally.is_dry:
                self.run_id = archive.start_run(self._arguments, VERSIONS, self.now())
                run_id = self.run_id
            self._rewriting = archive.rewriting(run_id, self.now())
        except BaseException:
            unlock()
            archive.close()
            raise
        self._unlock = unlock
        self.archive = archive

    async def rewrite(self, article: Article) -> None:
        """Stores, for now, what today's rules read."""
        assert self._rewriting is not None
        self.tally.add(await self.do(self._rewriting.save, article))

    async def close(self, spider: Spider, reason: str) -> None:
        """Makes it all so, or none of it."""
        try:
            if self._rewriting is not None:
                await self.do(self._end, self._rewriting, reason)
        finally:
            await super().close(spider, reason)

    def _end(self, rewriting: Rewriting, reason: str) -> None:
        errors = self._crawler.stats.get_value("interviews/errors", 0)
        try:
            if reason == "finished" and not errors and not self.tally.is_dry:
                rewriting.commit()
        finally:
            rewriting.close()
