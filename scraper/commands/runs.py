"""`scrapy runs`: the last runs and how they ended."""

import json
from argparse import ArgumentParser, Namespace
from typing import Any

from scraper.ui.terminal.command import ArchiveCommand
from scraper.values.printable import one_line


class Command(ArchiveCommand):
    """Reads only."""

    def syntax(self) -> str:
        return "[--json] [--last NUMBER]"

    def short_desc(self) -> str:
        return "List the last runs: when, how long, how they ended, what they stored"

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object a run")
        parser.add_argument("--last", type=int, default=20, metavar="NUMBER", help="how many (20)")

    def work(self, opts: Namespace) -> None:
        with self.open_archive() as archive:
            found = archive.runs(opts.last)
        for run in found:
            print(json.dumps(run, default=str) if opts.json else _line(run))


def _line(run: dict[str, Any]) -> str:
    began, ended, counts = run["started_at"], run["finished_at"], run["counts"] or {}
    took = f"{(ended - began).total_seconds():,.0f} s" if ended else "not closed"
    new, updated = counts.get("archive/new", 0), counts.get("archive/updated", 0)
    code = "-" if run["exit_code"] is None else run["exit_code"]
    what = one_line(run["reason"] or "", 100)
    line = f"{run['id']:>6}  {began:%Y-%m-%d %H:%M}  {took:>10}  {code}"
    return f"{line}  {new:,} new, {updated:,} updated  {what}"
