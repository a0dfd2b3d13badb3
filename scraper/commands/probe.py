"""`scrapy probe`: what the extraction finds on a page, nothing stored."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.misc import load_object

from scraper.encoding import decode
from scraper.extraction import extract_article
from scraper.items import Article, RawArticle
from scraper.outcome import Exit
from scraper.portal import Portal
from scraper.record import record_of

Normalise = Callable[[RawArticle], Article]


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  Scrapy's own attribute

    def syntax(self) -> str:
        return "--jsonl | [--url URL] FILE"

    def short_desc(self) -> str:
        return "Show every field that is found on a saved page"

    def long_desc(self) -> str:
        return (
            "Reads a saved page and prints its record as JSON. With --jsonl, reads one JSON object"
            " a line on standard input (id, url, html_path, content_type, fetched_at) and writes"
            " one for each at once: the id, the record, and `rules`: what found each field."
        )

    def add_options(self, parser: ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--jsonl", action="store_true", help="many pages, named on stdin")
        parser.add_argument("--url", help="the address that the page was saved from")

    def run(self, args: list[str], opts: Namespace) -> None:
        assert self.settings is not None
        normalise: Normalise = load_object(self.settings["NORMALISE"])
        zone = str(self.settings["PORTAL_TIME_ZONE"])
        if opts.jsonl and not args:
            for answer in answers(sys.stdin.buffer, zone, normalise):
                sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
                sys.stdout.flush()
                if "error" in answer:
                    self.exitcode = int(Exit.UNEXPECTED_ERROR)
        elif len(args) == 1 and not opts.jsonl:
            self._one(Path(args[0]), opts.url, zone, normalise)
        else:
            raise UsageError("give one FILE, or --jsonl and the pages on standard input")

    def _one(self, file: Path, url: str | None, zone: str, normalise: Normalise) -> None:
        request = {"html_path": str(file), "url": url or file.absolute().as_uri()}
        try:
            found = probe(request, zone, normalise)
        except OSError as error:
            raise UsageError(f"{file} cannot be read: {error.strerror}") from error
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def answers(lines: Any, zone: str, normalise: Normalise) -> Iterator[dict[str, Any]]:
    """An answer for each line of bytes; a line that cannot be used is answered with `error`."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        request: Any = None
        try:
            request = json.loads(line)
            yield {"id": request.get("id"), **probe(request, zone, normalise)}
        except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
            known = request.get("id") if isinstance(request, dict) else None
            yield {"id": known, "error": f"line {number}: {type(error).__name__}: {error}"}


def probe(request: dict[str, Any], zone: str, normalise: Normalise) -> dict[str, Any]:
    """The record of a saved page, and `rules`. `request` needs `html_path` and `url`."""
    url = str(request["url"])
    body = Path(request["html_path"]).read_bytes()
    parts = urlsplit(url)
    portal = Portal.undefined(parts.netloc or "file", f"{parts.scheme}://{parts.netloc}/", zone)
    raw = extract_article(decode(body, request.get("content_type")), url, portal)
    fetched = request.get("fetched_at")
    raw.fetched_at = datetime.fromisoformat(fetched) if fetched else None
    if raw.fetched_at is not None and raw.fetched_at.tzinfo is None:
        raw.fetched_at = raw.fetched_at.astimezone()
    article = normalise(raw)
    return {**record_of(article), "rules": article.rules}
