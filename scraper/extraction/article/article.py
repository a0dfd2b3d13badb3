"""An article's page: every field that a reader sees, each with the rule that found it."""

from collections.abc import Callable
from typing import Any, ParamSpec

from lxml.html import HtmlElement

from scraper.extraction.article import rules
from scraper.extraction.article.guard import Guard
from scraper.extraction.article.layout import Layout, lay_out, no_layout
from scraper.extraction.body.body import Body, may_be_text, read_body
from scraper.extraction.body.second_opinion import OPINION, is_doubtful, second_opinion
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
from scraper.extraction.page.page import Page, page_of
from scraper.extraction.parts.prose import find_container
from scraper.items import Block, Image, RawArticle
from scraper.portals.model import Portal

P = ParamSpec("P")
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
    called it. Never raises: a field whose finder fails is absent, and named in `failures`.
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
    raw = RawArticle(url, portal.name, portal.time_zone, portal.date_formats)
    reading = _Reading(html, page_of(html, url), portal, raw, listed_section, listed_title)
    text = reading.guard.run("page", Body(), reading.read)
    raw.failures = reading.guard.failures
    return raw, text


class _Reading:
    """One page while it is read: what one field's finder found is what another asks for."""

    def __init__(
        self,
        html: str,
        page: Page,
        portal: Portal,
        raw: RawArticle,
        listed_section: str | None,
        listed_title: str | None,
    ) -> None:
        self.html, self.page, self.portal, self.raw = html, page, portal, raw
        self.listed_section, self.listed_title = listed_section, listed_title
        self.guard = Guard()

    def read(self) -> Body:
        """Fills `raw`; the text is returned."""
        page, portal, raw, run = self.page, self.portal, self.raw, self.guard.run
        raw.url = run("url", self.raw.url, lambda: page.canonical_url)
        self.page = page = run("drop", page, rules.without, page, portal.drop)
        heading = run("title", None, find_heading, page, self.listed_title)
        self.put("title", choose_title, page, heading, self.listed_title)
        self.put("title", rules.title, page, portal.selectors.title, raw.title)
        layout = run("layout", no_layout(page), lay_out, page, heading, portal)
        crumbs, crumb_lines = run(
            "breadcrumbs", (None, set()), find_breadcrumbs, page, raw.title, layout.first
        )
        self.keep("breadcrumbs", crumbs)
        following, taken = run(
            "next_article", (None, []), find_next, page, layout.zones, layout.start
        )
        self.keep("next_article", following)
        layout.out |= set(taken)
        text = _Text(page, layout, raw.title)
        run("body", None, text.find, portal.selectors.body)
        if run("doubt", False, text.is_doubtful):
            raw.doubts.append("body")
            run("second_opinion", None, text.ask, self.html)
        tag_lines = self._read_head(layout, text.body, crumb_lines)
        named = [name for name in (*raw.breadcrumbs, raw.section) if name]
        sections = Sections(page, layout.first, named)
        self.put("related", find_related, page, layout.zones, sections, text.body.extent)
        self.put("images", text.find_images)
        self.put("blocks", text.read_again, tag_lines)
        run("rules", None, rules.apply, raw, page, portal, sections)
        if not raw.people:
            self.put("people", find_people, page, raw.title, raw.blocks, raw.authors)
        raw.language = run("language", None, lambda: page.language) or portal.language
        return text.body

    def put(
        self, name: str, finder: Callable[P, Found[Any] | None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Fills a field with what a finder finds, if it finds anything."""
        self.keep(name, self.guard.run(name, None, finder, *args, **kwargs))

    def keep(self, name: str, found: Found[Any] | None) -> None:
        if found is not None and found.value:
            setattr(self.raw, name, found.value)
            self.raw.rules[name] = found.rule

    def _read_head(self, layout: Layout, body: Body, crumbs: set[int]) -> set[int]:
        """What stands at the title or right after the text; the lines of the tags are returned."""
        page, raw, run = self.page, self.raw, self.guard.run
        lines = run("header", [], _head, page, layout, body, crumbs)
        head = run("header", lines, labelled, lines)
        known = frozenset(
            name.casefold() for name in (*raw.breadcrumbs, self.listed_section) if name
        )
        date = run("published_at", None, _date, page, layout, head, raw.time_zone)
        self.keep("published_at", date)
        self.put("views", find_views, page, head, date, body.extent.start)
        self.put("section", find_section, page, raw.breadcrumbs, head, self.listed_section)
        bylines = [line for line in head if not layout.first <= line.index <= layout.last]
        self.put("authors", find_authors, page, bylines, known)
        known |= {name.casefold() for name in raw.authors}
        elsewhere = layout.elsewhere(body.extent.stop)
        tags, tag_lines = run(
            "tags", (None, set()), find_tags, page, head, known, layout.last, elsewhere
        )
        self.keep("tags", tags)
        return tag_lines


def _head(page: Page, layout: Layout, body: Body, crumbs: set[int]) -> list[Line]:
    out = layout.out | crumbs
    lines = header_lines(page, layout.first, layout.last, body.extent, out)
    return [line for line in lines if in_header(line)]


def _date(page: Page, layout: Layout, head: list[Line], zone: str) -> Found[str] | None:
    return choose_date(page, shown_dates(iter(head), (layout.first, layout.last)), zone)


class _Text:
    """The text, found before the head is read, and read again without the lines that the fields of
    the head and the captions are made of."""

    def __init__(self, page: Page, layout: Layout, title: str | None) -> None:
        self.page, self.layout, self.title = page, layout, title
        self.container: HtmlElement | None = None
        self.others: set[int] = set()
        self.plain: list[Block] = []
        self.rule = "landmark:text"
        self.body = Body()

    def find(self, selector: str | None) -> None:
        """Where the text is: by the portal's rule, else by what is on the page."""
        layout = self.layout
        stated = rules.body(self.page, selector, layout.out, layout.window)
        if stated is not None:
            self.rule = "rule:body"
            self.container, self.others = stated
        else:
            self.container = find_container(self.page, layout.out, layout.window)
        if self.container is not None:
            self.body = self._without(self.others)

    def is_doubtful(self) -> bool:
        """Whether there is much more text on the page than was found by no rule of the portal."""
        if self.rule == "rule:body":
            return False
        return is_doubtful(self.page, self.body, self.layout.ruled_out, self.layout.story_end)

    def ask(self, html: str) -> None:
        """Takes what a library finds on the page, where that goes with what was found."""
        layout = self.layout
        found = second_opinion(self.page, html, self.body, layout.story_end, self.title)
        if found is None:
            return
        self.rule, self.plain = OPINION, list(found.plain)
        if found.block is not None:
            self.container, self.others = found.block, set(found.others)
            layout.out, layout.start, layout.limit = set(), 0, layout.story_end
            self.body = self._without(self.others)

    def _without(self, lines: set[int]) -> Body:
        assert self.container is not None
        layout = self.layout
        return read_body(self.page, self.container, layout.out | lines, layout.window, self.title)

    def find_images(self) -> Found[list[Image]] | None:
        """The pictures in the text, and those right above the title; their captions are `others`
        from then on."""
        if self.container is None:
            return None
        page, layout = self.page, self.layout
        stop = self.body.extent.stop or layout.start
        above = range(max(layout.first - _ABOVE, 0), layout.first)
        heroes = [index for index in above if index in page.extents[self.container]]
        span = range(layout.start, _with_last_photos(page, self.container, stop))
        images, captions = find_images(page, [*heroes, *span], layout.out)
        self.others |= captions
        return images

    def read_again(self, taken: set[int]) -> Found[list[Block]] | None:
        """The blocks, without `taken` and the captions."""
        if self.plain:
            self.body = Body()
            return Found(self.plain, self.rule)
        lines = self.page.lines
        taken = {at for at in self.others | taken if may_be_text(lines[at])} - self.layout.out
        if taken and self.container is not None:
            self.body = self._without(taken)
        stated = fuller(self.page, self.body.blocks)
        found = stated or Found(self.body.blocks, self.rule)
        if stated:
            self.body = Body()
        return found


def _with_last_photos(page: Page, container: HtmlElement, stop: int) -> int:
    """Behind the text, and behind the photos that close it, with their captions: those that no
    subhead follows. They stand in the text's block or right behind it, in the same article."""
    around = page.extents.get(next(container.iterancestors("article"), container), range(0))
    end = stop
    while end in around and _closes(page, end, stop):
        end += 1
    after = (page.lines[at] for at in range(end, min(end + 2, around.stop)))
    return stop if any(line.place & Place.HEADING for line in after) else end


def _closes(page: Page, at: int, stop: int) -> bool:
    """Whether a line is a photo, or stands in the figure of one that closes the text."""
    line = page.lines[at]
    if line.image is not None:
        return True
    return at > stop and bool(line.place & (Place.CAPTION | Place.FIGURE))
