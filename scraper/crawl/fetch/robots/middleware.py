"""What robots.txt allows, asked before every page."""

import asyncio

from scrapy import signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from scraper.crawl.fetch.refusals import RobotsRefusal, RobotsUnknown
from scraper.crawl.fetch.robots.text import Unreadable, rules_text
from scraper.crawl.stopping import Stopped


class RobotsMiddleware(RobotsTxtMiddleware):
    """robots.txt as RFC 9309 has it: no file means no rules, no answer means hands off.

    Scrapy's own takes a failed download for leave to fetch everything, and an error page for rules.
    """

    _fetched: dict[str, "asyncio.Task[RobotParser | None]"]

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the request's host, fetched once; None where it has none.

        RobotsUnknown where the host does not say.
        """
        if not hasattr(self, "_fetched"):
            self._fetched = {}
        parts = urlparse_cached(request)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        if address not in self._fetched:
            self._fetched[address] = asyncio.ensure_future(self._fetch(address, request))
        return await self._fetched[address]

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raises RobotsRefusal for what the rules forbid."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise RobotsRefusal(str(error)) from error

    async def _fetch(self, address: str, request: Request) -> RobotParser | None:
        robots = Request(
            address,
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        self._stats.inc_value("robotstxt/request_count")
        try:
            assert self.crawler.engine is not None
            response = await self.crawler.engine.download_async(robots)
        except Stopped:
            raise
        except IgnoreRequest:
            # Redirected in a circle, or off: as good as not there.
            return None
        except Exception as error:
            raise RobotsUnknown(f"{address} cannot be fetched: {error}") from error
        return await self._rules(response, request)

    async def _rules(self, response: Response, request: Request) -> RobotParser | None:
        self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if response.status >= 500 or response.status == 429:
            raise RobotsUnknown(f"{response.url} answers HTTP {response.status}")
        if response.status >= 300:
            return None
        try:
            text = rules_text(response.body, self.crawler.settings.getint("ROBOTS_MAXSIZE"))
        except Unreadable as error:
            raise RobotsUnknown(f"{response.url} {error}") from error
        parser: RobotParser = build_from_crawler(
            self._parserimpl, self.crawler, text.encode("utf-8", "replace")
        )
        await self.crawler.signals.send_catch_log_async(
            signals.robots_parsed, robotparser=parser, request=request
        )
        return parser
