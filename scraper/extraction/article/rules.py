"""What a portal's definition says of its pages: selectors per field, and things to drop.

A portal changes behind our back: what a selector finds counts only where it can be that field.
"""

from datetime import UTC, datetime
from itertools import takewhile

from lxml.html import HtmlElement

from scraper.extraction.body.body import Body, read_body
from scraper.extraction.fields.found import Found
from scraper.extraction.fields.images.images import captioned
from scraper.extraction.fields.related.links import Sections
from scraper.extraction.fields.related.related import read_entries
from scraper.extraction.fields.title import folded
from scraper.extraction.page.elements import PICTURES
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.page import Page
from scraper.extraction.parts.prose import find_container
from scraper.extraction.vocabulary.labels import HOT, RELATED, kind_of_label, plain_names
from scraper.items import Image, NextArticle, RawArticle
from scraper.portals.model import Portal, Selectors
from scraper.portals.selectors import run_selector
from scraper.record import FIELDS, is_nested
from scraper.values.clean import clean
from scraper.values.counts import parse_count
from scraper.values.dates import parse_date

# What else has a selector: title and body are chosen where the page is laid out.
_WITH_SELECTOR = [row for row in FIELDS.of_page if row.name in Selectors.model_fields]
_SINGLE = [row.name for row in _WITH_SELECTOR if not is_nested(row.shape) and row.name != "title"]
_MANY = [row.name for row in _WITH_SELECTOR if row.is_names]
_LONGEST_TITLE, _LONGEST_NAME = 400, 120
# A text by rule may well be shorter than the one by landmarks; but not by that much.
_LEAST_BODY = 0.2
# "3 hours ago" is a date, whenever it is read.
_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def select(page: Page, selector: str | None) -> list[HtmlElement | str]:
    """The elements (or attribute and text values) that a selector finds, in page order."""
    return run_selector(page.root, selector) if selector is not None else []


def texts(page: Page, selector: str | None) -> list[str]:
    """The clean texts of what a selector finds, empty ones left out."""
    found = select(page, selector)
    raw = [one if isinstance(one, str) else one.text_content() for one in found]
    return [text for text in map(clean, raw) if text]


def listed(page: Page, name: str, selector: str | None) -> list[str]:
    """The members of a list that a selector finds; a tag without its hash sign."""
    found = texts(page, selector)
    bare = [text.lstrip("#＃ ") for text in found] if name == "tags" else found
    return [text for text in bare if text]


def title(page: Page, selector: str | None, shown: str | None) -> Found[str] | None:
    """The first text that a selector finds and that can be a title: it is not too long, and not the
    name of the site or section beside `shown`, the title by all landmarks, in `<title>`."""
    whole, landmark = folded(page.title_tag or ""), folded(shown or "")
    for text in texts(page, selector):
        key = folded(text)
        beside = key in whole and not whole.startswith(key) and whole.startswith(landmark)
        if len(text) <= _LONGEST_TITLE and not (landmark and beside):
            return Found(text, "rule:title")
    return None


def body(
    page: Page, selector: str | None, out: set[int], window: range
) -> tuple[HtmlElement, set[int]] | None:
    """The block that holds all that a selector finds, and the lines in it that the selector does
    not; None where that is no text at all, or a small part of what is the text by all landmarks."""
    blocks = _blocks(page, selector)
    block = _around(page, blocks)
    if block is None:
        return None
    others = set(page.extents[block]).difference(*(page.extents[one] for one in blocks))
    landmark = find_container(page, out, window)
    known = _weight(read_body(page, landmark, out, window, None)) if landmark is not None else 0
    found = _weight(read_body(page, block, out | others, window, None))
    return (block, others) if found > 0 and found >= known * _LEAST_BODY else None


