"""`scrapy demo`: crawls the sample portal that comes with the project, served on loopback."""

import sys
import tomllib
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from scrapy.commands import BaseRunSpiderCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from scraper.crawl.plan.settings_check import refuse_bad
from scraper.crawl.process import Run, run
from scraper.crawl.report.outcome import Exit
from scraper.ui.demo_server import served
from scraper.ui.terminal.summary import print_summary

# The server is ours, so nobody is disturbed; and a company's proxy knows nothing of our loopback.
_AT_FULL_SPEED = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "LOG_LEVEL": "WARNING",
}


class Command(BaseRunSpiderCommand):
    """The whole way from pages to archive, on a portal that is always there."""

    requires_project = True

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Crawl the sample portal, served on loopback, into the archive"

    def process_options(self, args: list[str], opts: Namespace) -> None:
        assert self.settings is not None
        for name, value in _AT_FULL_SPEED.items():
            self.settings.set(name, value, priority="cmdline")
        super().process_options(args, opts)
        refuse_bad(self.settings)

    def run(self, args: list[str], opts: Namespace) -> None:
        if args:
            raise UsageError("scrapy demo takes no arguments; see scrapy crawl interviews")
        assert self.settings is not None
        site = Path(self.settings["SAMPLE_PORTAL"])
        if not (site / "robots.txt").is_file():
            what = f"{site}: the sample portal's pages are not there; use a full checkout"
            sys.stderr.write(f"scrapy demo: {what}\n")
            self.exitcode = Exit.BAD_USAGE
            return
        with (
            served(site, self.settings.getint("SAMPLE_PORT")) as address,
            TemporaryDirectory() as folder,
        ):
            ended = self._crawl(address, Path(folder), opts.spargs)
        print_summary(ended, self.settings)
        self.exitcode = ended.outcome.code

    def _crawl(self, address: str, folder: Path, arguments: dict[str, str]) -> Run:
        process = self.crawler_process
        assert isinstance(process, AsyncCrawlerProcess)
        definition = Path(__file__).parent.parent / "portals" / "sample.toml"
        text = definition.read_text(encoding="utf-8")
        moved = text.replace(tomllib.loads(text)["home"], f"{address}/")
        (folder / "sample.toml").write_text(moved, encoding="utf-8")
        process.settings.set("PORTAL_FOLDERS", [str(folder)], priority="cmdline")
        crawler = process.create_crawler("interviews")
        return run(process, crawler, {"portal": "sample", **arguments})
