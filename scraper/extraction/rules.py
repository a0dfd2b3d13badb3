"""What a portal's definition says of its pages: selectors per field, and things to drop."""

from lxml.etree import XPathError
from lxml.html import HtmlElement
from parsel.csstranslator import HTMLTranslator

from scraper.extraction.page import Page
from scraper.text import clean

_TRANSLATOR = HTMLTranslator()


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


def drop(page: Page, selectors: tuple[str, ...]) -> None:
    """Takes out of the page what its portal's definition says to drop; text after it stays."""
    for selector in selectors:
        for node in select(page, selector):
            if not isinstance(node, str) and node.getparent() is not None:
                node.drop_tree()
