"""The names in elements that the page marks as its authors'."""

from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, by_element
from scraper.extraction.page.page import Page
from scraper.extraction.parts.author_links import author_links
from scraper.extraction.vocabulary import words
from scraper.extraction.vocabulary.names import is_person, names_in
from scraper.values.clean import clean

# How many lines apart the parts of one byline stand at most, and how many different authors are
# named on a page before it is the portal's list of them.
_NEAR, _MOST_AUTHORS = 8, 3
_AUTHOR = frozenset({"author", "schema:author", "dc:creator"})
# From the attributes up: of each element in turn, all of them cost twice as much.
_STATED = XPath(
    "//@rel[contains(., 'uthor')]/.. | //@itemprop[contains(., 'uthor')]/.."
    " | //@property[contains(., 'uthor')]/.."
    " | //@class[contains(., 'p-author') or contains(., 'username')]/.."
)


def classed_names(lines: list[Line]) -> list[str]:
    """The names in the nearest lines that the page marks as a byline's."""
    found: list[str] = []
    nearest: int | None = None
    for line in lines:
        if line.place & Place.TAGS or line.weight > 220:
            continue
        if nearest is not None and abs(line.index - nearest) > _NEAR:
            continue
        linked = author_links(line)
        texts = linked or [text for _, text in by_element(line.runs)]
        if linked or line.place & Place.BYLINE:
            names = [name for text in texts for name in names_in(text) if is_person(name)]
            found += names
            nearest = line.index if names and nearest is None else nearest
    return found


def marked_names(page: Page, lines: list[Line]) -> list[str]:
    """What elements say that are marked by attributes (`rel=author`, `itemprop=author`, RDFa) or as
    microformats: of those in `lines`, else of all, where they agree."""
    near: list[str] = []
    everywhere: list[str] = []
    blocks = {line.block for line in lines}
    for node in cast("list[HtmlElement]", _STATED(page.root)):
        stated = _is_stated(node)
        if not stated and not _is_classed(node):
            continue
        text = _name_within(node)
        if text and len(text) < 80:
            everywhere += names_in(text) if stated else []
            near += names_in(text) if _within(node, blocks) else []
    several = len({name.casefold() for name in everywhere}) > _MOST_AUTHORS
    return near or ([] if several else everywhere)


def _is_stated(node: HtmlElement) -> bool:
    """Whether an attribute says that the element is the author, where the name is not told of a
    whole page (`<link>`)."""
    values = (node.get(key) or "" for key in ("rel", "itemprop", "property"))
    named = any(_AUTHOR & set(value.lower().split()) for value in values)
    return named and (node.tag != "link" and (node.tag != "meta" or "itemprop" in node.attrib))


def _is_classed(node: HtmlElement) -> bool:
    """Whether it is a microformat's author, or a link to an account: commenters' are such too."""
    classes = (node.get("class") or "").split()
    return "p-author" in classes or (node.tag == "a" and "username" in classes)


def _name_within(node: HtmlElement) -> str:
    for inner in node.iter():
        values = f"{inner.get('itemprop') or ''} {inner.get('property') or ''}".lower().split()
        if "name" in values or "schema:name" in values:
            return clean(inner.get("content") or inner.text_content())
    text = clean(node.get("content") or " ".join(node.itertext()))
    label = words.BYLINE.match(text)
    return text[label.end() :] if label else text


def _within(node: HtmlElement, blocks: set[HtmlElement]) -> bool:
    current: HtmlElement | None = node
    for _ in range(6):
        if current is None:
            return False
        if current in blocks:
            return True
        current = current.getparent()
    return False
