"""A second reading of a listing page: by its lines, as a reader sees them.

The first reading looks for the list by the tree's structure. This one asks which addresses of one
kind carry the longest titles outside of menus, hot lists and other labelled boxes.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from scraper.extraction.listing.by_lines.next_page import says_next
from scraper.extraction.page.landmarks import HEADINGS, Place
from scraper.extraction.page.lines import Line, Run, by_element
from scraper.extraction.page.page import Page
from scraper.extraction.parts.zones import Zone, find_zones
from scraper.extraction.vocabulary import words
from scraper.extraction.vocabulary.labels import HOT, RELATED, TAGS
from scraper.portals.model import Portal
from scraper.values.dates import find_date

_OUT = Place.NAV | Place.FOOT | Place.CRUMBS | Place.COMMENT | Place.SHARE | Place.AD | Place.TAGS
_BOXES = (HOT, RELATED, TAGS)
_SLUG = re.compile(r"\d|[^/-]{16,}|-[^/-]+-")
_LONGEST = 60
_A_BOX = 3
# In characters: a longer line is no entry of a list.
_LONGEST_LINE = 2000
_PAGER = re.compile(
    r"(?:(?:上|前)一?(?:页|頁)|首页|尾页|末页|最后一?页|prev(?:ious)?(?:\s+page)?|first|last|newer.{0,10}|\s|/)+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Reading:
    """Articles in page order as (address, title, date as shown), how each stands on the page, and
    what only labelled boxes link to."""

    articles: list[tuple[str, str, str | None]]
    boxed: set[str]
    manners: dict[str, frozenset[str]]
    has_text: bool


class _Shown(NamedTuple):
    """A link on a line, and its texts there."""

    link: HtmlElement
    line: Line
    runs: list[Run]


def read_by_lines(page: Page, portal: Portal) -> Reading:
    """The articles of the page's main list, as far as its lines tell."""
    boxes = [zone for zone in find_zones(page) if zone.kind in _BOXES and _is_box(page, zone)]
    inside = {index for zone in boxes for index in (zone.label, *zone.lines)}
    shown: dict[str, list[_Shown]] = defaultdict(list)
    boxed: set[str] = set()
    for line in page.lines:
        for link, runs in _by_link(line).items():
            url = page.link(link.get("href"))
            if url is None or not portal.owns(url) or url == page.canonical_url or _is_root(url):
                continue
            if line.index in inside:
                boxed.add(url)
            elif not line.place & _OUT:
                shown[url].append(_Shown(link, line, runs))
    titles = {url: title for url, places in shown.items() if (title := _title(places))}
    kinds: dict[str, list[str]] = defaultdict(list)
    for url in titles:
        kinds[kind_of_address(url)].append(url)
    best = max(kinds.values(), key=lambda urls: _worth(urls, titles), default=[])
    manners = {url: frozenset(map(_manner, (place.link for place in shown[url]))) for url in titles}
    best = _with_strangers(best, titles, manners)
    firsts = {shown[url][0].line.index for url in best}
    articles = [(url, titles[url], _date(page, shown[url][0].line, firsts)) for url in best]
    return Reading(articles, boxed - set(shown), manners, _has_text(page, sorted(firsts)))


def _by_link(line: Line) -> dict[HtmlElement, list[Run]]:
    found: dict[HtmlElement, list[Run]] = {}
    for run in line.runs:
        if run.link is not None:
            found.setdefault(run.link, []).append(run)
    return found


def _with_strangers(
    best: list[str], titles: dict[str, str], manners: dict[str, frozenset[str]]
) -> list[str]:
    """The list's addresses, and in page order those of another kind that stand in headings as they
    do: an entry can be linked by its number where the others have names."""
    if not best:
        return []
    common = frozenset.intersection(*(manners[url] for url in best))
    headed = {manner for manner in common if manner.startswith(tuple(HEADINGS))}
    chosen = set(best)
    return [url for url in titles if url in chosen or manners[url] & headed]


