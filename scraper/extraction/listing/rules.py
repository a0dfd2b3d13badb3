"""What a definition says of a listing: which links are articles, which leads to the next page."""

from lxml import etree

from scraper.extraction.page.address_kinds import page_numbers
from scraper.portals.model import Listing, Portal
from scraper.portals.selectors import run_selector
from scraper.values.clean import clean_or_none
from scraper.values.urls import absolute, canonical


def listing_of(url: str, portal: Portal) -> Listing | None:
    """The listing of the definition that a page is of, as its first page or a later one."""
    for entry in portal.listings:
        if canonical(entry.url) == url:
            return entry
    for entry in portal.listings:
        numbers = page_numbers(canonical(entry.url), url)
        if numbers and (numbers[2] or numbers[0] in (None, 0, 1)):
            return entry
    # Its later pages may have addresses of another kind.
    ruled = [entry for entry in portal.listings if entry.links or entry.next]
    return ruled[0] if len(portal.listings) == 1 and ruled else None


def ruled_links(root: etree._Element, listing: Listing, base: str) -> dict[str, str]:
    """The articles that the listing's selector finds, by canonical address, with their titles."""
    found: dict[str, str] = {}
    for node in _links(root, listing.links):
        target = absolute(node.get("href") or "", base)
        said = "".join(str(text) for text in node.itertext())
        title = clean_or_none(said) or clean_or_none(node.get("title"))
        if target and title:
            url = canonical(target)
            # A picture's link comes before the title's, and says less.
            found[url] = max(found.get(url, ""), title, key=len)
    return found


def ruled_next(root: etree._Element, listing: Listing, base: str) -> str | None:
    """The next page that the listing's selector finds."""
    targets = (absolute(node.get("href") or "", base) for node in _links(root, listing.next))
    return next((canonical(target) for target in targets if target), None)


def _links(root: etree._Element, selector: str | None) -> list[etree._Element]:
    """The links that a selector finds, or the first link in each block that it finds."""
    if selector is None:
        return []
    # What finds an attribute means the element that has it.
    found = (
        one if isinstance(one, etree._Element) else getattr(one, "getparent", lambda: None)()
        for one in run_selector(root, selector)
    )
    nodes = [one for one in found if one is not None]
    links = [node if node.tag == "a" else node.find(".//a[@href]") for node in nodes]
    return [link for link in links if link is not None]
