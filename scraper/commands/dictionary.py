"""`scrapy dictionary`: what every table, view and column of an archive and its exports means."""

import sys
from argparse import Namespace

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.archive.dictionary.page import page


class Command(ScrapyCommand):
    """Needs no archive: the schema is the program's."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        return "Print what every table and column means, as Markdown"

    def run(self, args: list[str], opts: Namespace) -> None:
        if args:
            raise UsageError("scrapy dictionary takes no arguments")
        sys.stdout.write(page())
