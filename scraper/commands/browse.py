"""`scrapy browse`: the archive in a web browser, on this machine only."""

import asyncio
import sys
import webbrowser
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress

from scraper.archive.database.address import place_of
from scraper.crawl.report.outcome import Exit
from scraper.ui.terminal.command import ArchiveCommand

_MISSING = (
    "the packages for browsing are not installed; install them with\n"
    "  pip install 'interview-archive[browse]'    (in a checkout: pip install -e '.[browse]')"
)


class Command(ArchiveCommand):
    """Reads only; a crawl may go on meanwhile, and is seen."""

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Look at the archive in a web browser: search, read, plot, ask in SQL"

    def long_desc(self) -> str:
        return (
            "Serve the archive to this machine's browsers, read-only, and print the address."
            " Ctrl-C ends it. A crawl may write meanwhile; reload a page to see what it found."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--port", type=_port, metavar="NUMBER", help="port on loopback (default: a free one)"
        )
        parser.add_argument(
            "--open", action="store_true", help="open the address in the default browser"
        )

    def work(self, opts: Namespace) -> None:
        try:
            from scraper.ui.browser.server import datasette_of, serve
        except ModuleNotFoundError as error:
            if error.name and error.name.partition(".")[0] in {"scraper", "spiders", "pipelines"}:
                raise
            self.fail(_MISSING)
            return
        file = place_of(self.archive_url).file
        if file is None:
            self.fail("only an archive in a SQLite file can be browsed", Exit.BAD_USAGE)
            return

        def ready(address: str) -> None:
            # Before anything else on standard output, so that a script can wait for the line.
            sys.stdout.write(f"{address}\n")
            sys.stdout.flush()
            self.say(f"browsing {file}, read-only; Ctrl-C ends it")
            if opts.open:
                webbrowser.open(address)

        with self.open_archive() as archive:
            try:
                with suppress(KeyboardInterrupt):
                    asyncio.run(serve(datasette_of(archive, file), opts.port, ready))
            except OSError as error:
                what = f"port {opts.port} of loopback cannot be used: {error.strerror or error}"
                self.fail(f"{what}; name another with --port", Exit.BAD_USAGE)
            finally:
                # Readers leave files beside a database, which one who may write takes away.
                archive.known([""])


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is no port; write a number from 1 to 65535")
