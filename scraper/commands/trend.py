"""`scrapy trend`: how often words are used over time."""

import csv
import json
import sys
from argparse import ArgumentParser, Namespace

from scrapy.exceptions import UsageError

from scraper.archive.queries.words.trend import COLUMNS, Point
from scraper.ui.terminal.command import ArchiveCommand
from scraper.ui.terminal.options import add_selection, selection
from scraper.values.printable import printable

_BAR = 40


class Command(ArchiveCommand):
    """Answers from the archive alone: no crawl, no network."""

    _queries: list[str]

    def syntax(self) -> str:
        return "[options] WORD [WORD …]"

    def short_desc(self) -> str:
        return "Show how often words are used over time, as a share of articles and of words"

    def long_desc(self) -> str:
        return (
            "Show in how many interviews of each year or month words are used, several side by"
            ' side. Each argument is a query, as `scrapy search` takes it: a word, "a phrase",'
            " two with OR. --normalise reads the texts and counts every use among all words."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--by", choices=["month", "year"], default="year", help="periods (year)"
        )
        parser.add_argument(
            "--normalise",
            action="store_true",
            help="count uses and all words too, and give uses in a million words",
        )
        parser.add_argument(
            "--format", choices=["text", "csv", "json"], default="text", help="what is printed"
        )
        add_selection(parser)

    def run(self, args: list[str], opts: Namespace) -> None:
        self._queries = args
        super().run([], opts)

    def work(self, opts: Namespace) -> None:
        if not self._queries or not all(query.strip() for query in self._queries):
            raise UsageError("say which words: scrapy trend WORD [WORD …]")
        with self.open_archive() as archive:
            points = archive.trend(
                self._queries, selection(opts), opts.by, count_words=opts.normalise
            )
        if opts.format == "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(point.row for point in points)
        elif opts.format == "json":
            lines = (dict(zip(COLUMNS, point.row, strict=True)) for point in points)
            sys.stdout.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        else:
            sys.stdout.writelines(f"{line}\n" for line in _shown(points))
        sys.stdout.flush()
        if not points:
            self.say("no interview with a date is in the archive, or none is chosen")


def _shown(points: list[Point]) -> list[str]:
    """A bar for each point, as long as its share; the longest of all is whole."""
    shares = [_share(point) for point in points]
    most = max(shares, default=0.0) or 1.0
    lines: list[str] = []
    query = None
    for point, share in zip(points, shares, strict=True):
        if point.query != query:
            lines += ([""] if lines else []) + [printable(point.query)]
            query = point.query
        bar = "█" * round(_BAR * share / most)
        lines.append(f"  {point.period}  {_figures(point)}  {bar}".rstrip())
    return lines


def _share(point: Point) -> float:
    return point.share if point.per_million is None else point.per_million


def _figures(point: Point) -> str:
    articles = f"{point.articles:>6,} of {point.of_articles:>6,}  {point.share:>6.2f} %"
    if point.occurrences is None:
        return articles
    return f"{articles}  {point.occurrences:>6,} uses  {point.per_million or 0:>9,.1f} a million"
