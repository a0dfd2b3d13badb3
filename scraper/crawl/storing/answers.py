"""What the spider says of a page, in the words of the ledger."""

from typing import Any

from scrapy.http import Response

from scraper.archive.ledger.addresses import Answer, Standing
from scraper.crawl.plan.requests import AskedArticle
from scraper.crawl.report.report import Kind, State
from scraper.crawl.storing.claims import is_permanent
from scraper.items import Fetch, RawArticle
from scraper.values.urls import canonical

_OF_ARTICLES: dict[State, Standing | None] = {
    "known": "archived",
    "unchanged": None,
    "outside": "out of scope",
    "gone": "gone",
    "refused": "refused",
    "failed": "failed",
}
_OF_LISTINGS: dict[State, Standing | None] = {
    "empty": "failed",
    "refused": "refused",
    "failed": "failed",
}


def answer_of(
    address: str, kind: Kind, state: State, reason: str | None, more: dict[str, Any]
) -> Answer | None:
    """The entry for a page that is settled; None where it is entered otherwise."""
    standings = _OF_ARTICLES if kind == "article" else _OF_LISTINGS
    if state not in standings:
        return None
    return Answer(
        address,
        standings[state],
        reason,
        304 if state == "unchanged" else more.get("status"),
        more.get("leads_to"),
    )


def fetch_of(response: Response, by: AskedArticle, article: RawArticle) -> Fetch:
    """How an article was come by."""
    steps = [*response.meta.get("redirect_urls", [])[1:], response.url]
    redirects = tuple(url for url in dict.fromkeys(map(canonical, steps)) if url != by.address)
    reading = [entry.url for entry in article.related]
    reading += [article.next_article.url] if article.next_article else []
    return Fetch(
        asked=by.address,
        redirects=redirects,
        status=response.status,
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        off_site=frozenset(url for url in reading if url and not by.portal.owns(url)),
        is_permanent=is_permanent(response.meta),
        listed=by.title,
        recheck=by.portal.recheck,
    )


def _header(response: Response, name: str) -> str | None:
    value: bytes | None = response.headers.get(name)
    return value.decode("latin-1") if value else None
