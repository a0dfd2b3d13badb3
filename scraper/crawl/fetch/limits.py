"""How much of a run one portal may have: its budget, and the patience with one that fails."""

from collections import Counter, defaultdict
from time import monotonic
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from scraper.crawl.asked import Asked, portal_of
from scraper.crawl.stopping import Stopped
from scraper.portals.model import Portal

# In Scrapy's stats, by portal: why it was left before the end, its budget being spent; and why it
# was left because it kept failing.
SPENT, BROKEN = "interviews/spent", "interviews/broken"
# Under it by portal: how many articles were due when it was left.
LEFT_DUE = "interviews/left_due"


class PortalLeft(Stopped):
    """Nothing more is asked of this portal in this run; what is left is left for the next."""


class PortalLimits:
    """Leaves a portal for this run once its budget of requests, listing pages or minutes is spent,
    or once so many of its pages in a row (`BREAKER_FAILURES`) could not be had.

    Stands below redirects and retries: each of them is a request too.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        settings = crawler.settings
        self._most = {
            "requests": settings.getint("BUDGET_REQUESTS"),
            "pages": settings.getint("BUDGET_PAGES"),
            "minutes": settings.getint("BUDGET_MINUTES"),
        }
        self._breaker = settings.getint("BREAKER_FAILURES")
        self._requests: Counter[str] = Counter()
        self._pages: Counter[str] = Counter()
        self._began: dict[str, float] = {}
        self._failing: defaultdict[str, set[str]] = defaultdict(set)
        self._left: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises PortalLeft where the portal has had its part of the run."""
        portal = portal_of(request)
        if portal is None:
            return
        asked = Asked.of(request)
        is_page = asked is not None and asked.kind == "listing"
        name = portal.name
        self._began.setdefault(name, monotonic())
        if name in self._left:
            raise PortalLeft(f"{name} is left for this run")
        spent = self._spent(portal)
        if spent is not None:
            self._leave(SPENT, name, f"its budget of {spent} a run is spent")
        if is_page and 0 < self._limit(portal, "pages") <= self._pages[name]:
            # The articles that are known already can still be asked for.
            limit = f"{self._limit(portal, 'pages'):,} listing pages"
            self._note(SPENT, name, f"its budget of {limit} a run is spent")
            raise PortalLeft(f"{name}: its budget of listing pages is spent")
        self._requests[name] += 1
        self._pages[name] += is_page

    def process_response(self, request: Request, response: Response) -> Response:
        """An answer that says no more than that there is trouble counts as none."""
        if response.status >= 500 or response.status == 429:
            self._failed(request, f"HTTP {response.status}")
        elif (portal := portal_of(request)) is not None:
            self._failing.pop(portal.name, None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """No answer at all."""
        if not isinstance(exception, IgnoreRequest):
            self._failed(request, str(exception) or type(exception).__name__)

    def _spent(self, portal: Portal) -> str | None:
        name = portal.name
        requests, minutes = self._limit(portal, "requests"), self._limit(portal, "minutes")
        if 0 < requests <= self._requests[name]:
            return f"{requests:,} requests"
        if 0 < minutes * 60 <= monotonic() - self._began[name]:
            return f"{minutes:,} minutes"
        return None

    def _limit(self, portal: Portal, what: str) -> int:
        """The portal's own limit, else the settings'; 0 is none."""
        own: int | None = getattr(portal.politeness.budget, what)
        return self._most[what] if own is None else own

    def _failed(self, request: Request, reason: str) -> None:
        portal = portal_of(request)
        if portal is None or not self._breaker:
            return
        failing = self._failing[portal.name]
        failing.add(request.url)
        if len(failing) >= self._breaker and portal.name not in self._left:
            self._left.add(portal.name)
            what = f"{len(failing)} of its pages in a row could not be had (the last: {reason})"
            self._note(BROKEN, portal.name, what)

    def _leave(self, why: str, name: str, reason: str) -> None:
        self._left.add(name)
        self._note(why, name, reason)
        raise PortalLeft(f"{name}: {reason}")

    def _note(self, why: str, name: str, reason: str) -> None:
        assert self._crawler.stats is not None
        noted: dict[str, str] = self._crawler.stats.get_value(why) or {}
        self._crawler.stats.set_value(why, {name: reason, **noted})
