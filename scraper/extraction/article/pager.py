"""Where an article goes on by its own pager: at its own address with the next page's number."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from scraper.extraction.listing.by_lines.next_page import says_next
from scraper.extraction.page.address_kinds import bare, readings
from scraper.extraction.page.page import Page, page_of
from scraper.extraction.vocabulary.labels import COMMENTS, kind_of_label
from scraper.extraction.vocabulary.listing import NEXT_WORD, SYMBOL_NEXT, plain
from scraper.values.clean import clean
from scraper.values.urls import absolute, canonical, same_site

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What a link of a pager says; a longer text is a title.
_LONGEST = 60
# One after the other: a search without regard to case takes three times as long.
_HREFS = [
    re.compile(rf"""{name}\s*=\s*["']?([^"'<>\s]{{1,500}})""") for name in ("href", "HREF", "Href")
]
# At the end of a path or parameter: a number of two figures at most, by itself or behind a name.
_A_PAGE = re.compile(
    r"(?:^|[=/_,-])(?:p|pn|page|seite|pagina)?(\d{1,2})(?:\.\w{2,5}|/)?(?=$|[?&#])", re.IGNORECASE
)
_BASE = re.compile(r"<base\s", re.IGNORECASE)
_NUMBER = re.compile(r"\W*(\d{1,2})\W*")
_NAMED = re.compile(
    r"(?:.*\W)?(?:page|seite|página|pagina|strona|страница|第)\s?(\d{1,2})(?:\s?[页頁])?\W*",
    re.IGNORECASE,
)
_NEXT_NAME = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.IGNORECASE)
_TALK = re.compile(
    r"comment|^cpage|repl(?:y|ies)|kommentar|pinglun|respond|discuss|disqus", re.IGNORECASE
)
# Parameters that name a page where a pager stands for it, beside those that always do.
_SHORT_KEYS = frozenset({"p", "pp", "n", "s", "part", "teil"})
_PAGE_OF_TITLE = re.compile(
    r"\W*(?:[（(\[【]\s*(?:page|seite|第)?\s*\d{1,2}\s*(?:[页頁]|(?:/|of|von)\s*\d{1,2})?\s*[)）\]】]"
    r"|(?:page|seite|página|pagina|第)\s?\d{1,2}(?:\s?[页頁])?(?:\s?(?:/|of|von)\s?\d{1,2})?"
    r"|\b\d{1,2}\s?/\s?\d{1,2})\W*$",
    re.IGNORECASE,
)


# By first page, what its pages' addresses have in common, with the number that it has itself.
_Stems = dict[str, dict[str, int]]


class _Numbered(NamedTuple):
    url: str
    number: int
    is_sure: bool


class Later(NamedTuple):
    """Where an article goes on. `is_sure`: a rule says so, or the address names a page; else that
    page is the article's only if it has the article's title."""

    url: str
    is_sure: bool


def find_later(html: str, url: str, firsts: Sequence[str]) -> Later | None:
    """The page after this one, of the article whose first page is at one of these addresses; None
    where the page links to none as a pager does."""
    stems = _stems(firsts)
    here = _number_of(canonical(url), stems)
    if here is None or not _may_lead_on(html, url, here[0], stems):
        return None
    page = page_of(html, url)
    for node in page.root.iter("link"):
        if "next" in (node.get("rel") or "").lower().split():
            found = _next_of(page, node, here[0], stems)
            if found is not None:
                return Later(found.url, found.is_sure)
    for node in _links(page.root):
        found = _next_of(page, node, here[0], stems)
        if found is not None and _leads_on(node, found.number) and not _is_talk(node):
            return Later(found.url, found.is_sure)
    return None


def has_title_of(title: str | None, later: str | None) -> bool:
    """Whether two pages' titles are one, but for the page's number in them."""
    return bool(title) and _bare_title(title or "") == _bare_title(later or "")


