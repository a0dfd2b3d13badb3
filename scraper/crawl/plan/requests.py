"""Every request of a crawl is built here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK

from scraper.crawl.asked import Asked
from scraper.crawl.plan.chain import Chain
from scraper.crawl.plan.plan import Plan
from scraper.extraction.listing.listing import ArticleLink
from scraper.items import CapturedPage
from scraper.portals.model import Portal
from scraper.values.urls import canonical

NOT_MODIFIED = 304
# Listing pages go first: the longer a listing is being read, the more it shifts meanwhile.
LISTING_PRIORITY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedListing(Asked):
    """A page of a listing: `chain` is how far the listing has been followed."""

    portal: Portal
    address: str
    chain: Chain


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedArticle(Asked):
    """An article, with the section and title that a listing gives it. Of one that no listing shows,
    `sections` are those that it may be of, and it `must_say_section` where its link names none."""

    portal: Portal
    address: str
    section: str | None = None
    title: str | None = None
    sections: frozenset[str] | None = None
    must_say_section: bool = False


@dataclass(frozen=True, slots=True)
class ListingShown:
    """What a page of a listing shows: yielded by the spider, consumed by the ledger's
    middleware."""

    links: Sequence[ArticleLink]
    section: str | None


@runtime_checkable
class Planned(Protocol):
    """A spider that crawls by a plan; `scrapy shell` and `fetch` have one without."""

    plan: Plan

    @property
    def parse_listing(self) -> Callable[..., Any]:
        """The callback of listing pages."""

    @property
    def parse_article(self) -> Callable[..., Any]:
        """The callback of articles."""

    @property
    def failed(self) -> Callable[..., Any]:
        """The errback of both."""


def listing_request(spider: Planned, url: str, chain: Chain) -> Request:
    """A request for a page of a listing."""
    asked = AskedListing(
        kind="listing", portal=chain.seed.portal, address=canonical(url), chain=chain
    )
    return Request(
        url,
        callback=spider.parse_listing,
        errback=spider.failed,
        meta=asked.meta(),
        priority=LISTING_PRIORITY,
    )


def article_request(
    spider: Planned,
    url: str,
    portal: Portal,
    section: str | None,
    title: str | None,
    *,
    sections: frozenset[str] | None = None,
    must_say_section: bool = False,
) -> Request:
    """A request for an article; the arguments are those of `AskedArticle`."""
    asked = AskedArticle(
        kind="article",
        portal=portal,
        address=canonical(url),
        section=section,
        title=title,
        sections=sections,
        must_say_section=must_say_section,
    )
    return Request(
        url,
        callback=spider.parse_article,
        errback=spider.failed,
        meta={**asked.meta(), "handle_httpstatus_list": [NOT_MODIFIED]},
    )


def page_request(url: str, portal: Portal) -> Request:
    """A request for a later page of an article, to be awaited."""
    return Request(url, callback=NO_CALLBACK, meta=Asked(kind="page", portal=portal).meta())


def captured_request(page: CapturedPage) -> Request:
    """A request for a page that was kept, to be read again."""
    asked = Asked(kind="article", portal=None, captured=page)
    return Request(page.capture.url, meta=asked.meta(), dont_filter=True)
