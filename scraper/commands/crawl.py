"""`scrapy crawl`: Scrapy's own command, with a summary at the end and an exit code that is true."""

import sys
from argparse import Namespace

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from scraper.crawl.alerts import alert
from scraper.crawl.plan.plan import BadUsage
from scraper.crawl.plan.settings_check import refuse_bad
from scraper.crawl.process import run
from scraper.crawl.report.logformat import keep_log_plain
from scraper.crawl.report.outcome import Exit
from scraper.crawl.stopping import PromptCrawler
from scraper.ui.terminal.summary import print_summary


class Command(ScrapyCrawl):
    """Runs a spider of the project; exits by the run's outcome."""

    def long_desc(self) -> str:
        return (
            "Run a spider of the current project, by name. Exit codes: 0 done, 1 unexpected error,"
            " 2 bad usage, 3 failures left, 4 nothing recognisable, 5 portal unreachable,"
            " 6 archive trouble, 7 stopped by a signal or limit, 8 archive busy with another run,"
            " 9 a listing goes on behind a script."
        )

    def process_options(self, args: list[str], opts: Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        keep_log_plain()
        # Before Scrapy opens the log, which it would do with a traceback.
        refuse_bad(self.settings)

    def run(self, args: list[str], opts: Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one spider, such as: scrapy crawl interviews")
        problem = self._problem(args[0], opts.spargs)
        if problem:
            sys.stderr.write(f"scrapy crawl: {problem}\n")
            self.exitcode = Exit.BAD_USAGE
            return
        process = self.crawler_process
        assert isinstance(process, AsyncCrawlerProcess)
        crawler = PromptCrawler(process.spider_loader.load(args[0]), process.settings)
        # Scrapy takes a crawler here as well, and passes it on.
        ended = run(process, self._create_crawler(crawler), opts.spargs)  # type: ignore[arg-type]
        print_summary(ended, process.settings)
        alert(process.settings, ended)
        self.exitcode = ended.outcome.code

    def _problem(self, name: str, arguments: dict[str, str]) -> str | None:
        """What is wrong with the command line, found before anything is opened or fetched."""
        process = self.crawler_process
        assert process is not None
        known = process.spider_loader.list()
        if name not in known:
            return f"there is no spider {name!r}; there are: {', '.join(known)}"
        check = getattr(process.spider_loader.load(name), "check_arguments", None)
        try:
            if check is not None:
                check(arguments, process.settings)
        except BadUsage as error:
            return str(error)
        return None