def _around(page: Page, blocks: list[HtmlElement]) -> HtmlElement | None:
    """The smallest block that holds them all."""
    if len(blocks) < 2:
        return next(iter(blocks), None)
    within = range(
        min(page.extents[one].start for one in blocks),
        max(page.extents[one].stop for one in blocks),
    )
    for node in (blocks[0], *blocks[0].iterancestors()):
        extent = page.extents.get(node, range(0))
        if extent.start <= within.start and within.stop <= extent.stop:
            return node
    return None


def _weight(text: Body) -> int:
    return sum(len(block.text) for block in text.blocks)


def without(page: Page, selectors: tuple[str, ...]) -> Page:
    """The page without what its portal's definition says to drop; text after it stays. What was
    given is left as it is."""
    if not any(select(page, selector) for selector in selectors):
        return page
    page = page.copied()
    for selector in selectors:
        for node in select(page, selector):
            if not isinstance(node, str) and node.getparent() is not None:
                node.drop_tree()
    return page


def apply(raw: RawArticle, page: Page, portal: Portal, sections: Sections) -> None:
    """Puts what the portal's selectors find over what was found without them."""
    chosen = portal.selectors
    for name in _SINGLE:
        found = texts(page, getattr(chosen, name))
        _put(raw, name, next((text for text in found if _fits(raw, name, text)), None))
    for name in _MANY:
        found = listed(page, name, getattr(chosen, name))
        _put(raw, name, found if all(map(_is_short, found)) else [])
    _put(raw, "images", _images(page, chosen.images))
    _put(raw, "related", read_entries(page, _related_lines(page, portal), sections))
    following = _next(page, chosen.next_article)
    shown = raw.next_article
    # By its label, the same link's title is told from the teaser beside it.
    same = shown is not None and following is not None and shown.url == following.url
    _put(raw, "next_article", shown if same else following)


def _related_lines(page: Page, portal: Portal) -> list[int]:
    """The lines of the stated related reading, less what announces it: a label, or the one heading
    that stands above all entries."""
    nodes = _blocks(page, portal.selectors.related)
    found = list(dict.fromkeys(at for node in nodes for at in page.extents[node]))
    lines = [page.lines[at] for at in found]
    headings = [line for line in lines if line.place & Place.HEADING and not line.link_share]
    above = list(takewhile(lambda line: not line.link_share, lines))
    own = plain_names(portal.labels.related)
    announcing = {
        line.index
        for line in above
        if line.image is None
        and (kind_of_label(line.text, own) in (RELATED, HOT) or headings == [line])
    }
    return [at for at in found if at not in announcing]


def _fits(raw: RawArticle, name: str, text: str) -> bool:
    """Whether a text can be the value of a field."""
    if name == "published_at":
        return parse_date(text, raw.time_zone, raw.date_formats, _SOME_DAY) is not None
    return parse_count(text) is not None if name == "views" else _is_short(text)


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_NAME


def _put(raw: RawArticle, name: str, value: object) -> None:
    if value:
        setattr(raw, name, value)
        raw.rules[name] = f"rule:{name}"


def _blocks(page: Page, selector: str | None) -> list[HtmlElement]:
    nodes = (one for one in select(page, selector) if not isinstance(one, str))
    return [node for node in nodes if node in page.extents]


def _images(page: Page, selector: str | None) -> list[Image]:
    """The pictures that a selector names or that are within what it names, with captions."""
    found = select(page, selector)
    named = [link for one in found if isinstance(one, str) and (link := page.link(one))]
    shown = [one for node in found if not isinstance(node, str) for one in node.iter(*PICTURES)]
    return [*(Image(url, None) for url in dict.fromkeys(named)), *captioned(page, shown)]


def _next(page: Page, selector: str | None) -> NextArticle | None:
    for node in select(page, selector):
        if isinstance(node, str):
            continue
        links = [node] if node.tag == "a" else list(node.iter("a"))
        for link in links:
            title = clean(link.text_content())
            if title:
                return NextArticle(title, page.link(link.get("href")))
    return None
