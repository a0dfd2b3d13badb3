"""`scrapy kwic`: every place where a word stands, in its context."""

import csv
import json
import sys
import unicodedata
from argparse import ArgumentParser, Namespace
from dataclasses import astuple, fields

from rich.console import Console
from rich.text import Text
from scrapy.exceptions import UsageError

from scraper.archive.queries.words.concordance import Line
from scraper.ui.terminal.command import ArchiveCommand
from scraper.ui.terminal.options import add_selection, positive, selection
from scraper.values.printable import printable

COLUMNS = tuple(field.name for field in fields(Line))


class Command(ArchiveCommand):
    """Answers from the archive alone: no crawl, no network."""

    _words = ""

    def syntax(self) -> str:
        return "[options] WORDS"

    def short_desc(self) -> str:
        return "Show every place where words stand, in context (a concordance)"

    def long_desc(self) -> str:
        return (
            "Print every place in the interviews' texts where the words of a query stand, a line"
            " each, with what is before and behind. The query is as for `scrapy search`; Chinese,"
            " Japanese and Korean words of any length are found."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--sort",
            choices=["newest", "left", "right"],
            default="newest",
            help="newest interviews first, or by the words before or behind (newest)",
        )
        parser.add_argument(
            "--width", type=positive, default=40, metavar="LETTERS", help="of context (40)"
        )
        parser.add_argument("--limit", type=positive, metavar="NUMBER", help="at most so many")
        parser.add_argument(
            "--format", choices=["text", "csv", "json"], default="text", help="what is printed"
        )
        add_selection(parser)

    def run(self, args: list[str], opts: Namespace) -> None:
        self._words = " ".join(args)
        super().run([], opts)

    def work(self, opts: Namespace) -> None:
        if not self._words.strip():
            raise UsageError("say which words: scrapy kwic WORDS")
        with self.open_archive() as archive:
            lines = archive.concordance(
                self._words, selection(opts), order=opts.sort, width=opts.width, limit=opts.limit
            )
        if opts.format == "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(map(astuple, lines))
        elif opts.format == "json":
            records = (dict(zip(COLUMNS, astuple(line), strict=True)) for line in lines)
            sys.stdout.writelines(json.dumps(it, ensure_ascii=False) + "\n" for it in records)
        else:
            _show(lines, opts.width)
        sys.stdout.flush()
        articles = len({line.article_id for line in lines})
        self.say(f"{len(lines):,} places in {articles:,} interviews" if lines else "no place found")


def _show(lines: list[Line], width: int) -> None:
    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
    for line in lines:
        left = printable(line.left)
        text = Text(" " * max(width - _cells(left), 0) + left)
        text.append(printable(line.hit), style="bold red")
        text.append(printable(line.right))
        text.append(f"  [{line.article_id}]", style="dim")
        console.print(text)


def _cells(text: str) -> int:
    """Columns that a text takes on a terminal: signs of Han take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
