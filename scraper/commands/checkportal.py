"""`scrapy checkportal`: does a definition still fit the pages that are saved for it?"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.misc import load_object

from scraper.authoring.check.samples import (
    BadSamples,
    Sample,
    folder_of,
    read_samples,
    write_samples,
)
from scraper.authoring.check.selftest import check_sample, differing, read_article, read_listing
from scraper.authoring.probe.look import look
from scraper.authoring.probe.one_page import NotAPage, one_page
from scraper.crawl.fetch.visit import Unfetched
from scraper.crawl.plan.plan import BadUsage
from scraper.crawl.report.outcome import Exit
from scraper.items import RawArticle
from scraper.portals.definitions import DefinitionError, Definitions
from scraper.portals.model import Portal
from scraper.record import record_of


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  Scrapy's own attribute

    def syntax(self) -> str:
        return "NAME [URL|FILE]"

    def short_desc(self) -> str:
        return "Try a portal's definition on its saved pages, offline"

    def long_desc(self) -> str:
        return (
            "Reads the sample pages that are saved beside a definition and says which selector is"
            " broken, what was expected, and what would be found now without it. With the address"
            " of an article or listing, or a saved page, tries the definition on that page too, and"
            " shows where its selectors find something else than is found without them; --save"
            " keeps it as a sample, with what the definition reads. Exits by 0 where all is well"
            " and by 3 where something is broken."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--save", action="store_true", help="keep the page as a sample")
        parser.add_argument("--url", help="the address that FILE was saved from")

    def run(self, args: list[str], opts: Namespace) -> None:
        if not 1 <= len(args) <= 2 or ((opts.save or opts.url) and len(args) == 1):
            raise UsageError("give the name of a portal, and at most one page of it")
        try:
            self._check(args[0], args[1] if len(args) == 2 else None, opts)
        except (BadUsage, DefinitionError, BadSamples) as error:
            self._fail(str(error), Exit.BAD_USAGE)
        except NotAPage as error:
            self._fail(str(error), Exit.NOTHING_RECOGNISABLE)
        except Unfetched as error:
            self._fail(str(error), Exit.UNREACHABLE)

    def _check(self, name: str, target: str | None, opts: Namespace) -> None:
        assert self.settings is not None
        zone = str(self.settings["PORTAL_TIME_ZONE"])
        definitions = Definitions(self.settings.getlist("PORTAL_FOLDERS"), zone)
        portal, folder = definitions.load(name), folder_of(definitions.file(name))
        samples = read_samples(folder)
        extra = [self._page(target, opts.url, portal)] if target else []
        if not samples and not extra:
            raise BadUsage(
                f"no pages are saved for {name} in {folder}; give the address of one of its"
                f" articles: scrapy checkportal {name} --save URL"
            )
        broken = self._report(portal, [*samples, *extra])
        if opts.save and extra:
            kept = replace(extra[0], file=_free_name(samples, extra[0].kind))
            # A selector that finds nothing usable is passed over, so this is what the page says.
            if kept.kind == "listing":
                kept.expected = read_listing(portal, kept)
            else:
                kept.expected = read_article(portal, kept, self._understand)
            write_samples(folder, [*samples, kept])
            sys.stdout.write(f"Saved {folder / kept.file}; what it says is in expected.json\n")
        if broken:
            self.exitcode = int(Exit.FAILURES_LEFT)

    def _page(self, target: str, url: str | None, portal: Portal) -> Sample:
        assert self.settings is not None
        page, _ = one_page(target, url, lambda _: portal, self.settings)
        kind = look(page.text, page.url, portal).kind
        return Sample(target, page.url, kind, {}, page.content_type, body=page.body)

    def _understand(self, raw: RawArticle) -> dict[str, Any]:
        assert self.settings is not None
        return record_of(load_object(self.settings["NORMALISE"])(raw))

    def _report(self, portal: Portal, samples: Sequence[Sample]) -> int:
        console = Console(highlight=False, emoji=False)
        count = 0
        for sample in samples:
            broken = check_sample(portal, sample, self._understand)
            count += len(broken)
            mark = ("broken", "bold red") if broken else ("fits", "green")
            line = Text.assemble(mark, f"  {sample.file}", (f"  {sample.url}", "dim"))
            console.print(line, soft_wrap=True)
            for one in broken:
                console.print(Text(f"    {one}"), soft_wrap=True)
            for note in [] if sample.expected else differing(portal, sample, self._understand):
                console.print(Text(f"    differs: {note}", style="dim"), soft_wrap=True)
        if count:
            said = "What finds nothing usable is passed over by a crawl, as if it were not there."
            console.print(Text(f"\n{said}"), soft_wrap=True)
        return count

    def _fail(self, message: str, code: int) -> None:
        sys.stderr.write(f"scrapy checkportal: {message}\n")
        self.exitcode = int(code)


def _free_name(samples: Sequence[Sample], kind: str) -> str:
    taken = {sample.file for sample in samples}
    names = (f"{kind}-{number}.html.gz" for number in range(1, len(samples) + 2))
    return next(name for name in names if name not in taken)
