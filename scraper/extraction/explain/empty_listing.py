"""Why no articles are found on a listing page."""

from collections import Counter
from urllib.parse import urlsplit

from scraper.extraction.article.layouts_in_time import extract_article
from scraper.extraction.listing.listing import ArticleLink, extract_listing
from scraper.extraction.page.page import page_of
from scraper.portals.model import Portal
from scraper.values.urls import absolute

# A page without a list may well have a few links to other sites.
_LEAST = 3
_MOST_HOSTS = 10


def why_empty(html: str, url: str, portal: Portal) -> str:
    """What to do about a listing page without article links."""
    rejected = why_rejected(html, url, portal)
    if rejected:
        return rejected
    article = extract_article(html, url, portal)
    if article.published_at and sum(len(block.text) for block in article.blocks) > 400:
        return "looks like an article; give the listing page that links to it"
    return "no article links found on it; is it the page that lists the interviews?"


def why_rejected(html: str, url: str, portal: Portal) -> str | None:
    """What in the definition rejects the articles that a page without any would list, with one of
    them as an example; None where there are none to reject."""
    free = portal.model_copy(update={"article_url": None})
    hosts = (*portal.hosts, *_foreign_hosts(html, url, portal))
    if portal.article_url and (links := _links(html, url, free)):
        return _misfits(links)
    for then in (portal, free):
        links = _links(html, url, then.model_copy(update={"hosts": hosts}))
        if len(links) >= _LEAST:
            host = urlsplit(links[0].url).netloc
            said = (
                f"{len(links)} links that look like articles are on hosts that are not the"
                f" portal's, such as {links[0].url}; if it is its own, add {host!r} to `hosts`"
            )
            return said if then is portal else f"{said}; {_misfits(links)}"
    return None


def _misfits(links: list[ArticleLink]) -> str:
    return (
        f"article_url fits none of {len(links)} links that look like articles, such as"
        f" {links[0].url}"
    )


def _links(html: str, url: str, portal: Portal) -> list[ArticleLink]:
    return extract_listing(html, url, portal).links


def _foreign_hosts(html: str, url: str, portal: Portal) -> list[str]:
    """The hosts of other sites that a page links to, those that it links to most first."""
    found = (node.get("href") or "" for node in page_of(html, url).root.iter("a"))
    targets = [target for href in found if (target := absolute(href, url))]
    counts = Counter(urlsplit(target).netloc for target in targets if not portal.owns(target))
    return [host for host, _ in counts.most_common(_MOST_HOSTS)]
