"""`scrapy status`: what is archived, what is owed, and whether the runs do their job."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from scraper.crawl.clock import now
from scraper.ui.terminal.command import ArchiveCommand
from scraper.ui.terminal.status import print_standing


class Command(ArchiveCommand):
    """Reads only; a run may be on meanwhile."""

    def syntax(self) -> str:
        return "[--json]"

    def short_desc(self) -> str:
        return "Show what is archived, owed, failed and missing, and how the last runs ended"

    def long_desc(self) -> str:
        return (
            "Every address the portals ever showed, by portal, section and state; the last runs,"
            " those that never closed, what failed and when it is due again, and days without an"
            " interview where the section's rhythm lets one expect some."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print the same as one JSON object")

    def work(self, opts: Namespace) -> None:
        assert self.settings is not None
        moment = now(self.settings)
        with self.open_archive() as archive:
            found = archive.standing(moment)
            is_running = archive.is_locked()
            was_killed = is_running or archive.was_killed() is not False
        if opts.json:
            text = json.dumps({**asdict(found), "is_running": is_running}, default=str, indent=1)
            print(text)
            return
        console = Console(highlight=False, emoji=False)
        console.print(Text(archive.place.name, style="bold"), soft_wrap=True)
        print_standing(console, found, is_running=is_running, was_killed=was_killed, now=moment)
