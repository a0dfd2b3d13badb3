"""`scrapy retry`: has addresses asked for by the next run, whenever they were due."""

from argparse import ArgumentParser, Namespace

from scrapy.exceptions import UsageError

from scraper.crawl.clock import now
from scraper.crawl.report.exits import Exit
from scraper.ui.terminal.command import ArchiveCommand
from scraper.values.urls import canonical


class Command(ArchiveCommand):
    """Changes the ledger alone; nothing is fetched."""

    def syntax(self) -> str:
        return "URL | --failed | --portal NAME [--failed]"

    def short_desc(self) -> str:
        return "Have an address, or all that failed, asked for again by the next run"

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--failed", action="store_true", help="all that failed")
        parser.add_argument("--portal", metavar="NAME", help="all of this portal")

    def run(self, args: list[str], opts: Namespace) -> None:
        if len(args) > 1 or bool(args) == bool(opts.failed or opts.portal):
            raise UsageError("name one address, or --failed, or --portal NAME")
        opts.url = args[0] if args else None
        super().run([], opts)

    def work(self, opts: Namespace) -> None:
        assert self.settings is not None
        url = canonical(opts.url) if opts.url else None
        with self.open_to_write() as archive:
            number = archive.retry(
                now(self.settings), url=url, portal=opts.portal, only_failed=opts.failed
            )
        if not number:
            self.fail(f"{opts.url or 'no such address'}: is not in the ledger", Exit.BAD_USAGE)
            return
        self.say(f"{number:,} due at the next run")
