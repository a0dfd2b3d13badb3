"""Between spider and archive: everything a page shows is entered in the ledger, and only what is
due is asked for. The spider itself knows nothing of it."""

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from scraper.archive import ArchiveError
from scraper.archive.ledger.addresses import OLDER, Answer, Link, Owed
from scraper.archive.ledger.listings import ListingRead
from scraper.crawl.plan.chain import Chain
from scraper.crawl.plan.plan import Plan
from scraper.crawl.report.report import Kind, State, page_settled
from scraper.crawl.stopping import Stopped
from scraper.crawl.storing.answers import answer_of, fetch_of
from scraper.crawl.storing.store import Store
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
        self._taken: set[str] = set()
        self._skipped: dict[str, tuple[State, str | None]] = {}
        self._unread: set[str] = set()
        self._alive: dict[str, Portal] = {}
        self._sections: dict[str, frozenset[str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("LEDGER_ENABLED"):
            raise NotConfigured
        middleware = cls(crawler)
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
        if not hasattr(self._crawler.spider, "plan"):
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
        plan: Plan = self._crawler.spider.plan  # type: ignore[union-attr]
        portals = sorted({seed.portal.name for seed in plan.seeds})
        before = await self._store.do(self._store.archive.ledger.articles_of, portals)
        self._crawler.stats.set_value("archive/before", before)
        async for request in start:
            if isinstance(request, Request) and request.meta.get("kind") == "listing":
                portal: Portal = request.meta["portal"]
                seed = Link(request.meta["address"], portal.name, "seed", kind="listing")
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
        if response.meta.get("kind") == "listing":
            found = [one async for one in result]
            for request in await self._listing(response, found):
                yield request
            return
        async for one in result:
            if isinstance(one, RawArticle) and "address" in response.meta:
                one.fetch = fetch_of(response, one)
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
        address = request.meta.get("address")
        if address is None:
            return
        if kind == "article" and address not in self._taken:
            # It was never asked for: entered together with the listing that shows it.
            self._skipped[address] = (state, reason)
            return
        if kind == "listing" and state != "read":
            self._unread.add(address)
        answer = answer_of(address, kind, state, reason, more)
        if answer is not None:
            self._answer(answer, request.meta["portal"])

    def dropped(self, request: Request) -> None:
        """An address led to one that has been asked for in this run already."""
        earlier = [canonical(url) for url in request.meta.get("redirect_urls", [])]
        address, here = request.meta.get("address"), canonical(request.url)
        if request.meta.get("kind") == "listing":
            self._ended(request.cb_kwargs["chain"].seed.url)
        elif address in self._taken and earlier:
            if here in earlier:
                self._answer(
                    Answer(address, "failed", "redirects to itself"), request.meta["portal"]
                )
            else:
                answer = Answer(address, "archived", leads_to=here)
                self._answer(answer, request.meta["portal"])

    def callback_failed(self, failure: Failure, response: Response | None) -> None:
        """The program met an error on a page: it is due again, for a better program."""
        address = response.meta.get("address") if response is not None else None
        if response is not None and address is not None:
            reason = f"error in the program: {type(failure.value).__name__}: {failure.value}"
            self._answer(
                Answer(address, "failed", reason, response.status), response.meta["portal"]
            )

    def idle(self, spider: Spider) -> None:
        """Hands out what else is due of the portals whose listings answer; when that is nothing,
        the crawl is done."""
        if not self._alive:
            return
        try:
            owed = self._store.wait(self._owed)
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

    def _owed(self) -> list[Owed]:
        archive, now = self._store.archive, self._store.now()
        ledger = archive.ledger
        archive.join_aliases(now)
        for portal in self._alive.values():
            self._sections[portal.name] = frozenset(ledger.sections_of(portal.name))
            if portal.follow_related:
                ledger.follow(portal.name, now, is_defined=bool(portal.listings))
        return ledger.owed(list(self._alive), now, self._taken, AT_ONCE)

    async def _listing(self, response: Response, found: list[Any]) -> list[Any]:
        meta, chain = response.meta, response.cb_kwargs["chain"]
        if meta["address"] in self._unread or "shown" not in meta:
            return found
        requests = {one.meta["address"]: one for one in found if one.meta["kind"] == "article"}
        following = next((one for one in found if one.meta["kind"] == "listing"), None)
        portal: Portal = meta["portal"]
        self._alive[portal.name] = portal
        shown = await self._store.do(
            self._store.archive.ledger.read_listing,
            self._read(response, following),
            self._crawler.spider.plan.since,  # type: ignore[union-attr]
            self._store.run_id,
            self._store.now(),
        )
        wanted = []
        for address, request in requests.items():
            if address in shown.due and address not in self._taken:
                wanted.append(self._prepared(request, shown.due[address]))
            else:
                self._crawler.stats.inc_value("interviews/article/kept")
        if following is None or _is_enough(shown.all_known, chain):
            self._ended(chain.seed.url)
        else:
            wanted.append(following)
        return wanted

    def _read(self, response: Response, following: Request | None) -> ListingRead:
        meta, portal = response.meta, response.meta["portal"]
        seed = canonical(response.cb_kwargs["chain"].seed.url)
        address: str = meta["address"]
        links = [
            self._link(
                canonical(one.url), one.url, portal, address, meta["section"], one.title or None
            )
            for one in meta["shown"]
        ]
        return ListingRead(
            listing=seed,
            page=address,
            portal=portal.name,
            section=meta["section"],
            links=links,
            found_as="seed" if address == seed else "next page",
            next_page=following.meta["address"] if following else None,
            status=response.status,
        )

    def _link(
        self, key: str, url: str, portal: Portal, page: str, section: str | None, title: str | None
    ) -> Link:
        skipped, reason = self._skipped.pop(key, (None, None))
        return Link(
            url=key,
            portal=portal.name,
            found_as="listing",
            found_on=page,
            section=section,
            title=title,
            asked_as=None if key == url else url,
            state="out of scope"
            if skipped == "older"
            else ("refused" if skipped == "refused" else "pending"),
            reason=OLDER if skipped == "older" else reason,
        )

    def _request(self, owed: Owed, portal: Portal) -> Request:
        spider: Any = self._crawler.spider
        address = owed.asked_as or owed.url
        is_listed = owed.found_as not in ("related", "next article")
        request: Request = spider.article_request(
            address, portal, owed.section if is_listed else None, owed.title if is_listed else None
        )
        if not is_listed:
            request.meta["sections"] = self._sections[portal.name]
            request.meta["must_say_section"] = owed.section is None
        return request

    def _prepared(self, request: Request, owed: Owed) -> Request:
        """The request, claimed, and on condition that there is something new."""
        self._taken.add(owed.url)
        if owed.etag:
            request.headers["If-None-Match"] = owed.etag
        if owed.last_modified:
            request.headers["If-Modified-Since"] = owed.last_modified
        if owed.section is not None and "sections" not in request.meta:
            request.cb_kwargs["listed_section"] = owed.section
        return request

    def _answer(self, answer: Answer, portal: Portal) -> None:
        ledger, store = self._store.archive.ledger, self._store
        store.submit(ledger.answered, answer, portal.recheck, store.run_id, store.now())

    def _ended(self, seed: str) -> None:
        since = self._crawler.spider.plan.since  # type: ignore[union-attr]
        ended = self._store.archive.ledger.listing_ended
        self._store.submit(ended, canonical(seed), since, self._store.now())


def _is_enough(all_known: bool, chain: Chain) -> bool:
    """Whether what follows in a listing is older than what is known already."""
    return all_known and len(chain.pages) >= AT_LEAST and not chain.is_thorough
