"""`scrapy reindex`: the search index made anew."""

from argparse import Namespace

from scraper.archive import Archive
from scraper.ui.terminal.command import ArchiveCommand


class Command(ArchiveCommand):
    """Needed only where `scrapy verify` finds the index wrong: every article that is stored is
    indexed with it."""

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Make the search index anew from the stored articles"

    def long_desc(self) -> str:
        return (
            "Make the search index anew from the stored articles. Searches meanwhile use the old"
            " one; a crawl waits. If it is interrupted, the old index stays."
        )

    def open_archive(self) -> Archive:
        """The archive, to be written."""
        return Archive.open(self.archive_url, create=False)

    def work(self, opts: Namespace) -> None:
        with self.open_archive() as archive:
            count = archive.reindex()
        self.say(f"indexed {count:,} interview{'' if count == 1 else 's'}")
