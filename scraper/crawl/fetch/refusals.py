"""Requests that are not made, although the portal offers the link."""

from scrapy.exceptions import IgnoreRequest

OFF_SITE = "it leads to another site"
OURS = "it leads to an address of our own network"
ROBOTS = "robots.txt forbids it"


class OffSite(IgnoreRequest):
    """The address is not on one of the portal's own hosts."""


class WithinOurs(OffSite):
    """The address is of the network that we are in ourselves: no portal is there."""


class RobotsRefusal(IgnoreRequest):
    """The portal's robots.txt forbids the address."""


class RobotsUnknown(IgnoreRequest):
    """The portal does not say what its robots.txt forbids: for now, everything has to be."""


def refusal_of(error: BaseException) -> str | None:
    """Why a request was refused on principle; None where it was made, or failed otherwise."""
    if isinstance(error, WithinOurs):
        return OURS
    if isinstance(error, OffSite):
        return OFF_SITE
    return ROBOTS if isinstance(error, RobotsRefusal) else None
