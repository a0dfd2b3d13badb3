"""Teasers of other articles: cards that each have a linked heading and a few lines."""

from bisect import bisect_left

from lxml.html import HtmlElement

from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.page import Page

_FEWEST = 3
_LARGEST = 10


def teasers(page: Page, last: int) -> set[int]:
    """The indices of the lines of all such cards after line `last`; none where there are not
    several: one linked subhead makes no teaser."""
    heads = [
        line.index
        for line in page.lines
        if line.index > last and line.place & Place.HEADING and line.link_share > 0.9
    ]
    cards = [card for head in heads if len(card := _card(page, head, heads, last)) > 1]
    if len(cards) < _FEWEST:
        return set()
    return {index for card in cards for index in card}


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