def _manner(link: HtmlElement) -> str:
    """How a link stands: the tags and classes of the elements around it."""
    around: list[str] = []
    node: HtmlElement | None = link.getparent()
    while node is not None and len(around) < 4:
        around.append(f"{node.tag}.{re.sub(r'[0-9]+', '', node.get('class') or '')}")
        node = node.getparent()
    return " ".join(around)


def _has_text(page: Page, firsts: list[int]) -> bool:
    """Whether most links, first shown in these lines, have text of their own beside or below them,
    as a list's have and a menu's do not."""
    told = 0
    for at, index in enumerate(firsts):
        stop = firsts[at + 1] if at + 1 < len(firsts) else index + 3
        lines = page.lines[index : min(stop, index + 6)]
        told += any(line.link_share < 0.95 and len(line.text) > 1 for line in lines)
    return told * 2 > len(firsts)


def kind_of_address(url: str) -> str:
    """An address with what names one page of many replaced: numbers and long names."""
    parts = urlsplit(url)
    folders = ["*" if _SLUG.search(part) else part for part in parts.path.split("/")]
    query = re.sub(r"=[^&]*\d[^&]*", "=*", parts.query)
    return "/".join(folders) + ("?" + query if query else "")


def _is_root(url: str) -> bool:
    return urlsplit(url).path in ("", "/") and not urlsplit(url).query


def _is_box(page: Page, zone: Zone) -> bool:
    """Whether a zone is a box beside the list: neither the page's own heading with all that
    follows, nor a badge on an entry."""
    links = {
        run.link.get("href")
        for index in zone.lines
        for run in page.lines[index].runs
        if run.link is not None
    }
    return page.lines[zone.label].block.tag != "h1" and len(links) >= _A_BOX


def _title(places: list[_Shown]) -> str | None:
    """The longest text that names the article among those of its links; None where all only say
    "read on"."""
    found: list[str] = []
    texts: dict[HtmlElement, list[Run]] = defaultdict(list)
    for place in places:
        texts[place.link] += place.runs
    for runs in texts.values():
        groups = [(run, text) for run, text in by_element(runs) if _may_name(text)]
        headed = [text for run, text in groups if _in_heading(run)]
        short = [text for _, text in groups if len(text) <= 150]
        if headed or short:
            found.append((headed or [max(short, key=len)])[0])
    return max(found, key=len, default=None)


def _may_name(text: str) -> bool:
    plain = words.bare(text)
    date = find_date(text)
    dated = date is not None and date.end - date.start > 0.6 * len(text)
    told = words.MORE.fullmatch(plain) or words.NOISE.fullmatch(plain)
    if words.is_label(words.COMMENTS, text):
        return False
    paged = _PAGER.fullmatch(plain) is not None or says_next(text)
    return bool(plain) and not plain.isdigit() and not dated and told is None and not paged


def _in_heading(run: Run) -> bool:
    node: HtmlElement | None = run.node
    for _ in range(3):
        if node is None:
            return False
        if node.tag in HEADINGS:
            return True
        node = node.getparent()
    return False


def _worth(urls: list[str], titles: dict[str, str]) -> float:
    """How much a group of addresses looks like the list: many, with long titles."""
    lengths = [min(_width(titles[url]), _LONGEST) for url in urls]
    average = sum(lengths) / len(lengths)
    return 0.0 if average < 10 else sum(lengths) * (0.3 + average / _LONGEST)


def _width(text: str) -> int:
    return sum(2 if "\u2e80" <= char <= "\ud7af" else 1 for char in text)


def _date(page: Page, line: Line, firsts: set[int]) -> str | None:
    """The date on the title's line or on the few after it, up to the next article's line (all of
    which are `firsts`)."""
    for other in page.lines[line.index : line.index + 5]:
        if other.index in firsts and other is not line:
            break
        short = other.image is None and len(other.text) <= _LONGEST_LINE
        date = find_date(other.spaced) if short else None
        if date is not None:
            return date.text
    return None
