"""`scrapy newportal`: drafts a portal's definition from the address of a listing page."""

import re
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.utils.misc import load_object

from scraper.authoring.check.samples import Sample, folder_of, write_samples
from scraper.authoring.check.selftest import read_article, read_listing
from scraper.authoring.draft import Draft, Gathered, NothingThere, draft, gather, to_toml, try_out
from scraper.crawl.fetch.visit import Fetch, Unfetched, Visited, visit
from scraper.crawl.plan.plan import BadUsage, checked_url, portal_of
from scraper.crawl.report.outcome import Exit
from scraper.items import RawArticle
from scraper.portals.definitions import Definitions
from scraper.portals.model import Portal
from scraper.record import record_of
from scraper.values.urls import same_site

_BY_COMMAND = SETTINGS_PRIORITIES["cmdline"]
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  Scrapy's own attribute

    def syntax(self) -> str:
        return "[options] LISTING_URL [LISTING_URL ...]"

    def short_desc(self) -> str:
        return "Draft a portal's definition from its listing page"

    def long_desc(self) -> str:
        return (
            "Reads robots.txt, one or more listing pages (or feeds, or sitemaps) of one portal and"
            " two or three articles, as politely as a crawl. Writes data/portals/NAME.toml with a"
            " comment on each guess, and the pages for its self-test beside it. Prints what to"
            " check, and the command for the first crawl."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--name", help="the portal's name, if not its host's")
        parser.add_argument(
            "--force", action="store_true", help="replace a definition of that name"
        )

    def run(self, args: list[str], opts: Namespace) -> None:
        if not args:
            raise UsageError("give the address of the page that lists the interviews")
        try:
            self._draft(args, opts)
        except BadUsage as error:
            self._fail(str(error), Exit.BAD_USAGE)
        except Unfetched as error:
            self._fail(str(error), Exit.UNREACHABLE)
        except NothingThere as error:
            self._fail(str(error), Exit.NOTHING_RECOGNISABLE)
        except OSError as error:
            self._fail(f"{error.filename}: {error.strerror}", Exit.UNEXPECTED_ERROR)

    def _draft(self, args: list[str], opts: Namespace) -> None:
        assert self.settings is not None
        urls = [checked_url(url) for url in args]
        if any(not same_site(url, urls[0]) for url in urls):
            raise BadUsage("these listings are of several hosts; draft one definition for each")
        if opts.name and not _NAME.fullmatch(opts.name):
            raise BadUsage(f"--name {opts.name}: expected small letters, digits and hyphens")
        zone = str(self.settings["PORTAL_TIME_ZONE"])
        folder = Path(self.settings.getlist("PORTAL_FOLDERS")[-1])
        if opts.name:
            _refuse_existing(folder / f"{opts.name}.toml", opts.force)
        # What is defined already is no guess: only the host counts.
        portal = portal_of(urls[0], Definitions([], zone), zone)

        async def job(fetch: Fetch) -> Gathered:
            return await gather(fetch, urls, portal)

        found = visit(self.settings, portal, job)
        own = zone if self.settings.getpriority("PORTAL_TIME_ZONE") == _BY_COMMAND else None
        drafted = draft(found, self._understand(), opts.name, own)
        file = folder / f"{drafted.portal.name}.toml"
        _refuse_existing(file, opts.force)
        samples = try_out(drafted, partial(self._samples, found), self._understand())
        self._write(file, drafted, samples)
        _tell(file, drafted)

    def _understand(self) -> Callable[[RawArticle], dict[str, Any]]:
        assert self.settings is not None
        normalise = load_object(self.settings["NORMALISE"])
        return lambda raw: record_of(normalise(raw))

    def _write(self, file: Path, drafted: Draft, samples: Sequence[Sample]) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(to_toml(drafted), encoding="utf-8")
        if folder_of(file).exists():
            shutil.rmtree(folder_of(file))
        write_samples(folder_of(file), samples)

    def _samples(self, found: Gathered, portal: Portal) -> list[Sample]:
        return _samples(portal, found, self._understand())

    def _fail(self, message: str, code: int) -> None:
        sys.stderr.write(f"scrapy newportal: {message}\n")
        self.exitcode = int(code)


def _refuse_existing(file: Path, force: bool) -> None:
    if file.exists() and not force:
        raise BadUsage(f"{file} is there already; --force replaces it, --name makes another")


def _samples(
    portal: Portal, found: Gathered, understand: Callable[[RawArticle], dict[str, Any]]
) -> list[Sample]:
    samples = []
    for at, listing in enumerate((one for one in found.listings if one.is_first), 1):
        sample = _sample(f"listing-{at}.html.gz", listing.visited, "listing")
        sample.expected = read_listing(portal, sample)
        samples.append(sample)
    for at, article in enumerate(found.articles, 1):
        sample = _sample(f"article-{at}.html.gz", article.visited, "article")
        sample.listed_section, sample.listed_title = article.section, article.link.title
        sample.expected = read_article(portal, sample, understand)
        samples.append(sample)
    return samples


def _sample(file: str, visited: Visited, kind: str) -> Sample:
    return Sample(file, visited.url, kind, {}, visited.content_type, body=visited.body)


def _tell(file: Path, drafted: Draft) -> None:
    console = Console(highlight=False, emoji=False)
    portal = drafted.portal
    console.print(Text(f"Drafted {file}", style="bold green"), soft_wrap=True)
    chosen = ", ".join(portal.selectors.model_dump(exclude_none=True)) or "none"
    for label, value in (
        ("title", portal.title or "(not found)"),
        ("time zone", portal.time_zone),
        (
            "sections",
            ", ".join(one.section or f"(none named by {one.url})" for one in portal.listings),
        ),
        ("articles", portal.article_url or "(no common pattern)"),
        ("selectors", chosen),
        ("samples", f"{len(drafted.samples)} articles in {folder_of(file)}"),
    ):
        console.print(Text.assemble((f"  {label:<10}", "bold"), value), soft_wrap=True)
    if drafted.unsure:
        console.print(Text("\nCheck", style="bold"))
        for said in drafted.unsure:
            console.print(Text(f"  {said}"), soft_wrap=True)
    console.print(Text("\nTry next", style="bold"))
    for command, what in (
        (f"scrapy probe {drafted.samples[0].url}", "are the fields of an article right?"),
        (f"scrapy checkportal {portal.name}", "does the definition still fit its saved pages?"),
        (f"scrapy crawl interviews -a portal={portal.name}", "the archive"),
    ):
        console.print(Text(f"  {command}", style="cyan"), soft_wrap=True)
        console.print(Text(f"      {what}", style="dim"), soft_wrap=True)
