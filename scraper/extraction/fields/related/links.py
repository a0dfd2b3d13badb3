"""Which links of a list are the titles of its entries."""

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import islice, pairwise

from lxml.html import HtmlElement

from scraper.extraction.page.address_kinds import kind_of
from scraper.extraction.page.lines import Line, weight_of
from scraper.extraction.page.page import Page
from scraper.extraction.parts.author_links import is_author_link
from scraper.extraction.vocabulary import words
from scraper.values.clean import clean

_NAMELESS = re.compile(
    r"(?:^|/)[a-z_]{1,20}(?:/|\.\w{3,5})?$|[?&](?:cat|catid|section|channel|typeid|tid|fid)=[^&]*$",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34])(?:$|\?)", re.IGNORECASE)
_MENU_TEXT = 24
# No section's name is longer; a title can be, where a list shows each entry twice.
_LONGEST_NAME = 32
# An entry has no more links: picture, title, section, author.
_ONE_ENTRY = 4
# A title weighs no less.
_A_TITLE = 20


class Sections:
    """What a page says its sections are, by the short links above line `before`, the title's: their
    case-folded `names`, and where they lead."""

    def __init__(self, page: Page, before: int, names: Iterable[str]) -> None:
        self._page = page
        self._links = [
            run
            for line in page.lines[:before]
            for run in line.runs
            if run.link is not None and 0 < len(run.text) <= _MENU_TEXT
        ]
        self.names = frozenset(name.casefold() for name in names)
        self.names |= {run.text.casefold() for run in self._links}

    @cached_property
    def _hrefs(self) -> dict[str, set[str]]:
        """The links' addresses as written, by their last part: to resolve them all is slow."""
        found: dict[str, set[str]] = {}
        for run in self._links:
            href = (run.link.get("href") or "") if run.link is not None else ""
            found.setdefault(_last_part(href), set()).add(href)
        return found

    def among(self, urls: Iterable[str]) -> set[str]:
        """Those of the addresses that the page's menus lead to. A menu can show articles too: such
        are of the same kind as the article's own address."""
        own = self._page.kind
        return {
            url
            for url in urls
            if any(self._page.link(href) == url for href in self._hrefs.get(_last_part(url), ()))
            and kind_of(url) != own
        }


def _last_part(url: str) -> str:
    return url.partition("#")[0].rstrip("/").rpartition("/")[2]


def _link_texts(page: Page, lines: list[Line]) -> dict[str, list[tuple[HtmlElement, str]]]:
    """The links of these lines by address: (element, its text in these lines)."""
    texts: dict[HtmlElement, list[str]] = {}
    for line in lines:
        for run in line.runs:
            if run.link is not None and run.text:
                texts.setdefault(run.link, []).append(run.text)
    found: dict[str, list[tuple[HtmlElement, str]]] = {}
    for link, pieces in texts.items():
        url = page.link(link.get("href"))
        if url:
            found.setdefault(url, []).append((link, clean(" ".join(pieces))))
    return found


def main_links(page: Page, lines: list[Line], sections: Sections) -> dict[HtmlElement, str]:
    """The links that are an entry's title, each with its address; section links left out.

    A section is linked by many entries, bears a known section's name, or has another kind of
    address than most of the longer links.
    """
    links = _link_texts(page, lines)
    best: dict[str, tuple[HtmlElement, str]] = {}
    for url, places in links.items():
        places = [place for place in places if not words.NOISE.fullmatch(words.bare(place[1]))]
        spread = len({_entry_block(link) for link, _ in places})
        if not places or url == page.canonical_url or places[0][1].casefold() in sections.names:
            continue
        if (
            len(places) > 1
            and spread > 1
            and len({text for _, text in places}) == 1
            and len(places[0][1]) <= _LONGEST_NAME
            and _apart(lines, places)
        ):
            continue
        best[url] = max(places, key=lambda place: len(place[1]))
    if not best:
        return {}
    authors = {url for url, (link, text) in best.items() if is_author_link(link, text)}
    if len(authors) < len(best):
        best = {url: place for url, place in best.items() if url not in authors}
    away = {url for url in best if kind_of(url).score < 0 or _FILE.search(url)}
    if len(away) * 2 < len(best) or page.kind.score >= 0:
        best = {url: place for url, place in best.items() if url not in away}
    odd = _beside_better(lines, best) | _folders(best) | sections.among(best)
    best = {url: place for url, place in best.items() if url not in odd}
    return {link: url for url, (link, _) in best.items()}


def _folders(best: dict[str, tuple[HtmlElement, str]]) -> set[str]:
    """Addresses in which others of the list lie: sections, not articles."""
    return {
        url
        for url in best
        if url.endswith("/") and any(other != url and other.startswith(url) for other in best)
    }


def _beside_better(lines: list[Line], best: dict[str, tuple[HtmlElement, str]]) -> set[str]:
    """Of two links in one line or row the section's, whose address is of another kind than the
    articles': without a number or a long name at its end. Elsewhere such a link can be an article's
    if it reads like a title."""
    where = {link: url for url, (link, _) in best.items()}
    order = [
        where[run.link]
        for line in lines
        for run in line.runs
        if run.link is not None and run.link in where
    ]
    listlike = {url for url in order if _is_listlike(url)}
    if len(listlike) == len(set(order)):
        return set()
    rows: dict[object, set[str]] = {}
    for link, url in where.items():
        rows.setdefault(_row(link), set()).add(url)
    beside = {url for row in rows.values() for url in row & listlike if row - listlike}
    return beside | {url for url in listlike if weight_of(best[url][1]) < _A_TITLE}


def _row(link: HtmlElement) -> HtmlElement:
    """The list item, row of a table or other small part of a list that a link stands in."""
    node = link
    for around in link.iterancestors():
        if around.tag in ("ul", "ol", "table", "tbody", "body", "section", "aside"):
            break
        links = sum(1 for _ in islice(around.iter("a"), _ONE_ENTRY + 1))
        if links > _ONE_ENTRY:
            break
        node = around
        if around.tag in ("li", "tr", "article", "dd"):
            break
    return node


def _is_listlike(url: str) -> bool:
    path = url.split("://", 1)[-1].partition("/")[2]
    return _NAMELESS.search("/" + path) is not None


def _entry_block(link: HtmlElement) -> HtmlElement | None:
    parent: HtmlElement | None = link.getparent()
    return parent


def _apart(lines: list[Line], places: list[tuple[HtmlElement, str]]) -> bool:
    """Whether links to other addresses stand between these: then it is not one entry's link."""
    marks = {link for link, _ in places}
    order = [run.link for line in lines for run in line.runs if run.link is not None]
    hits = [index for index, link in enumerate(order) if link in marks]
    return any(
        any(order[index] not in marks for index in range(first, second))
        for first, second in pairwise(hits)
    )
