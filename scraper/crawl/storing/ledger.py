"""Between spider and archive: everything a page shows is entered in the ledger, and only what is
due is asked for. The spider itself knows nothing of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from scraper.archive import ArchiveError
from scraper.archive.ledger.addresses import OLDER, UNLISTED, Answer, Claim, Link, Owed
from scraper.archive.ledger.listings import ListingRead, Shown
from scraper.crawl.asked import Asked, change, first_url
from scraper.crawl.fetch.limits import BROKEN, LEFT_DUE, SPENT
from scraper.crawl.plan.before import Before
from scraper.crawl.plan.chain import Chain
from scraper.crawl.plan.requests import (
    AskedArticle,
    AskedListing,
    ListingShown,
    Planned,
    article_request,
    listing_request,
)
from scraper.crawl.report.report import Kind, State, gone_doubted, page_settled
from scraper.crawl.report.verdict import count_page
from scraper.crawl.stopping import Stopped
from scraper.crawl.storing.answers import answer_of, fetch_of
from scraper.crawl.storing.claims import Claims, is_permanent, led_to, state_of
from scraper.crawl.storing.doubts import Doubts
from scraper.crawl.storing.store import Store
from scraper.extraction.listing.listing import ArticleLink
from scraper.items import RawArticle
from scraper.portals.model import Portal
from scraper.values.urls import canonical

# So many requests are handed out when nothing else is to be done.
AT_ONCE = 200
# A listing is left at a page that shows nothing unknown, but not at its first: a page that was
# changed by hand, or a pinned entry, does not hide what is behind it.
AT_LEAST = 2


class LedgerMiddleware:
    """A spider middleware. Requests are claimed in memory only: what a killed run had in hand is
    still due to the next."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._store = Store.of(crawler)
        # Without a ledger, all that the listings show is asked for, and nothing is entered.
        self._is_on = crawler.settings.getbool("LEDGER_ENABLED")
        self._taken: set[str] = set()
        self._claims = Claims()
        self._skipped: dict[str, tuple[State, str | None]] = {}
        self._unread: set[str] = set()
        self._alive: dict[str, Portal] = {}
        self._sections: dict[str, frozenset[str]] = {}
        self._failures: dict[str, int] = {}
        self._doubts = Doubts()
        self._listed: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        if not middleware._is_on:
            return middleware
        for signal, handler in (
            (page_settled, middleware.settled),
            (signals.request_dropped, middleware.dropped),
            (signals.spider_error, middleware.callback_failed),
            (signals.spider_idle, middleware.idle),
        ):
            crawler.signals.connect(handler, signal)
        return middleware

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """The first pages of the listings, entered; what a spider without a plan asks for (`scrapy
        fetch` and `shell` have one) as it is."""
        if self._planned is None or not self._is_on:
            async for request in start:
                yield request
            return
        try:
            async for request in self._entered(start):
                yield request
        except (ArchiveError, Stopped):
            # It has been said, and the crawl is ending.
            return

    async def _entered(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        await self._store.open()
        assert self._planned is not None
        portals = sorted({seed.portal.name for seed in self._planned.plan.seeds})
        before = await self._store.do(self._store.archive.ledger.articles_of, portals)
        self._crawler.stats.set_value("archive/before", before)
        async for request in start:
            asked = AskedListing.of(request) if isinstance(request, Request) else None
            if asked is not None:
                seed = Link(asked.address, asked.portal.name, "seed", kind="listing")
                await self._store.do(
                    self._store.archive.ledger.discover,
                    [seed],
                    self._store.run_id,
                    self._store.now(),
                )
            yield request

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Of a listing's articles those that are due; articles with how they were come by."""
        if not self._is_on:
            async for one in result:
                if not isinstance(one, ListingShown):
                    yield one
            return
        listing, article = AskedListing.of(response), AskedArticle.of(response)
        if listing is not None:
            found = [one async for one in result]
            for request in await self._listing(response, listing, found):
                yield request
            return
        async for one in result:
            if isinstance(one, RawArticle) and article is not None:
                one.fetch = fetch_of(response, article, one)
            yield one

    def settled(
        self,
        kind: Kind,
        state: State,
        reason: str | None,
        request: Request,
        more: dict[str, Any],
    ) -> None:
        """Enters what became of a page that gives no article to store."""
        asked = Asked.of(request)
        if asked is None or asked.address is None or more.get("is_settled"):
            return
        address = asked.address
        if kind == "article" and address not in self._taken:
            # It was never asked for: entered together with the listing that shows it.
            self._skipped[address] = (state, reason)
            return
        if kind == "listing" and state not in ("read", "unread"):
            self._unread.add(address)
        if state == "end" and isinstance(asked, AskedListing):
            self._ended(asked.chain)
        answer = answer_of(address, kind, state, reason, more)
        if answer is None:
            self._doubts.note(request, state)
            return
        led = more.get("leads_to") or led_to(request, address)
        if (
            kind == "article"
            and answer.standing in ("archived", "gone")
            and (led or "says" in more)
        ):
            claim = Claim(address, led, answer.standing, reason, more.get("title"))
            self._hold(claim, request)
            return
        self._claims.came(request, answer)
        self._doubts.note(request, state)
        if answer.standing == "gone":
            # Whether that is believed is known when the run has asked for everything.
            self._doubts.hold(request, answer, self._failures.get(address, 0))
            return
        self._answer(replace(answer, leads_to=led), asked.portal)

    def dropped(self, request: Request) -> None:
        """An address led to one that has been asked for in this run already."""
        earlier = [canonical(url) for url in request.meta.get("redirect_urls", [])]
        asked, here = Asked.of(request), canonical(request.url)
        if isinstance(asked, AskedListing):
            self._next_part(asked.chain)
        elif asked is not None and asked.address in self._taken and earlier:
            if here in earlier:
                answer = Answer(asked.address, "failed", "redirects to itself")
                self._answer(answer, asked.portal)
            else:
                self._hold(Claim(asked.address, here), request)

    def callback_failed(self, failure: Failure, response: Response | None) -> None:
        """The program met an error on a page: it is due again, for a better program."""
        asked = Asked.of(response)
        if response is not None and asked is not None and asked.address is not None:
            reason = f"error in the program: {type(failure.value).__name__}: {failure.value}"
            self._answer(Answer(asked.address, "failed", reason, response.status), asked.portal)

    def idle(self, spider: Spider) -> None:
        """Hands out what else is due of the portals whose listings answer; when that is nothing,
        the crawl is done."""
        left = self._left()
        if not self._alive and not left:
            self._settle_gone()
            return
        try:
            self._settle_claims()
            owed = self._store.wait(self._owed, left)
        except ArchiveError as error:
            self._store.give_up(error)
            return
        engine = self._crawler.engine
        assert engine is not None
        for one in owed:
            portal = self._alive[one.portal]
            engine.crawl(self._prepared(self._request(one, portal), one))
        if owed:
            raise DontCloseSpider
        self._settle_gone()

    def _settle_gone(self) -> None:
        """Enters what is gone, and as failed what is not believed to be."""
        for portal, answers, doubted in self._doubts.decided():
            for answer in answers:
                if answer.standing == "gone" and answer.url not in self._listed:
                    answer = replace(answer, reason=f"{answer.reason}; {UNLISTED}")
                self._answer(answer, portal)
            if doubted:
                self._crawler.signals.send_catch_log(gone_doubted, portal=portal.name, urls=doubted)

    def _hold(self, claim: Claim, request: Request) -> None:
        self._claims.hold(replace(claim, is_permanent=is_permanent(request.meta)), request)

    def _settle_claims(self) -> None:
        """Has the addresses that led to others share the fate of those, or none at all."""
        held, outcomes = self._claims.take()
        if not held:
            return
        store = self._store
        claims = [claim for claim, _ in held.values()]
        for one in store.wait(store.archive.settle, claims, outcomes, store.run_id, store.now()):
            request = held[one.url][1]
            if one.standing == "pending":
                self._taken.discard(one.url)
                self._claims.again.add(one.url)
                continue
            self._doubts.note(request, state_of(one.standing))
            self._crawler.signals.send_catch_log(
                page_settled,
                url=first_url(request),
                kind="article",
                state=state_of(one.standing),
                reason=one.reason,
                request=request,
                more={"is_settled": True},
            )

    def _left(self) -> list[str]:
        """The portals of which nothing more is asked in this run."""
        found = [self._crawler.stats.get_value(why) or {} for why in (SPENT, BROKEN)]
        return sorted({name for reasons in found for name in reasons})

    def _owed(self, left: list[str]) -> list[Owed]:
        archive, now = self._store.archive, self._store.now()
        ledger = archive.ledger
        for name in left:
            self._alive.pop(name, None)
            self._crawler.stats.set_value(f"{LEFT_DUE}/{name}", ledger.due(name, now))
        for portal in self._alive.values():
            self._sections[portal.name] = frozenset(ledger.sections_of(portal.name))
            if portal.follow_related:
                ledger.follow(portal.name, now, is_defined=bool(portal.listings))
        return ledger.owed(list(self._alive), now, self._taken, AT_ONCE)

    async def _listing(
        self, response: Response, asked: AskedListing, found: list[Any]
    ) -> list[Any]:
        shown = next((one for one in found if isinstance(one, ListingShown)), None)
        requests = [one for one in found if isinstance(one, Request)]
        if shown is None or asked.address in self._unread:
            return requests
        following = next((one for one in requests if AskedListing.of(one)), None)
        self._alive[asked.portal.name] = asked.portal
        entered = await self._store.do(
            self._store.archive.ledger.read_listing,
            self._read(response, asked, shown, following),
            self._since,
            self._store.run_id,
            self._store.now(),
        )
        wanted = []
        for request in requests:
            article = AskedArticle.of(request)
            if article is None:
                continue
            if article.address in entered.due and article.address not in self._taken:
                wanted.append(self._prepared(request, entered.due[article.address]))
            else:
                count_page(self._crawler.stats, asked.portal.name, "article/kept")
        if following is not None:
            following = await self._going_on(asked, shown, following, entered)
        if following is None:
            self._ended(asked.chain)
        else:
            wanted.append(following)
        return wanted

    def _read(
        self,
        response: Response,
        asked: AskedListing,
        shown: ListingShown,
        following: Request | None,
    ) -> ListingRead:
        seed = canonical(asked.chain.seed.url)
        then = AskedListing.of(following)
        return ListingRead(
            listing=seed,
            page=asked.address,
            portal=asked.portal.name,
            section=shown.section,
            links=[self._link(one, asked, shown.section) for one in shown.links],
            found_as="seed" if asked.address == seed else "next page",
            next_page=then.address if then else None,
            status=response.status,
        )

    def _link(self, link: ArticleLink, asked: AskedListing, section: str | None) -> Link:
        key = canonical(link.url)
        self._listed.add(key)
        skipped, reason = self._skipped.pop(key, (None, None))
        return Link(
            url=key,
            portal=asked.portal.name,
            found_as="listing",
            found_on=asked.address,
            section=section,
            title=link.title or None,
            asked_as=None if key == link.url else link.url,
            state="out of scope"
            if skipped == "older"
            else ("refused" if skipped == "refused" else "pending"),
            reason=OLDER if skipped == "older" else reason,
        )

    def _request(self, owed: Owed, portal: Portal) -> Request:
        assert self._planned is not None
        address = owed.asked_as or owed.url
        if owed.found_as not in ("related", "next article"):
            return article_request(self._planned, address, portal, owed.section, owed.title)
        return article_request(
            self._planned,
            address,
            portal,
            None,
            None,
            sections=self._sections[portal.name],
            must_say_section=owed.section is None,
        )

    def _prepared(self, request: Request, owed: Owed) -> Request:
        """The request, claimed, and on condition that there is something new."""
        self._taken.add(owed.url)
        request.dont_filter = owed.url in self._claims.again
        if owed.etag:
            request.headers["If-None-Match"] = owed.etag
        if owed.last_modified:
            request.headers["If-Modified-Since"] = owed.last_modified
        change(request, is_new=owed.article_id is None)
        self._failures[owed.url] = owed.failures
        asked = AskedArticle.of(request)
        if owed.section is not None and asked is not None and asked.sections is None:
            change(request, section=owed.section)
        return request

    def _answer(self, answer: Answer, portal: Portal | None) -> None:
        assert portal is not None
        ledger, store = self._store.archive.ledger, self._store
        store.submit(ledger.answered, answer, portal.recheck, store.run_id, store.now())

    def _ended(self, chain: Chain) -> None:
        """A listing was read as far as it is to be; one with a part left out is read anew."""
        if chain.is_whole:
            ended, seed = self._store.archive.ledger.listing_ended, canonical(chain.seed.url)
            self._store.submit(ended, seed, self._since, self._store.now())

    def _next_part(self, chain: Chain) -> None:
        """Goes on with a sitemap after a part that led to one that was read already."""
        following = chain.next_part()
        engine = self._crawler.engine
        if following is None or self._planned is None or engine is None:
            self._ended(chain)
        else:
            engine.crawl(listing_request(self._planned, following, chain))

    async def _going_on(
        self, asked: AskedListing, shown: ListingShown, following: Request, entered: Shown
    ) -> Request | None:
        """What is to be read of a listing after a page; None where all that follows was there when
        it was last read without a gap: by the dates of a sitemap's parts; else by the dates shown,
        and by the newest articles known, which have to have been passed."""
        chain, then = asked.chain, AskedListing.of(following)
        if entered.gapless_at is None:
            return following
        before = Before(entered.gapless_at, asked.portal, self._store.now())
        if then is not None and chain.is_part(then.address):
            return self._part_since(before, following, then)
        if not entered.all_known or len(chain.pages) < AT_LEAST or before.reaches(shown.links):
            return following
        newest = self._store.archive.ledger.newest_known
        known = await self._store.do(newest, canonical(chain.seed.url), entered.gapless_at)
        return None if chain.has_passed(known) else following

    def _part_since(self, before: Before, request: Request, asked: AskedListing) -> Request | None:
        """The request for the first part of a sitemap that may have been changed since."""
        chain = asked.chain
        url: str | None = request.url
        while url is not None and before.is_older(chain.touched.get(canonical(url))):
            url = chain.next_part()
        if url is None or self._planned is None:
            return None
        return request if url == request.url else listing_request(self._planned, url, chain)

    @property
    def _planned(self) -> Planned | None:
        """The spider, where it is one that crawls by a plan."""
        spider = self._crawler.spider
        return spider if isinstance(spider, Planned) else None

    @property
    def _since(self) -> date | None:
        return self._planned.plan.since if self._planned is not None else None
