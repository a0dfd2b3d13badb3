"""Cookies, for portals that show nothing without (`cookies = true` in the definition)."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.http import Request, Response

from scraper.crawl.asked import portal_of


class PortalCookies(CookiesMiddleware):
    """Keeps each such portal's cookies for the run, in a jar of its own; other portals get none.

    Whether a cookie is for a public suffix such as ".co.uk" is not asked, for which Scrapy's own
    would download a list: a jar's cookies go to the hosts of one portal alone.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls()
        middleware.crawler = crawler
        return middleware

    def _process_cookies(self, cookies: Any, *, jar: Any, request: Request) -> None:
        for cookie in cookies:
            jar.set_cookie_if_ok(cookie, request)

    def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Adds the portal's cookies."""
        portal = portal_of(request)
        if portal is not None and portal.cookies:
            request.meta["cookiejar"] = portal.name
            super().process_request(request)

    def process_response(self, request: Request, response: Response) -> Response:  # type: ignore[override]
        """Takes up the cookies that come; a page that gave some may lead back to itself."""
        portal = portal_of(request)
        if portal is None or not portal.cookies:
            return response
        super().process_response(request, response)
        if self.jars[portal.name].jar:
            # How often one address may lead to another is limited all the same.
            request.dont_filter = True
        return response