def _may_lead_on(html: str, url: str, here: int, stems: _Stems) -> bool:
    """Whether the markup has an address that is one page further on. Most pages have none, and
    need not be parsed to know it."""
    found = (one[1] for pattern in _HREFS for one in pattern.finditer(html))
    hrefs = {unescape(href) for href in found if _may_be_next(href, here)}
    targets = [target for href in hrefs if (target := absolute(href, url))]
    # With a base of its own, what is relative may lead anywhere.
    return bool(hrefs and _BASE.search(html)) or any(
        _numbered(target, url, here, stems) for target in targets
    )


def _next_of(page: Page, node: HtmlElement, here: int, stems: _Stems) -> _Numbered | None:
    """Where a link leads, if that is one page further on."""
    href = node.get("href") or ""
    if not _may_be_next(href, here) or _TALK.search(href.partition("#")[2]):
        return None
    target = absolute(href, page.base)
    return _numbered(target, page.url, here, stems) if target else None


def _numbered(target: str, url: str, here: int, stems: _Stems) -> _Numbered | None:
    if not same_site(target, url):
        return None
    there = _number_of(canonical(target), stems)
    return _Numbered(target, *there) if there and there[0] in _wanted(here) else None


def _wanted(here: int) -> tuple[int, ...]:
    # Where the first page's address has no number, some portals give the second a 1.
    return (here + 1,) if here else (1, 2)


def _may_be_next(href: str, here: int) -> bool:
    """Whether an address, as it is written, has the next page's number at some end."""
    return any(int(found[1]) in _wanted(here) for found in _A_PAGE.finditer(href))


def _stems(firsts: Sequence[str]) -> _Stems:
    """What the addresses of the article's pages have in common, by its first page: each with the
    number that the first has, 0 where it has none."""
    found: _Stems = {}
    for first in map(canonical, firsts):
        numbered = {one.stem: one.number for one in readings(first) if one.sure and one.number < 2}
        found[first] = {bare(first): 0} | numbered
    return found


def _number_of(url: str, stems: _Stems) -> tuple[int, bool] | None:
    """The page's number in an address, 0 where there is none, and whether it must be one; None
    where the address is not of the article."""
    if url in stems:
        return max(stems[url].values()), True
    for reading in readings(url):
        for first, own in stems.items():
            if reading.stem in own and _may_be_page(url, first, reading.sure):
                return reading.number, reading.sure
    return None


def _may_be_page(url: str, first: str, sure: bool) -> bool:
    more = set(parse_qsl(urlsplit(url).query)) - set(parse_qsl(urlsplit(first).query))
    names = [name.lower() for name, _ in more]
    return all(not _TALK.search(name) and (sure or name in _SHORT_KEYS) for name in names)


def _links(root: HtmlElement) -> Iterator[HtmlElement]:
    """The links that are not under a heading of comments."""
    talk = False
    for node in root.iter("a", *_HEADINGS):
        if node.tag == "a":
            if not talk and node.get("href"):
                yield node
        else:
            talk = kind_of_label(clean(node.text_content())) == COMMENTS


def _leads_on(node: HtmlElement, number: int) -> bool:
    """Whether a link shows that page's number, or says "next page"."""
    if "next" in (node.get("rel") or "").lower().split():
        return True
    alts = [image.get("alt") or "" for image in node.iter("img")]
    texts = [node.text_content(), *alts, node.get("title") or "", node.get("aria-label") or ""]
    said = next((text for text in map(clean, texts) if text), "")
    if not said:
        return _NEXT_NAME.search(node.get("class") or "") is not None
    if len(said) > _LONGEST:
        return False
    shown = _NUMBER.fullmatch(said) or _NAMED.fullmatch(said)
    if shown is not None:
        return int(shown[1]) > 1 and int(shown[1]) - number in (0, 1)
    return said in SYMBOL_NEXT or says_next(said) or NEXT_WORD.fullmatch(plain(said)) is not None


def _is_talk(node: HtmlElement) -> bool:
    """Whether a link stands among the comments, by what the elements round it are called."""
    around = (one for one in node.iterancestors() if one.tag not in ("html", "body"))
    names = (f"{one.get('class') or ''} {one.get('id') or ''}" for one in (node, *around))
    return any(_TALK.search(name) for name in names)


def _bare_title(title: str) -> str:
    return re.sub(r"\W+", "", _PAGE_OF_TITLE.sub("", title)).casefold()
