"""`scrapy probe`: what is found on a page, and why; nothing is stored."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.misc import load_object

from scraper.authoring.probe.look import (
    Looked,
    listing_record,
    look,
    rejected,
    show_article,
    show_listing,
    show_unfound,
)
from scraper.authoring.probe.one_page import NotAPage, is_nowhere, one_page
from scraper.crawl.fetch.visit import Unfetched
from scraper.crawl.plan.plan import BadUsage, portal_of
from scraper.crawl.report.outcome import Exit
from scraper.extraction import extract_article
from scraper.extraction.explain.empty_listing import why_rejected
from scraper.items import Article, RawArticle
from scraper.portals.definitions import DefinitionError, Definitions
from scraper.portals.model import Portal
from scraper.record import record_of
from scraper.values.encoding import decode

Normalise = Callable[[RawArticle], Article]


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  Scrapy's own attribute

    def syntax(self) -> str:
        return "URL | [--url URL] FILE | --jsonl"

    def short_desc(self) -> str:
        return "Show what is found on a page, and why"

    def long_desc(self) -> str:
        return (
            "Fetches a page as a crawl would, or reads a saved one, and shows every field with its"
            " value, the rule that found it and what else might have been taken; of a listing page"
            " its articles, its section and its next page. With --jsonl, reads one JSON object"
            " a line on standard input (id, url, html_path, content_type, fetched_at) and writes"
            " one for each at once: the id, the record, `rules`: what found each field,"
            " `failures`: the error of each field whose finder failed, and `doubts`: the fields"
            " that a second opinion was asked of."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--jsonl", action="store_true", help="many pages, named on stdin")
        parser.add_argument("--json", action="store_true", help="for a program to read")
        parser.add_argument("--url", help="the address that the page was saved from")
        parser.add_argument("--portal", help="the name of the definition to read it by")
        parser.add_argument(
            "--as", dest="kind", choices=("listing", "article"), help="what kind of page it is"
        )

    def run(self, args: list[str], opts: Namespace) -> None:
        assert self.settings is not None
        normalise: Normalise = load_object(self.settings["NORMALISE"])
        if len(args) != (0 if opts.jsonl else 1):
            raise UsageError("give one URL or FILE, or --jsonl and the pages on standard input")
        if opts.jsonl and (opts.json or opts.url or opts.kind):
            raise UsageError("--jsonl goes with --portal alone: each line says the rest")
        zone = str(self.settings["PORTAL_TIME_ZONE"])
        definitions = Definitions(self.settings.getlist("PORTAL_FOLDERS"), zone)
        try:
            if opts.jsonl:
                portal = definitions.load(opts.portal) if opts.portal else None
                self._many(answers(sys.stdin.buffer, zone, normalise, portal))
            else:
                self._one(args[0], opts, definitions, normalise)
        except (BadUsage, DefinitionError) as error:
            self._fail(str(error), Exit.BAD_USAGE)
        except NotAPage as error:
            self._fail(str(error), Exit.NOTHING_RECOGNISABLE)
        except Unfetched as error:
            self._fail(str(error), Exit.UNREACHABLE)

    def _many(self, found: Iterator[dict[str, Any]]) -> None:
        for answer in found:
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            sys.stdout.flush()
            if "error" in answer:
                self.exitcode = int(Exit.UNEXPECTED_ERROR)

    def _one(
        self, target: str, opts: Namespace, definitions: Definitions, normalise: Normalise
    ) -> None:
        assert self.settings is not None
        zone = str(self.settings["PORTAL_TIME_ZONE"])

        def portal_for(url: str) -> Portal:
            known = definitions.load(opts.portal) if opts.portal else None
            return known or portal_of(url, definitions, zone)

        page, portal = one_page(target, opts.url, portal_for, self.settings)
        looked = look(page.text, page.url, portal, opts.kind)
        name = target if is_nowhere(page.url) else page.url
        if looked.is_empty:
            reason = why_rejected(page.text, page.url, portal)
            said = f"nothing on {name} looks like {looked.named_kind}"
            self._fail(f"{said}: {reason}" if reason else said, Exit.NOTHING_RECOGNISABLE)
        article = normalise(looked.raw)
        if opts.json:
            found = _as_json(looked, article)
            sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
            return
        console = _console()
        if looked.kind == "listing":
            show_listing(console, name, looked)
        else:
            name = target if is_nowhere(looked.raw.url) else looked.raw.url
            show_article(console, name, looked, record_of(article))
        show_unfound(console, looked)

    def _fail(self, message: str, code: int) -> None:
        sys.stderr.write(f"scrapy probe: {message}\n")
        self.exitcode = int(code)


def _console() -> Console:
    return Console(highlight=False, emoji=False)


def _as_json(looked: Looked, article: Article) -> dict[str, Any]:
    if looked.kind == "listing":
        return listing_record(looked)
    record = record_of(article)
    return {
        "kind": "article",
        **record,
        "next_page": looked.following,
        "rules": article.rules,
        "failures": article.failures,
        "doubts": article.doubts,
        "rejected": rejected(looked),
        "unfound": looked.unfound,
    }


def answers(
    lines: Any, zone: str, normalise: Normalise, portal: Portal | None = None
) -> Iterator[dict[str, Any]]:
    """An answer for each line of bytes, by the rules of `portal` if it is given; a line that cannot
    be used is answered with `error`."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        request: Any = None
        try:
            request = json.loads(line)
            yield {"id": request.get("id"), **probe(request, zone, normalise, portal)}
        except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
            known = request.get("id") if isinstance(request, dict) else None
            yield {"id": known, "error": f"line {number}: {type(error).__name__}: {error}"}


def probe(
    request: dict[str, Any], zone: str, normalise: Normalise, portal: Portal | None = None
) -> dict[str, Any]:
    """The record of a saved page, and `rules`. `request` needs `html_path` and `url`."""
    url = str(request["url"])
    body = Path(request["html_path"]).read_bytes()
    parts = urlsplit(url)
    if portal is None:
        home = f"{parts.scheme}://{parts.netloc}/"
        portal = Portal.undefined(parts.netloc or "file", home, zone)
    raw = extract_article(decode(body, request.get("content_type")), url, portal)
    fetched = request.get("fetched_at")
    raw.fetched_at = datetime.fromisoformat(fetched) if fetched else None
    if raw.fetched_at is not None and raw.fetched_at.tzinfo is None:
        raw.fetched_at = raw.fetched_at.astimezone()
    article = normalise(raw)
    return {
        **record_of(article),
        "rules": article.rules,
        "failures": article.failures,
        "doubts": article.doubts,
    }
