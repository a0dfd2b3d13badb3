"""`scrapy ignore URL`: an address that is never asked for again."""

from argparse import Namespace

from scrapy.exceptions import UsageError

from scraper.crawl.report.exits import Exit
from scraper.ui.terminal.command import ArchiveCommand
from scraper.values.urls import canonical


class Command(ArchiveCommand):
    """Changes the ledger alone; `scrapy retry URL` takes it back."""

    def syntax(self) -> str:
        return "URL"

    def short_desc(self) -> str:
        return "Never ask for an address again, such as one that fails for ever"

    def run(self, args: list[str], opts: Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one address")
        opts.url = args[0]
        super().run([], opts)

    def work(self, opts: Namespace) -> None:
        with self.open_to_write() as archive:
            number = archive.ignore(canonical(opts.url))
        if not number:
            what = "is not in the ledger, or is archived"
            self.fail(f"{opts.url}: {what}", Exit.BAD_USAGE)
            return
        self.say("ignored; scrapy retry URL takes it back")
