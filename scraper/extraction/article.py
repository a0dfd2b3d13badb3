"""An article's page: every field that a reader sees, each with the rule that found it."""

from dataclasses import dataclass
from typing import Any

from scraper.extraction import rules
from scraper.extraction.authors import find_authors
from scraper.extraction.body import Body, read_body
from scraper.extraction.following import find_next
from scraper.extraction.entries import menu_urls
from scraper.extraction.found import Found
from scraper.extraction.header import choose_date, find_views, header_lines, in_header, shown_dates
from scraper.extraction.images import find_images
from scraper.extraction.lines import Line
from scraper.extraction.page import Page
from scraper.extraction.prose import find_container, furniture, is_prose
from scraper.extraction.related import find_related
from scraper.extraction.tags import find_tags
from scraper.extraction.title import Heading, choose_title, find_heading
from scraper.extraction.trail import find_breadcrumbs, find_section
from scraper.extraction.zones import COMMENTS, HOT, NEXT, PREVIOUS, RELATED, Zone, find_zones
from scraper.items import RawArticle
from scraper.portal import Portal


@dataclass(slots=True)
class Layout:
    """Where the parts of a page are, as line indices."""

    heading: Heading | None
    zones: list[Zone]
    out: set[int]
    start: int
    extent: range

    @property
    def first(self) -> int:
        return self.heading.first if self.heading else 0

    @property
    def last(self) -> int:
        return self.heading.last if self.heading else -1


def extract_article(
    html: str,
    url: str,
    portal: Portal,
    *,
    listed_section: str | None = None,
    listed_title: str | None = None,
) -> RawArticle:
    """The fields of an article's page as strings, by the portal's rules first.

    `url` is the address that answered; `listed_section` and `listed_title` are what the listing
    called it. Never raises for what a page holds; an unusable selector is a ValueError.
    """
    page = Page(html, url)
    rules.drop(page, portal.drop)
    raw = RawArticle(page.canonical_url, portal.name, portal.time_zone, portal.date_formats)
    heading = find_heading(page, listed_title)
    _put(raw, "title", choose_title(page, heading, listed_title))
    layout = lay_out(page, heading, portal)
    crumbs, crumb_lines = find_breadcrumbs(page, raw.title, layout.first)
    _put(raw, "breadcrumbs", crumbs)
    known = frozenset(name.casefold() for name in raw.breadcrumbs)
    following, taken = find_next(page, layout.zones, layout.start)
    _put(raw, "next_article", following)
    layout.out |= set(taken)
    container = find_container(page, layout.out, layout.last)
    draft = Body()
    if container is not None:
        draft = read_body(page, container, layout.out, layout.start)
    head = _head(page, layout, draft, crumb_lines)
    tags, tag_lines = find_tags(
        page, head, known | _sections(raw.section, listed_section), layout.last
    )
    _put(raw, "tags", tags)
    dates = shown_dates(iter(head), (layout.first, layout.last))
    _put(raw, "published_at", choose_date(page, dates, portal.time_zone))
    date = Found(raw.published_at, raw.rules["published_at"]) if raw.published_at else None
    _put(raw, "views", find_views(page, head, date))
    _put(raw, "section", find_section(page, raw.breadcrumbs, head, listed_section))
    bylines = [line for line in head if not layout.first <= line.index <= layout.last]
    _put(raw, "authors", find_authors(page, bylines))
    names = known | _sections(raw.section, listed_section)
    related, _ = find_related(
        page, layout.zones, names, menu_urls(page, layout.first), draft.extent
    )
    _put(raw, "related", related)
    if container is not None:
        _put_body(raw, page, container, layout, draft, tag_lines)
    raw.language = page.root.get("lang") or page.root.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )
    return raw


def _sections(*names: str | None) -> frozenset[str]:
    return frozenset(name.casefold() for name in names if name)


def _put(raw: RawArticle, name: str, found: Found[Any] | None) -> None:
    if found is not None and found.value:
        setattr(raw, name, found.value)
        raw.rules[name] = found.rule


def lay_out(page: Page, heading: Heading | None, portal: Portal) -> Layout:
    """The page's zones, and which lines are not the article's."""
    last = heading.last if heading else -1
    zones = find_zones(page, portal.labels.related, portal.labels.next_article)
    first_prose = next(
        (line.index for line in page.lines if line.index > last and is_prose(line)), 0
    )
    taken: set[int] = set()
    for zone in zones:
        if zone.kind in (RELATED, HOT) and _is_list(page, zone):
            taken |= {zone.label, *zone.lines}
        elif zone.kind in (NEXT, PREVIOUS) and _is_small(page, zone):
            taken |= {zone.label, *zone.lines}
        elif zone.kind == COMMENTS and zone.label > first_prose:
            taken |= {zone.label, *zone.lines}
    out = furniture(page, taken, last)
    return Layout(heading, zones, out, last + 1, range(0))


def _is_small(page: Page, zone: Zone) -> bool:
    """Whether a zone holds no more than a link and a teaser."""
    return sum(page.lines[index].weight for index in zone.lines) < 700


def _is_list(page: Page, zone: Zone) -> bool:
    """Whether a zone is made of links, not of running text under a subhead that reads like a label."""
    lines = [page.lines[index] for index in zone.lines]
    prose = sum(line.weight * (1 - line.link_share) for line in lines if is_prose(line))
    total = sum(line.weight for line in lines) or 1
    links = sum(1 for line in lines if line.link_share > 0.3)
    return links > 0 and (prose < 0.5 * total or links * 2 >= len(lines) / 2)


def _head(page: Page, layout: Layout, body: Body, crumbs: set[int]) -> list[Line]:
    lines = header_lines(page, layout.first, layout.last, body.extent, layout.out | crumbs)
    return [line for line in lines if in_header(line)]


def _put_body(
    raw: RawArticle, page: Page, container: Any, layout: Layout, draft: Body, tag_lines: set[int]
) -> None:
    """Pictures first, so that their captions are kept out of the text."""
    stop = draft.extent.stop or layout.start
    span = range(layout.start, min(stop + 3, len(page.lines)))
    above = [line.index for line in page.lines[max(layout.first - 4, 0) : layout.first]]
    heroes = [index for index in above if index in page.extents[container]]
    images, captions = find_images(page, [*heroes, *span], layout.out)
    _put(raw, "images", images)
    body = read_body(page, container, layout.out | captions | tag_lines, layout.start)
    if body.blocks:
        _put(raw, "blocks", Found(body.blocks, "landmark:text"))
