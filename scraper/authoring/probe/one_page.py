"""One page that somebody names: by its address, or as a file that was saved."""

import mimetypes
import sys
from collections.abc import Callable
from pathlib import Path

from scrapy.settings import BaseSettings

from scraper.crawl.fetch.no_page import why_no_page
from scraper.crawl.fetch.pace import outside_window
from scraper.crawl.fetch.rendering import enable, why_not
from scraper.crawl.fetch.visit import Fetch, Visited, visit
from scraper.crawl.plan.plan import BadUsage, checked_url
from scraper.portals.model import Portal

# Where a saved page is from that nobody says anything about.
_NOWHERE = "http://saved.invalid/"


class NotAPage(Exception):
    """What came is no page; `str()` names it and says what it is instead."""


def one_page(
    target: str, url: str | None, portal_for: Callable[[str], Portal], settings: BaseSettings
) -> tuple[Visited, Portal]:
    """The page and its portal. `url` is the address that a file was saved from.

    BadUsage where `target` is neither a file nor an address; Unfetched where it cannot be had;
    NotAPage where it is something else.
    """
    if not target.strip():
        raise BadUsage("give the address of a page, or a file")
    page, portal = _page(target, url, portal_for, settings)
    if reason := why_no_page(page.body, page.content_type):
        raise NotAPage(f"{target} {reason}")
    return page, portal


def is_nowhere(url: str) -> bool:
    """Whether an address only stands for that of a saved page of which nobody says where it was."""
    return url.startswith(_NOWHERE)


def _page(
    target: str, url: str | None, portal_for: Callable[[str], Portal], settings: BaseSettings
) -> tuple[Visited, Portal]:
    if "://" not in target:
        return _saved(target, url, portal_for)
    if url:
        raise BadUsage("--url is for saved pages: it says where FILE is from")
    address = checked_url(target)
    portal = portal_for(address)
    prepare(portal, settings)
    # A person who looks at one page is no crawl: told, but not kept from it.
    if reason := outside_window(portal, settings):
        sys.stderr.write(f"{reason}, and it is not now; this page is asked for all the same\n")

    async def job(fetch: Fetch) -> Visited:
        return await fetch(address)

    return visit(settings, portal, job), portal


def prepare(portal: Portal, settings: BaseSettings) -> None:
    """Makes a browser ready where the portal needs one; BadUsage where there is none."""
    if portal.render:
        reason = why_not(settings)
        if reason:
            raise BadUsage(f"{portal.name} says render = true, and {reason}")
        enable(settings, priority="cmdline")


def _saved(
    target: str, url: str | None, portal_for: Callable[[str], Portal]
) -> tuple[Visited, Portal]:
    file = Path(target)
    try:
        body = file.read_bytes()
    except OSError as error:
        hint = "" if file.exists() else f"; if it is an address, it is https://{target}"
        raise BadUsage(f"{target} cannot be read: {error.strerror}{hint}") from error
    address = checked_url(url, "--url ") if url else _NOWHERE
    # Not what the portal said of it: the encoding is found from the page.
    return Visited(address, body, mimetypes.guess_type(target)[0]), portal_for(address)
