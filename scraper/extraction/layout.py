"""Where the parts of a page are: its title, its labelled zones, and what is not the article's."""

from dataclasses import dataclass

from scraper.extraction.page import Page
from scraper.extraction.prose import furniture, is_prose
from scraper.extraction.title import Heading
from scraper.extraction.zones import COMMENTS, HOT, NEXT, PREVIOUS, RELATED, Zone, find_zones
from scraper.portal import Portal

_TEASER = 700


@dataclass(slots=True)
class Layout:
    """Line indices: the title's `first` and `last`, and the set of lines that are `out`."""

    zones: list[Zone]
    out: set[int]
    first: int
    last: int

    @property
    def start(self) -> int:
        """The first line after the title."""
        return self.last + 1


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
    return Layout(zones, furniture(page, taken, last), first, last)


def _is_out(page: Page, zone: Zone, text_start: int) -> bool:
    """Whether a zone is no part of the text: a subhead of the text can read like a label."""
    if zone.kind in (RELATED, HOT):
        return _is_list(page, zone)
    if zone.kind in (NEXT, PREVIOUS):
        return sum(page.lines[index].weight for index in zone.lines) < _TEASER
    return zone.kind == COMMENTS and zone.label > text_start


def _is_list(page: Page, zone: Zone) -> bool:
    """Whether a zone is made of links."""
    lines = [page.lines[index] for index in zone.lines]
    prose = sum(line.weight * (1 - line.link_share) for line in lines if is_prose(line))
    total = sum(line.weight for line in lines) or 1
    links = sum(1 for line in lines if line.link_share > 0.3)
    return links > 0 and (prose < 0.5 * total or links * 4 >= len(lines))
