"""Selectors, CSS or XPath: checked before they are used, and run."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

# Regular expressions and sets within XPath, by the prefixes that Scrapy's users know.
_PREFIXES = {
    "re": "http://exslt.org/regular-expressions",
    "set": "http://exslt.org/sets",
}
_TRANSLATOR = HTMLTranslator()
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_VARIABLE = re.compile(r"\$\s*([\w.-]+)")
_PREFIXED = re.compile(r"(?<![:\w.-])([A-Za-z_][\w.-]*):(?!:)")
_CALLED = re.compile(r"(?<![\w.:-])((?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*)\s*\(")
# Before a bracket these are no functions.
_NO_FUNCTIONS = {
    *("and", "or", "div", "mod"),
    *("text", "node", "comment", "processing-instruction"),
}
_TINY = "<html><head><title>a</title></head><body><p class='a'><a href='a'>a</a></p></body></html>"


def is_xpath(selector: str) -> bool:
    """Whether a selector is XPath (begins with `/`, `./` or `(`); any other is CSS."""
    return selector.startswith(("/", "./", "("))


def run_selector(root: etree._Element, selector: str) -> list[etree._Element | str]:
    """The elements (or attribute and text values) that a selector finds, in page order. ValueError
    where it cannot be used."""
    try:
        found: Any = _compiled(selector)(root)
    # The functions of EXSLT raise what Python's own raise.
    except Exception as error:
        raise ValueError(f"selector {selector!r} cannot be used: {error}") from error
    nodes: list[etree._Element | str] = found if isinstance(found, list) else [str(found)]
    return nodes


def check_selector(selector: str) -> None:
    """ValueError, which says why, for a selector that could not be used on every page."""
    kind = "an XPath" if is_xpath(selector) else "a CSS"
    try:
        xpath = _to_xpath(selector)
        compiled = _compiled(selector)
        _check_names(_LITERAL.sub("''", xpath))
        tiny = etree.fromstring(_TINY, etree.HTMLParser())
        for condition in _conditions(xpath):
            etree.XPath(f"//*[{condition}]", namespaces=_PREFIXES)(tiny)
        found = compiled(tiny)
    except Exception as error:
        hint = "" if is_xpath(selector) or "/" not in selector else "; XPath begins with / ./ or ("
        raise ValueError(f"expected {kind} selector ({_why(error)}{hint})") from error
    if isinstance(found, bool | float):
        raise ValueError(f"expected {kind} selector of a place on the page, not of a number")


def _to_xpath(selector: str) -> str:
    return selector if is_xpath(selector) else str(_TRANSLATOR.css_to_xpath(selector))


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> etree.XPath:
    return etree.XPath(_to_xpath(selector), namespaces=_PREFIXES)


def _check_names(xpath: str) -> None:
    """ValueError for what XPath looks up only when it gets there, which may be on the page of a
    redesign: variables, prefixes, functions."""
    for name in _VARIABLE.findall(xpath):
        raise ValueError(f"there are no variables such as ${name}")
    for prefix in _PREFIXED.findall(xpath):
        if prefix not in ("xml", *_PREFIXES):
            raise ValueError(f"the prefix {prefix!r} is not known; known: {', '.join(_PREFIXES)}")
    for name in _CALLED.findall(xpath):
        if name not in _NO_FUNCTIONS and not _is_function(name):
            raise ValueError(f"there is no function {name}()")


def _is_function(name: str) -> bool:
    try:
        etree.XPath(f"{name}()", namespaces=_PREFIXES)(etree.Element("a"))
    except Exception as error:
        return "Unregistered function" not in str(error)
    return True


def _conditions(xpath: str) -> Iterator[str]:
    """What stands in the brackets of an XPath: on a page without what is before them, nothing
    would try it."""
    begun: list[int] = []
    hidden = _LITERAL.sub(lambda found: "_" * len(found[0]), xpath)
    for at, sign in enumerate(hidden):
        if sign == "[":
            begun.append(at + 1)
        elif sign == "]" and begun:
            yield xpath[begun.pop() : at]


def _why(error: Exception) -> str:
    """What is wrong, in the words of the library."""
    if isinstance(error, SelectorError | etree.XPathError | ValueError | re.error):
        return str(error)
    return f"{type(error).__name__}: {error}"
