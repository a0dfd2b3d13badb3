"""The few pages from which a definition is drafted: robots.txt, listings, two or three articles."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from scraper.authoring.draft.hosts import with_hosts
from scraper.crawl.fetch.visit import Fetch, Unfetched, Visited
from scraper.extraction.listing.listing import ArticleLink, ListingPage, extract_listing
from scraper.portals.model import Portal
from scraper.values.urls import canonical

ARTICLES = 3


class NothingThere(Exception):
    """The pages give nothing to draft from; `str()` says what to do."""


@dataclass(slots=True)
class ListingSample:
    """A listing's first page (or a later one: `is_first` is false) and what is read from it."""

    asked: str
    visited: Visited
    page: ListingPage
    is_first: bool = True


@dataclass(slots=True)
class ArticleSample:
    """An article's page, and what its listing called it."""

    visited: Visited
    link: ArticleLink
    section: str | None


@dataclass(slots=True)
class Gathered:
    """What was fetched; `skipped` are articles that could not be, with the reason."""

    portal: Portal
    robots: str
    listings: list[ListingSample] = field(default_factory=list)
    articles: list[ArticleSample] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


async def gather(fetch: Fetch, urls: Sequence[str], portal: Portal) -> Gathered:
    """Fetches what a draft needs; NothingThere where the listings show no articles."""
    found = Gathered(portal, await _robots(fetch, urls[0]))
    for url in urls:
        await _listing(fetch, url, found)
    per_listing = max(1, ARTICLES // len(urls) + (ARTICLES % len(urls) > 0))
    for listing in [one for one in found.listings if one.is_first]:
        for link in _spread(listing.page.links, per_listing):
            await _article(fetch, link, listing.page.section, found)
    if not found.articles:
        raise NothingThere("no article could be read:\n" + "\n".join(found.skipped))
    return found


async def _robots(fetch: Fetch, url: str) -> str:
    try:
        return (await fetch(urljoin(url, "/robots.txt"))).text
    except Unfetched:
        return ""


async def _listing(fetch: Fetch, url: str, found: Gathered) -> None:
    visited = await fetch(url)
    found.portal = with_hosts(found.portal, visited)
    page = extract_listing(visited.text, visited.url, found.portal)
    if page.more and not page.links:
        visited = await fetch(page.more[0], found.portal)
        page = extract_listing(visited.text, visited.url, found.portal)
    if not page.links:
        raise NothingThere(
            f"{url} shows no list of articles; give the page that lists the interviews, and see"
            f" what is found on it by: scrapy probe {url}"
        )
    found.listings.append(ListingSample(url, visited, page))
    if page.next_page:
        try:
            later = await fetch(page.next_page, found.portal)
        except Unfetched as error:
            found.skipped.append(str(error))
            return
        second = extract_listing(later.text, later.url, found.portal)
        found.listings.append(ListingSample(url, later, second, is_first=False))


async def _article(fetch: Fetch, link: ArticleLink, section: str | None, found: Gathered) -> None:
    if any(canonical(one.link.url) == canonical(link.url) for one in found.articles):
        return
    try:
        visited = await fetch(link.url, found.portal)
    except Unfetched as error:
        found.skipped.append(str(error))
        return
    found.articles.append(ArticleSample(visited, link, section))


def _spread(links: Sequence[ArticleLink], count: int) -> list[ArticleLink]:
    """So many of the links, from the first to the last: neighbours are often alike by chance."""
    if len(links) <= count:
        return list(links)
    step = (len(links) - 1) / max(count - 1, 1)
    return [links[round(at * step)] for at in range(count)]
