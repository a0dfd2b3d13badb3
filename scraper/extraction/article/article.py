"""An article's page: every field that a reader sees, each with the rule that found it."""

from typing import Any

from lxml.html import HtmlElement

from scraper.extraction.article import rules
from scraper.extraction.article.layout import Layout, lay_out
from scraper.extraction.body.body import Body, may_be_text, read_body
from scraper.extraction.body.stated import fuller
from scraper.extraction.fields.authors.authors import find_authors
from scraper.extraction.fields.breadcrumbs import find_breadcrumbs
from scraper.extraction.fields.found import Found
from scraper.extraction.fields.images.images import find_images
from scraper.extraction.fields.next_article import find_next
from scraper.extraction.fields.people.people import find_people
from scraper.extraction.fields.published_at import (
    choose_date,
    header_lines,
    in_header,
    labelled,
    shown_dates,
)
from scraper.extraction.fields.related.links import Sections
from scraper.extraction.fields.related.related import find_related
from scraper.extraction.fields.section import find_section
from scraper.extraction.fields.tags.tags import find_tags
from scraper.extraction.fields.title import choose_title, find_heading
from scraper.extraction.fields.views import find_views
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.parts.prose import find_container
from scraper.items import RawArticle
from scraper.portals.model import Portal

# How far above the title a photo of the article may stand, in lines.
_ABOVE = 4


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
    return read_article(html, url, portal, listed_section, listed_title)[0]


def read_article(
    html: str,
    url: str,
    portal: Portal,
    listed_section: str | None = None,
    listed_title: str | None = None,
) -> tuple[RawArticle, Body]:
    """The same, and the text as it stands on the page; an empty one where it is not from there."""
    page = Page(html, url)
    rules.drop(page, portal.drop)
    raw = RawArticle(page.canonical_url, portal.name, portal.time_zone, portal.date_formats)
    heading = find_heading(page, listed_title)
    _put(raw, "title", choose_title(page, heading, listed_title))
    _put(raw, "title", rules.title(page, portal.selectors.title, raw.title))
    layout = lay_out(page, heading, portal)
    crumbs, crumb_lines = find_breadcrumbs(page, raw.title, layout.first)
    _put(raw, "breadcrumbs", crumbs)
    following, taken = find_next(page, layout.zones, layout.start)
    _put(raw, "next_article", following)
    layout.out |= set(taken)
    stated = rules.body(page, portal.selectors.body, layout.out, layout.window)
    found, others = stated or (find_container(page, layout.out, layout.window), set())
    draft = (
        read_body(page, found, layout.out | others, layout.window, raw.title)
        if found is not None
        else Body()
    )
    head = labelled(_head(page, layout, draft, crumb_lines))
    tag_lines = _put_head(raw, page, layout, head, listed_section, draft)
    named = (name for name in (*raw.breadcrumbs, raw.section) if name)
    sections = Sections(page, layout.first, named)
    _put(raw, "related", find_related(page, layout.zones, sections, draft.extent))
    if found is not None:
        rule = "rule:body" if stated else "landmark:text"
        draft = _put_body(raw, page, found, layout, draft, tag_lines | others, rule)
    rules.apply(raw, page, portal, sections)
    if not raw.people:
        _put(raw, "people", find_people(page, raw.title, raw.blocks, raw.authors))
    raw.language = page.language or portal.language
    return raw, draft


def _put(raw: RawArticle, name: str, found: Found[Any] | None) -> None:
    if found is not None and found.value:
        setattr(raw, name, found.value)
        raw.rules[name] = found.rule


def _head(page: Page, layout: Layout, body: Body, crumbs: set[int]) -> list[Line]:
    out = layout.out | crumbs
    lines = header_lines(page, layout.first, layout.last, body.extent, out)
    return [line for line in lines if in_header(line)]


def _put_head(
    raw: RawArticle,
    page: Page,
    layout: Layout,
    head: list[Line],
    listed: str | None,
    body: Body,
) -> set[int]:
    """What stands at the title or right after the text; the lines of the tags are returned."""
    known = frozenset(name.casefold() for name in (*raw.breadcrumbs, listed) if name)
    dates = shown_dates(iter(head), (layout.first, layout.last))
    date = choose_date(page, dates, raw.time_zone)
    _put(raw, "published_at", date)
    _put(raw, "views", find_views(page, head, date, body.extent.start))
    _put(raw, "section", find_section(page, raw.breadcrumbs, head, listed))
    bylines = [line for line in head if not layout.first <= line.index <= layout.last]
    _put(raw, "authors", find_authors(page, bylines, known))
    known |= {name.casefold() for name in raw.authors}
    tags, tag_lines = find_tags(page, head, known, layout.last, layout.elsewhere(body.extent.stop))
    _put(raw, "tags", tags)
    return tag_lines


def _put_body(
    raw: RawArticle,
    page: Page,
    container: HtmlElement,
    layout: Layout,
    draft: Body,
    others: set[int],
    rule: str,
) -> Body:
    """Pictures first, so that their captions are kept out of the text, as `others` are; the text
    is returned."""
    stop = draft.extent.stop or layout.start
    above = range(max(layout.first - _ABOVE, 0), layout.first)
    heroes = [index for index in above if index in page.extents[container]]
    span = range(layout.start, _with_last_photo(page, container, stop))
    images, captions = find_images(page, [*heroes, *span], layout.out)
    _put(raw, "images", images)
    taken = {at for at in captions | others if may_be_text(page.lines[at])} - layout.out
    body = draft
    if taken:
        body = read_body(page, container, layout.out | taken, layout.window, raw.title)
    stated = fuller(page, body.blocks)
    _put(raw, "blocks", stated or Found(body.blocks, rule))
    return Body() if stated else body


def _with_last_photo(page: Page, container: HtmlElement, stop: int) -> int:
    """Behind the text, and behind a photo that closes it: one that no subhead follows."""
    if stop not in page.extents[container] or page.lines[stop].image is None:
        return stop
    after = page.lines[stop + 1 : stop + 3]
    return stop if any(line.place & Place.HEADING for line in after) else stop + 1
