"""Requests that are not made, although the portal offers the link: whose they are, robots.txt."""

from scrapy.exceptions import IgnoreRequest

OFF_SITE = "leads to another site"
ROBOTS = "robots.txt forbids it"


class OffSite(IgnoreRequest):
    """The address is not on one of the portal's own hosts."""


def refusal_of(error: BaseException) -> str | None:
    """Why a request was refused on principle; None where it was made, or failed otherwise."""
    if isinstance(error, OffSite):
        return OFF_SITE
    # Scrapy's robots.txt middleware raises the bare exception with nothing but this text.
    if type(error) is IgnoreRequest and "robots.txt" in str(error):
        return ROBOTS
    return None
