"""Downloader middleware of the project."""

from scrapy.http import Request

from scraper.portal import Portal
from scraper.refusals import OffSite


class PortalHostMiddleware:
    """Lets a request for a portal's page go to no host but the portal's own, redirects included."""

    def process_request(self, request: Request) -> None:
        """Raises OffSite for an address that is not the portal's."""
        portal: Portal | None = request.meta.get("portal")
        if portal is not None and not portal.owns(request.url):
            raise OffSite(f"{request.url} is not on a host of {portal.name}")
