"""`scrapy status`: what is archived, what is owed, and whether the runs do their job."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.text import Text

from scraper.archive import ArchiveError
from scraper.archive.queries.status import Standing
from scraper.crawl.clock import now
from scraper.ui.terminal.command import ArchiveCommand
from scraper.ui.terminal.health import Health, Level, age_of, health_of, write_prometheus
from scraper.ui.terminal.status import print_standing
from scraper.values.printable import one_line


class Command(ArchiveCommand):
    """Reads only; a run may be on meanwhile."""

    def syntax(self) -> str:
        return "[--json] [--check] [--max-age AGE] [--prometheus FILE]"

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
        parser.add_argument(
            "--check",
            action="store_true",
            help="print one line for a monitor; exit by 0 well, 1 warning, 2 bad",
        )
        parser.add_argument(
            "--max-age",
            type=_age,
            metavar="AGE",
            help="a portal whose last good run is longer ago (26h, 90m, 2d) is bad",
        )
        parser.add_argument(
            "--prometheus", type=Path, metavar="FILE", help="write the figures for Prometheus"
        )

    def work(self, opts: Namespace) -> None:
        try:
            self._tell(opts)
        except ArchiveError as error:
            if not opts.check:
                raise
            print(f"BAD: {one_line(str(error))}")
            self.exitcode = int(Level.BAD)

    def _tell(self, opts: Namespace) -> None:
        assert self.settings is not None
        moment = now(self.settings)
        with self.open_archive() as archive:
            found = archive.standing(moment)
            is_running = archive.is_locked()
            was_killed = is_running or archive.was_killed() is not False
        health = health_of(found, moment, opts.max_age, was_killed=was_killed and not is_running)
        if opts.prometheus is not None and not self._wrote(opts.prometheus, found, health, moment):
            return
        if opts.check:
            print(health.line)
            self.exitcode = int(health.level)
            return
        if opts.json:
            text = json.dumps(
                {
                    "health": {"level": health.level.name.lower(), "said": health.said},
                    **asdict(found),
                    "is_running": is_running,
                },
                default=str,
                indent=1,
            )
            print(text)
            return
        console = Console(highlight=False, emoji=False)
        console.print(Text(archive.place.name, style="bold"), soft_wrap=True)
        style = ("green", "yellow", "red")[health.level]
        console.print(Text(f"{health.level.name}: {health.said[0]}", style=style), soft_wrap=True)
        for said in health.said[1:]:
            console.print(Text(f"  {said}"), soft_wrap=True)
        print_standing(console, found, is_running=is_running, was_killed=was_killed, now=moment)

    def _wrote(self, file: Path, found: Standing, health: Health, moment: datetime) -> bool:
        try:
            write_prometheus(file, found, health, moment)
        except OSError as error:
            self.fail(f"{file}: {error.strerror}", Level.BAD)
            return False
        return True


def _age(text: str) -> timedelta:
    try:
        return age_of(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
