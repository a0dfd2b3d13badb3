"""The spider: from listing pages to articles, as `RawArticle` items."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from typing import Self

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from scraper.crawl.asked import first_url
from scraper.crawl.clock import now
from scraper.crawl.fetch.no_page import why_no_listing, why_no_page
from scraper.crawl.fetch.refusals import OFF_SITE, refusal_of
from scraper.crawl.fetch.rendering import enable as enable_rendering
from scraper.crawl.fetch.rendering import why_not
from scraper.crawl.plan.chain import Chain
from scraper.crawl.plan.plan import Plan, all_readable, make_plan
from scraper.crawl.plan.requests import (
    NOT_MODIFIED,
    AskedArticle,
    AskedListing,
    ListingShown,
    article_request,
    listing_request,
    page_request,
)
from scraper.crawl.report.outcome import LEFT_OUT
from scraper.crawl.report.report import Kind, State, page_cut, page_settled
from scraper.crawl.stopping import Stopped
from scraper.extraction import extract_article
from scraper.extraction.article.joining import Unjoined, add_pages
from scraper.extraction.article.layouts_in_time import within
from scraper.extraction.article.missing import says_missing
from scraper.extraction.explain.empty_listing import why_empty
from scraper.extraction.listing.feeds import is_feed
from scraper.extraction.listing.listing import ArticleLink, extract_listing
from scraper.extraction.page.bounded import CUT, Bounded, read_bytes
from scraper.items import RawArticle
from scraper.portals.model import Portal
from scraper.values.ceilings import CEILINGS, Ceilings
from scraper.values.dates import parse_date
from scraper.values.likeness.texts import telling_digest
from scraper.values.printable import one_line
from scraper.values.urls import canonical

GONE = (404, 410)


class InterviewsSpider(scrapy.Spider):
    """`-a portal=NAME,…` or `-a url=URL,…`, else all enabled portals; `-a since=DATE`."""

    name = "interviews"

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        self.arguments: dict[str, str] = {}
        self.ceilings = CEILINGS
        # Where portals send a reader whose article is no more.
        self._fronts = {canonical(seed.portal.home) for seed in plan.seeds}
        self._fronts |= {canonical(seed.url) for seed in plan.seeds}
        self._wanted: set[str] = set()
        # What was read under each address: the title, and a digest of what the text tells.
        self._told: dict[str, tuple[str | None, str | None]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: str, **kwargs: str) -> Self:
        spider = cls(make_plan(kwargs, crawler.settings))
        spider.arguments = kwargs
        spider.ceilings = Ceilings.of(crawler.settings)
        spider._set_crawler(crawler)
        return spider

    @classmethod
    def check_arguments(cls, arguments: dict[str, str], settings: BaseSettings) -> None:
        """Raises BadUsage for arguments that the spider would refuse."""
        make_plan(arguments, settings)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        if any(portal.render for portal in all_readable(settings)) and why_not(settings) is None:
            enable_rendering(settings)

    async def start(self) -> AsyncIterator[Request]:
        self.crawler.stats.set_value(LEFT_OUT, self.plan.left_out)
        for problem in self.plan.left_out:
            self.logger.error("Left out: %s", problem)
        for seed in self.plan.seeds:
            yield listing_request(self, seed.url, Chain(seed))

    def parse_listing(self, response: Response) -> Iterator[Request | ListingShown]:
        asked = AskedListing.of(response)
        assert asked is not None
        chain = asked.chain
        if chain.counts and not response.body.strip():
            self._settle(response.request, "listing", "end")
            return
        read = self._html(response, "listing", is_part=chain.is_part(asked.address))
        if read is None:
            yield from self._next_part(chain)
            return
        html = read.text
        page = extract_listing(html, response.url, chain.seed.portal, ceilings=self.ceilings)
        self._say_cut(response.request, (*read.cut, *page.cut))
        first = not chain.pages
        fresh = chain.read(response.url, page.links)
        section = chain.seed.section or page.section
        self.logger.info("%s: %d links, %d new", response.url, len(page.links), len(fresh))
        if first and not page.links and not page.more:
            reason = why_empty(html, response.url, chain.seed.portal)
            self._settle(response.request, "listing", "empty", reason)
        else:
            self._settle(response.request, "listing", "read")
        yield ListingShown(page.links, section)
        yield from self._wanted_articles(fresh, chain, section)
        following = chain.following(page, response.url)
        if following:
            yield listing_request(self, following, chain)
        elif page.hidden and not chain.ended:
            chain.is_whole = False
            reason = f"more interviews behind a script: {page.hidden}; give render or a feed"
            self._settle(response.request, "listing", "unread", reason)

    def _next_part(self, chain: Chain) -> Iterator[Request]:
        """A request for the next part of a sitemap, after one that could not be read."""
        chain.is_whole = False
        following = chain.next_part()
        if following:
            yield listing_request(self, following, chain)

    async def parse_article(self, response: Response) -> AsyncIterator[RawArticle]:
        asked = AskedArticle.of(response)
        assert asked is not None
        portal = asked.portal
        if response.status == NOT_MODIFIED:
            self._settle(response.request, "article", "unchanged")
            return
        if (here := canonical(response.url)) in self._fronts:
            reason = f"redirects to {here}"
            self._settle(response.request, "article", "gone", reason, leads_to=here)
            return
        read = self._html(response, "article")
        if read is None:
            return
        html = read.text
        article = extract_article(
            html,
            response.url,
            portal,
            listed_section=asked.section,
            listed_title=asked.title,
            ceilings=self.ceilings,
        )
        article.url = self._address_of(article, response.url)
        if self._is_none_of_its_own(article, response, asked):
            return
        told = _told(article)
        try:
            await add_pages(article, html, response.url, portal, self._page)
        except Stopped:
            return
        except Unjoined as error:
            self._settle(response.request, "article", "failed", str(error))
            return
        within(article, self.ceilings, read.cut)
        self._say_cut(response.request, [article.rules[CUT]] if CUT in article.rules else ())
        self._told.setdefault(article.url, told)
        article.capture = asked.capture
        # Its capture is read again as of the same moment: "3 hours ago" means the same then.
        article.fetched_at = article.capture.captured_at if article.capture else self._now()
        self._settle(response.request, "article", "read")
        yield article

    def _is_none_of_its_own(
        self, article: RawArticle, response: Response, asked: AskedArticle
    ) -> bool:
        """Settles a page that says that it is gone, that was read before, or that is not wanted;
        whether it is one of these."""
        more: dict[str, str] = {}
        # What is asked for by itself was read for another address, and not stored for that.
        is_asked_again = response.request is not None and response.request.dont_filter
        if says_missing(article):
            state: State = "gone"
            reason: str | None = f"says {article.title!r}"
            more = {"says": article.title or ""}
        elif self._told.get(article.url) == _told(article) and not is_asked_again:
            state, reason = "known", None
            more = {"leads_to": article.url, "title": article.title or ""}
        elif _is_outside(article, asked):
            state = "outside"
            reason = f"its section {article.section!r} is not among those that are crawled"
        else:
            return False
        self._settle(response.request, "article", state, reason, **more)
        return True

    async def _page(self, url: str, portal: Portal) -> tuple[str, str]:
        """The text of an article's later page, and the address that answered."""
        request = page_request(url, portal)
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except Stopped:
            raise
        except Exception as error:
            raise Unjoined(f"its page {url}: {error}") from error
        read = self._text(response)
        if response.status != 200 or read is None:
            raise Unjoined(f"its page {url}: HTTP {response.status}")
        return read.text, response.url

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Settles a page that was not fetched, with the reason; what else is to be read of the
        listing that it is of."""
        if isinstance(failure.value, Stopped):
            # Nothing is known about it yet: it is left for the next run.
            return
        request: Request = failure.request  # type: ignore[attr-defined]
        listing = AskedListing.of(request)
        if listing is not None and listing.chain.counts and _is_gone(failure):
            self._settle(request, "listing", "end")
            return
        self._settle_failed(request, "listing" if listing else "article", failure)
        if listing is not None:
            yield from self._next_part(listing.chain)

    def _settle_failed(self, request: Request, kind: Kind, failure: Failure) -> None:
        refused = refusal_of(failure.value) if failure.value else None
        if refused:
            self._settle(request, kind, "refused", refused)
        elif isinstance(failure.value, HttpError):
            status = failure.value.response.status
            gone = kind == "article" and status in GONE
            state: State = "gone" if gone else "failed"
            self._settle(request, kind, state, f"HTTP {status}", status=status)
        else:
            reason = failure.getErrorMessage() or type(failure.value).__name__
            self._settle(request, kind, "failed", reason)

    def _wanted_articles(
        self, links: list[ArticleLink], chain: Chain, section: str | None
    ) -> Iterator[Request]:
        """Requests for the articles that no other route has led to, and that are not too old."""
        portal = chain.seed.portal
        older = {link.url for link in links if self._is_older(link, portal)}
        # All that this page adds is older than wanted, and so is all that follows it.
        chain.ended = bool(links) and len(older) == len(links)
        for link in links:
            key = canonical(link.url)
            if key in self._wanted:
                continue
            self._wanted.add(key)
            self.crawler.stats.inc_value("interviews/links")
            request = article_request(self, link.url, portal, section, link.title)
            if link.url in older:
                self._settle(request, "article", "older")
            elif not portal.owns(link.url):
                self._settle(request, "article", "refused", OFF_SITE)
            else:
                yield request

    def _is_older(self, link: ArticleLink, portal: Portal) -> bool:
        """Whether the listing dates the article before `since`; a missing date proves nothing."""
        if self.plan.since is None or link.published_at is None:
            return False
        shown = parse_date(
            link.published_at, portal.time_zone, portal.date_formats, seen_at=self._now()
        )
        return shown is not None and shown.date() < self.plan.since

    def _address_of(self, article: RawArticle, url: str) -> str:
        """The article's address as its page states it, unless that cannot be: some portals name
        the front page, or one and the same page, as canonical on every page."""
        stated = article.url
        clash = stated in self._told and self._told[stated] != _told(article)
        return canonical(url) if clash or canonical(stated) in self._fronts else stated

    def _html(self, response: Response, kind: Kind, *, is_part: bool = False) -> Bounded | None:
        """The page's text; None, and settled as failed, where the answer is no such page. A part of
        a sitemap is no HTML page."""
        why_not = why_no_page if kind == "article" else why_no_listing
        reason = why_not(response.body, _content_type(response))
        read = None if reason else self._read(response)
        if read is not None and is_part and not is_feed(read.text):
            reason = "is no sitemap, though its index names it as one"
        if reason:
            self._settle(response.request, kind, "failed", reason)
            return None
        return read

    def _say_cut(self, request: Request | None, cut: Sequence[str]) -> None:
        assert request is not None
        if cut:
            self.crawler.signals.send_catch_log(
                page_cut, url=first_url(request), reason="; ".join(cut)
            )

    def _text(self, response: Response) -> Bounded | None:
        reason = why_no_page(response.body, _content_type(response))
        return None if reason else self._read(response)

    def _read(self, response: Response) -> Bounded:
        return read_bytes(response.body, _content_type(response) or None, self.ceilings)

    def _now(self) -> datetime:
        return now(self.crawler.settings)

    def _settle(
        self,
        request: Request | None,
        kind: Kind,
        state: State,
        reason: str | None = None,
        **more: str | int,
    ) -> None:
        assert request is not None
        if kind == "article" and state == "gone" and request.meta.get("redirect_urls"):
            more.setdefault("leads_to", canonical(request.url))
        url = first_url(request)
        reason = one_line(reason) if reason is not None else None
        self.crawler.signals.send_catch_log(
            page_settled, url=url, kind=kind, state=state, reason=reason, request=request, more=more
        )


def _is_gone(failure: Failure) -> bool:
    error = failure.value
    return isinstance(error, HttpError) and error.response.status in GONE


def _content_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def _told(article: RawArticle) -> tuple[str | None, str | None]:
    text = "\n".join(block.text for block in article.blocks)
    return article.title, telling_digest(text, article.title)


def _is_outside(article: RawArticle, asked: AskedArticle) -> bool:
    """Whether an article that no listing shows is not of the sections that it was asked for as;
    one that says nothing of a section is, unless it had to be asked for that."""
    if asked.sections is None:
        return False
    if article.section is None:
        return asked.must_say_section
    return article.section not in asked.sections
