"""Teasers of other articles: cards that each have a linked heading and a few lines."""

from bisect import bisect_left

from lxml.html import HtmlElement

from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.parts.prose import is_prose
from scraper.values.urls import canonical, same_site

_FEWEST = 3
_LARGEST = 10
# In letters of running text: a section of an article has more.
_A_TEASER = 400


def teasers(page: Page, last: int) -> set[int]:
    """The indices of the lines of all such cards after line `last`; none where there are not
    several: one linked subhead makes no teaser. None, too, where they hold most of the text: then
    a list of things is what the page is about."""
    heads = [line.index for line in page.lines if line.index > last and _leads_on(page, line)]
    cards = [card for head in heads if len(card := _card(page, head, heads, last)) > 1]
    cards = [card for card in cards if _weight(page, card) <= _A_TEASER]
    if len(cards) < _FEWEST:
        return set()
    inside = sum(_weight(page, card) for card in cards)
    text = _weight(page, range(last + 1, len(page.lines)))
    return set() if 2 * inside > text else {index for card in cards for index in card}


def _leads_on(page: Page, line: Line) -> bool:
    """Whether a line is a heading that is a link to another page of the site; one to itself, as
    headings have for those who want to point to them, leads nowhere."""
    if not line.place & Place.HEADING or line.link_share <= 0.9:
        return False
    links = {run.link.get("href") or "" for run in line.runs if run.link is not None}
    return any(_is_elsewhere(page, href) for href in links)


def _is_elsewhere(page: Page, href: str) -> bool:
    link = None if href.startswith("#") else page.link(href)
    here = (canonical(page.url), page.canonical_url)
    return link is not None and link not in here and same_site(link, page.url)


def _weight(page: Page, lines: range) -> int:
    return sum(line.weight for at in lines if is_prose(line := page.lines[at]))


def _card(page: Page, head: int, heads: list[int], last: int) -> range:
    """The lines of the largest block, of few lines after `last`, that has this linked heading and
    no other. A paragraph is none, whatever a page that forgot to end it puts into it."""
    node: HtmlElement | None = page.lines[head].block
    found = range(head, head + 1)
    for _ in range(8):
        if node is None or node.tag == "p":
            break
        extent = page.extents.get(node)
        if extent is not None:
            inside = bisect_left(heads, extent.stop) - bisect_left(heads, extent.start)
            if inside != 1 or len(extent) > _LARGEST or extent.start <= last:
                break
            found = extent
        node = node.getparent()
    return found
