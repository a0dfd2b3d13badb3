"""Portals whose articles are on another host than their listing: talks.portal.example."""

from urllib.parse import urlsplit

from scraper.crawl.fetch.visit import Visited
from scraper.extraction.listing.listing import extract_listing
from scraper.extraction.page.page import Page
from scraper.portals.model import Portal
from scraper.values.urls import absolute

_SECOND_LEVEL = ("com", "co", "org", "net", "gov", "edu", "ac", "or", "ne", "go")
_MORE = 1.5


def with_hosts(portal: Portal, listing: Visited) -> Portal:
    """The portal with those hosts of its own domain that most of the list's articles are on; as it
    is where they are on its own."""
    siblings = _siblings(listing)
    if not siblings:
        return portal
    wider = portal.model_copy(update={"hosts": tuple(siblings)})
    before = extract_listing(listing.text, listing.url, portal).links
    links = extract_listing(listing.text, listing.url, wider).links
    used = {urlsplit(link.url).netloc for link in links} & set(siblings)
    if not used or len(links) < max(2, _MORE * len(before)):
        return portal
    return portal.model_copy(update={"hosts": tuple(sorted(used))})


def _siblings(listing: Visited) -> list[str]:
    """The other hosts of the page's own domain that it links to."""
    page, own = Page(listing.text, listing.url), urlsplit(listing.url)
    domain = _domain(own.hostname or "")
    found: set[str] = set()
    for node in page.root.iter("a"):
        url = absolute(node.get("href") or "", page.base)
        parts = urlsplit(url) if url else own
        if domain and parts.netloc != own.netloc and _domain(parts.hostname or "") == domain:
            found.add(parts.netloc)
    return sorted(found)


def _domain(host: str) -> str | None:
    """What is registered, as far as a name tells; None for a number."""
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-size:])
