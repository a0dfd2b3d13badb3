"""Where the parts of a page are: its title, its labelled zones, and what is not the article's."""

import sys
from collections import Counter
from dataclasses import dataclass

from lxml.html import HtmlElement

from scraper.extraction.lines import Line
from scraper.extraction.page import Page
from scraper.extraction.prose import furniture, is_prose
from scraper.extraction.title import Heading
from scraper.extraction.zones import BIO, COMMENTS, HOT, NEXT, PREVIOUS, RELATED, Zone, find_zones
from scraper.portal import Portal

_TEASER = 700


@dataclass(slots=True)
class Layout:
    """Line indices: the title's `first` and `last`, where the text must end (`limit`), and what
    is `out`."""

    zones: list[Zone]
    out: set[int]
    first: int
    last: int
    limit: int

    @property
    def start(self) -> int:
        """The first line after the title."""
        return self.last + 1

    @property
    def window(self) -> range:
        """The lines among which the article's text is."""
        return range(self.start, self.limit)

    def elsewhere(self, text_end: int) -> int:
        """The first line after the text that belongs to another part of the page."""
        labels = (zone.label for zone in self.zones if zone.kind in _ENDING)
        return min((label for label in labels if label >= text_end), default=sys.maxsize)


def lay_out(page: Page, heading: Heading | None, portal: Portal) -> Layout:
    """The page's zones, and which lines are not the article's."""
    first, last = (heading.first, heading.last) if heading else (0, -1)
    zones = find_zones(page, portal.labels.related, portal.labels.next_article)
    prose = (line.index for line in page.lines if line.index > last and is_prose(line))
    text_start = next(prose, 0)
    taken: set[int] = set()
    for zone in zones:
        if _is_out(page, zone, text_start):
            taken |= {zone.label, *zone.lines}
    out = furniture(page, taken, last)
    return Layout(zones, out, first, last, _limit(page, zones, out, last))


def _is_out(page: Page, zone: Zone, text_start: int) -> bool:
    """Whether a zone is no part of the text: a subhead of the text can read like a label."""
    if zone.kind in (RELATED, HOT):
        return _is_list(page, zone)
    if zone.kind in (NEXT, PREVIOUS):
        return sum(page.lines[index].weight for index in zone.lines) < _TEASER
    if zone.kind == BIO:
        inside = sum(page.lines[index].weight for index in zone.lines)
        return zone.label > text_start and inside < _TEASER
    return zone.kind == COMMENTS and zone.label > text_start


def _limit(page: Page, zones: list[Zone], out: set[int], last: int) -> int:
    """The first label after which no text comes that looks like, or outweighs, that before it."""
    prose = [line for line in page.lines[last + 1 :] if line.index not in out and is_prose(line)]
    if not prose:
        return len(page.lines)
    after = [zone for zone in zones if zone.label > prose[0].index and zone.kind in _ENDING]
    for at, zone in enumerate(after):
        stop = next((z.label for z in after[at + 1 :] if z.kind != RELATED), len(page.lines))
        before = [line for line in prose if line.index < zone.label]
        if zone.kind != NEXT:
            shapes = {_shape(line) for line in before}
            behind = range(max(zone.lines.stop, zone.label + 1), stop)
            if any(line.index in behind and _shape(line) in shapes for line in prose):
                continue
        if _most_after(page, prose, zone.label) <= max(
            _A_NOTE, sum(line.weight for line in before)
        ):
            return zone.label
    return len(page.lines)


# An editor's note or a footer can be this long; an article is longer, or comes before it.
_A_NOTE = 700
_ENDING = (NEXT, PREVIOUS, RELATED, HOT, COMMENTS, BIO)


def _most_after(page: Page, prose: list[Line], label: int) -> int:
    """The weight of the most prose that one block holds after a label."""
    held: Counter[HtmlElement | None] = Counter()
    for line in prose:
        if line.index > label:
            held[line.block.getparent()] += line.weight
    return max(held.values(), default=0)


def _shape(line: Line) -> tuple[str, str | None, str, str | None]:
    parent = line.block.getparent()
    if parent is None:
        return line.block.tag, line.block.get("class"), "", None
    return line.block.tag, line.block.get("class"), parent.tag, parent.get("class")


def _is_list(page: Page, zone: Zone) -> bool:
    """Whether a zone is made of links."""
    lines = [page.lines[index] for index in zone.lines]
    prose = sum(line.weight * (1 - line.link_share) for line in lines if is_prose(line))
    total = sum(line.weight for line in lines) or 1
    links = sum(1 for line in lines if line.link_share > 0.3)
    return links > 0 and (prose < 0.5 * total or links * 4 >= len(lines))
