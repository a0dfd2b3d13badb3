"""What a portal's definition says of its pages: selectors per field, and things to drop."""

from lxml.etree import XPathError
from lxml.html import HtmlElement
from parsel.csstranslator import HTMLTranslator

from scraper.extraction.found import Found
from scraper.extraction.images import picture_url
from scraper.extraction.page import Page
from scraper.extraction.related import read_entries
from scraper.items import Image, NextArticle, RawArticle
from scraper.portal import Portal
from scraper.text import clean

_TRANSLATOR = HTMLTranslator()
_SINGLE = ("published_at", "views", "section")
_MANY = ("tags", "authors", "breadcrumbs")


def to_xpath(selector: str) -> str:
    """The XPath of a selector: CSS, unless it begins as an XPath does (`/`, `./`, `(`)."""
    if selector.startswith(("/", "./", "(")):
        return selector
    return str(_TRANSLATOR.css_to_xpath(selector))


def select(page: Page, selector: str | None) -> list[HtmlElement | str]:
    """The elements (or attribute and text values) that a selector finds, in page order."""
    if selector is None:
        return []
    try:
        found = page.root.xpath(to_xpath(selector))
    except XPathError as error:
        raise ValueError(f"selector {selector!r} is not valid: {error}") from error
    return list(found) if isinstance(found, list) else [str(found)]


def texts(page: Page, selector: str | None) -> list[str]:
    """The clean texts of what a selector finds, empty ones left out."""
    found = select(page, selector)
    raw = [one if isinstance(one, str) else one.text_content() for one in found]
    return [text for text in map(clean, raw) if text]


def first_text(page: Page, selector: str | None) -> Found[str] | None:
    """The first text that a selector finds."""
    return next((Found(text, "rule") for text in texts(page, selector)), None)


def element(page: Page, selector: str | None) -> HtmlElement | None:
    """The first block that a selector finds."""
    nodes = (one for one in select(page, selector) if not isinstance(one, str))
    return next((node for node in nodes if node in page.extents), None)


def drop(page: Page, selectors: tuple[str, ...]) -> None:
    """Takes out of the page what its portal's definition says to drop; text after it stays."""
    for selector in selectors:
        for node in select(page, selector):
            if not isinstance(node, str) and node.getparent() is not None:
                node.drop_tree()


def apply(
    raw: RawArticle, page: Page, portal: Portal, names: frozenset[str], menus: frozenset[str]
) -> None:
    """Puts what the portal's selectors find over what was found without them."""
    chosen = portal.selectors
    for name in _SINGLE:
        found = texts(page, getattr(chosen, name))
        _put(raw, name, found[0] if found else None)
    for name in _MANY:
        _put(raw, name, texts(page, getattr(chosen, name)))
    _put(raw, "images", _images(page, chosen.images))
    lines = [line for node in _blocks(page, chosen.related) for line in page.extents[node]]
    _put(raw, "related", read_entries(page, dict.fromkeys(lines), names, menus))
    _put(raw, "next_article", _next(page, chosen.next_article))


def _put(raw: RawArticle, name: str, value: object) -> None:
    if value:
        setattr(raw, name, value)
        raw.rules[name] = f"rule:{name}"


def _blocks(page: Page, selector: str | None) -> list[HtmlElement]:
    nodes = (one for one in select(page, selector) if not isinstance(one, str))
    return [node for node in nodes if node in page.extents]


def _images(page: Page, selector: str | None) -> list[Image]:
    """The pictures that a selector names or that are within what it names, with figure captions."""
    found: dict[str, Image] = {}
    for node in select(page, selector):
        if isinstance(node, str):
            pictures: list[tuple[str | None, str | None]] = [(page.link(node), None)]
        else:
            caption = next((clean(one.text_content()) for one in node.iter("figcaption")), None)
            pictures = [(picture_url(page, one), caption) for one in node.iter("img", "amp-img")]
        for url, caption in pictures:
            if url:
                found.setdefault(url, Image(url, caption))
    return list(found.values())


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
