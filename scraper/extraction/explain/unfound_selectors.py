"""Which of a definition's selectors find nothing on a page."""

from scraper.extraction.article.layouts_in_time import in_its_time
from scraper.extraction.article.rules import select, without
from scraper.extraction.listing.feeds import is_feed
from scraper.extraction.listing.rules import listing_of
from scraper.extraction.page.page import page_of
from scraper.portals.model import Portal
from scraper.portals.selectors import run_selector
from scraper.values.urls import canonical


def unfound_in_article(html: str, url: str, portal: Portal) -> list[str]:
    """The selectors that find nothing in an article, as the definition states them: by the layout
    of the article's time."""
    then, _ = in_its_time(html, url, portal)
    where = _layout(portal, then)
    page = page_of(html, url)
    unfound = [
        f"{where}drop.{at} = {selector!r}"
        for at, selector in enumerate(then.drop, 1)
        if not select(page, selector)
    ]
    page = without(page, then.drop)
    stated = {f"selectors.{name}": one for name, one in then.selectors if one}
    stated |= {"next_page": then.next_page} if then.next_page else {}
    return [
        *(f"{where}{key} = {one!r}" for key, one in stated.items() if not select(page, one)),
        *unfound,
    ]


def unfound_in_listing(html: str, url: str, portal: Portal) -> list[str]:
    """The selectors that find nothing on a listing page, as the definition states them."""
    listing = listing_of(canonical(url), portal)
    if listing is None or is_feed(html):
        return []
    root = page_of(html, url).root
    where = f"listings.{portal.listings.index(listing) + 1}"
    return [
        f"{where}.{name} = {selector!r}"
        for name, selector in (("links", listing.links), ("next", listing.next))
        if selector and not run_selector(root, selector)
    ]


def _layout(portal: Portal, then: Portal) -> str:
    """The layout that the selectors in use are from, as a key begins that is within it."""
    for at, layout in enumerate(portal.layouts, 1):
        if then.selectors is layout.selectors and then.drop is layout.drop:
            return f"layouts.{at}."
    return ""
