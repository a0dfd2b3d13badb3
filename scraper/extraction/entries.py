"""Entries of a list of articles: which lines belong to one, and what each of its texts is."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from lxml.html import HtmlElement

from scraper.dates import find_date
from scraper.extraction import words
from scraper.extraction.lines import HEADINGS, Line, Place, Run
from scraper.extraction.page import Page
from scraper.items import RawRelated
from scraper.numbers import parse_count
from scraper.text import clean
from scraper.urls import url_shape

_SPLIT = re.compile(r"\s*[|｜│¦·•‧∙▪/\\]+\s*|\s{2,}|\s+[-–—]\s+|[\[\]【】〔〕()（）]+")
_BARE_COUNT = re.compile(r"[\d０-９][\d０-９,，.]*\s*(?:万|萬|亿|k|m|w)?\+?", re.IGNORECASE)
_RANK = re.compile(r"(?:no\.?\s*)?\d{1,2}[.、:]?", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？!?.…]$|\.\.\.$")
_NOISE = re.compile(
    r"(back\s+to.*|返回.{0,8}|title|headline|subject|标题|標題|题目|时间|日期|views|read\s+(more|full|article|now)|more|details?|full\s+(text|story)|continue|查看(详情|全文|更多)?|详情|詳情|阅读(全文|原文|更多)?|全文|更多|\[?详细\]?|views?|reads?|hits?|阅读|浏览|点击|in|on|by|from|at|date|time|published|section|时间|日期|栏目|分类|发布|发布时间|来自|views\s*[:：]?)[\s:：»>→]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Entry:
    """The runs of one entry, in reading order; `link` leads to the article."""

    link: HtmlElement
    url: str
    runs: list[Run] = field(default_factory=list)


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


def _main_links(
    page: Page, lines: list[Line], known: frozenset[str], menus: frozenset[str]
) -> dict[HtmlElement, str]:
    """The links that are an entry's title, each with its address; section links left out.

    A section is linked by many entries, bears a known section's name, or has another kind of
    address than most of the longer links.
    """
    links = _link_texts(page, lines)
    best: dict[str, tuple[HtmlElement, str]] = {}
    for url, places in links.items():
        places = [place for place in places if not _NOISE.fullmatch(words.bare(place[1]))]
        spread = len({_entry_block(link) for link, _ in places})
        if not places or url == page.canonical_url or places[0][1].casefold() in known:
            continue
        if (
            len(places) > 1
            and spread > 1
            and len({text for _, text in places}) == 1
            and _apart(lines, places)
        ):
            continue
        best[url] = max(places, key=lambda place: len(place[1]))
    odd = _beside_better(lines, best) | _folders(best) | (best.keys() & menus)
    best = {url: place for url, place in best.items() if url not in odd}
    return {link: url for url, (link, _) in best.items()}


def _folders(best: dict[str, tuple[HtmlElement, str]]) -> set[str]:
    """Addresses in which others of the list lie: sections, not articles."""
    return {
        url
        for url in best
        if url.endswith("/") and any(other != url and other.startswith(url) for other in best)
    }


def menu_urls(page: Page, before: int) -> frozenset[str]:
    """Where the short links above line `before`, the title's, lead: to sections, not to articles."""
    links = (
        run.link
        for line in page.lines[:before]
        for run in line.runs
        if run.link is not None and 0 < len(run.text) <= _MENU_TEXT
    )
    return frozenset(url for link in links if (url := page.link(link.get("href"))))


_MENU_TEXT = 24


def _beside_better(lines: list[Line], best: dict[str, tuple[HtmlElement, str]]) -> set[str]:
    """Of two links in one line, or in one row, the section's: its address is of another kind than
    the articles', without a number or a long name at its end."""
    where = {link: url for url, (link, _) in best.items()}
    order = [
        where[run.link]
        for line in lines
        for run in line.runs
        if run.link is not None and run.link in where
    ]
    order = list(dict.fromkeys(order))
    listlike = {url for url in order if _is_listlike(url)}
    return listlike if len(listlike) < len(order) else set()


_NAMELESS = re.compile(
    r"(?:^|/)[a-z_]{1,20}(?:/|\.\w{3,5})?$|[?&](?:cat|catid|section|channel|typeid|tid|fid)=[^&]*$",
    re.IGNORECASE,
)


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


def split_entries(
    page: Page, lines: list[Line], known: frozenset[str], menus: frozenset[str]
) -> list[Entry]:
    """The entries of a list, in page order. `known`: names of sections, case-folded; `menus`: where
    the page's menus lead."""
    main = _main_links(page, lines, known, menus)
    firsts = {link: Entry(link, url) for link, url in main.items()}
    owners = [_owners(line, firsts) for line in lines]
    units = _units(page, lines, owners)
    leading = _meta_leads(lines, owners, units)
    entries: list[Entry] = []
    waiting: list[Run] = []
    for line, mine in zip(lines, owners, strict=True):
        if mine:
            for link in mine:
                entries.append(firsts[link])
            _deal(line, mine, firsts, waiting)
            waiting = []
        elif (unit := units.get(line.index)) is not None:
            firsts[unit].runs += line.runs
        elif line.block.tag == "th" or _NOISE.fullmatch(words.bare(line.text)):
            continue
        elif leading:
            waiting += line.runs
        elif entries and not words.FOOTER.search(line.text):
            entries[-1].runs += line.runs
    unique = {id(entry): entry for entry in entries}
    return [entry for entry in unique.values() if entry.runs]


def _owners(line: Line, firsts: dict[HtmlElement, Entry]) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    for run in line.runs:
        if run.link is not None and run.link in firsts and run.link not in found:
            found.append(run.link)
    return found


def _deal(
    line: Line, mine: list[HtmlElement], firsts: dict[HtmlElement, Entry], waiting: list[Run]
) -> None:
    """Gives a line's runs to the one entry on it, or to several: each run to the link before it."""
    firsts[mine[0]].runs += waiting
    current = mine[0]
    for run in line.runs:
        if run.link is not None and run.link in firsts:
            current = run.link
        firsts[current].runs.append(run)


def _known_line(page: Page, index: int, at: dict[int, list[HtmlElement]]) -> bool:
    return index in at or page.lines[index].image is not None


def _units(
    page: Page, lines: list[Line], owners: list[list[HtmlElement]]
) -> dict[int, HtmlElement]:
    """Of each line without a title link: the entry whose own block it stands in, if there is one."""
    at = {line.index: mine for line, mine in zip(lines, owners, strict=True)}
    found: dict[int, HtmlElement] = {}
    for line, mine in zip(lines, owners, strict=True):
        if len(mine) != 1:
            continue
        node: HtmlElement | None = line.block
        for _ in range(8):
            if node is None or node not in page.extents:
                break
            inside = page.extents[node]
            others = {link for index in inside for link in at.get(index, [])}
            if others != {mine[0]} or not all(_known_line(page, index, at) for index in inside):
                break
            found.update(dict.fromkeys((index for index in inside if index in at), mine[0]))
            node = node.getparent()
    return found


def _meta_leads(
    lines: list[Line], owners: list[list[HtmlElement]], units: dict[int, HtmlElement]
) -> bool:
    """Whether what goes with a title stands before it: the list begins with it and ends with a title."""
    loose = [not mine and line.index not in units for line, mine in zip(lines, owners, strict=True)]
    if not loose or not loose[0]:
        return False
    return not loose[-1]


def read_entry(entry: Entry, known: frozenset[str]) -> RawRelated | None:
    """What an entry's texts are: title, section, date, views. None where there is no title."""
    title, rest = _title_and_rest(entry, known)
    if not title:
        return None
    published, views, section = None, None, None
    pieces = [piece for text, ranked in rest for piece in _pieces(text, ranked)]
    stated = _stated_time(entry)
    for piece in pieces:
        date = find_date(piece)
        if date is not None and published is None:
            published = stated or date.text
            remainder = f"{piece[: date.start]} {piece[date.end :]}"
            pieces_left = [part for part in _SPLIT.split(remainder) if words.bare(part)]
        else:
            pieces_left = [piece]
        for part in pieces_left:
            count = _count(part, published is not None)
            if count and views is None:
                views = count
                part = words.VIEWS.sub("", part) if words.VIEWS.search(part) else ""
            part = re.sub(r"^(?:in|under|from)\s+(?=\W)", "", words.bare(part), flags=re.IGNORECASE)
            part = words.bare(part)
            if part and section is None and _is_name(part):
                section = part
    return RawRelated(title, entry.url, section, published, _stated_count(entry) or views)


def _stated_time(entry: Entry) -> str | None:
    """The moment that a `<time datetime>` of the entry gives, where it gives a time of day."""
    for run in entry.runs:
        for node in (run.node, run.node.getparent()):
            value = node.get("datetime") if node is not None and node.tag == "time" else None
            found = find_date(value) if value else None
            if value and found is not None and found.has_time:
                return clean(value)
    return None


def _stated_count(entry: Entry) -> str | None:
    """The number that a `<data value>` of the entry gives in full."""
    for run in entry.runs:
        for node in (run.node, run.node.getparent()):
            value = node.get("value") if node is not None and node.tag == "data" else None
            if value and parse_count(value) is not None:
                return str(value)
    return None


def _pieces(text: str, ranked: bool) -> list[str]:
    if ranked and _RANK.fullmatch(text):
        return []
    date = find_date(text)
    if date is None:
        return [part for part in _SPLIT.split(text) if part.strip()]
    before = [part for part in _SPLIT.split(text[: date.start]) if part.strip()]
    after = [part for part in _SPLIT.split(text[date.end :]) if part.strip()]
    return [*before, date.text, *after]


def _count(part: str, dated: bool) -> str | None:
    labelled = words.VIEWS.search(part)
    if labelled:
        return next(value for value in labelled.groups() if value)
    plain = words.bare(part)
    if (
        _BARE_COUNT.fullmatch(plain)
        and parse_count(plain) is not None
        and (dated or len(plain) < 8)
    ):
        return plain
    return None


def _is_name(part: str) -> bool:
    return (
        len(part) <= 48
        and not _NOISE.fullmatch(part)
        and find_date(part) is None
        and parse_count(part) is None
        and words.BYLINE.match(part) is None
    )


def _title_and_rest(
    entry: Entry, known: frozenset[str]
) -> tuple[str | None, list[tuple[str, bool]]]:
    """The title, and the other texts; each with whether it stands before the title (a rank may)."""
    groups = by_element(entry.runs)
    title_at = _title_index(entry, groups, known)
    if title_at is None:
        return None, []
    title = _whole_title(entry, groups[title_at][1])
    rest = [(text, index < title_at) for index, (_, text) in enumerate(groups) if index != title_at]
    url_texts = {title, groups[title_at][1]}
    return title, [(text, before) for text, before in rest if text not in url_texts]


def by_element(runs: list[Run]) -> list[tuple[Run, str]]:
    """Adjacent runs of one link that has no elements of its own within count as one text."""
    groups: list[tuple[Run, list[str]]] = []
    for run in runs:
        if not run.text:
            continue
        last = groups[-1][0] if groups else None
        if (
            last is not None
            and last.link is not None
            and last.link is run.link
            and _inline(run, last)
        ):
            groups[-1][1].append(run.raw)
        else:
            groups.append((run, [run.raw]))
    return [(run, clean("".join(raws))) for run, raws in groups]


_EMPHASIS = frozenset({"b", "strong", "em", "i", "mark", "u", "font", "wbr", "sup", "sub"})


def _inline(run: Run, last: Run) -> bool:
    """Whether two runs are words of one sentence: emphasis within text, not elements side by side."""
    host = _host(run)
    if host is not _host(last):
        return False
    own = [host.text, *(child.tail for child in host)]
    return any(text and not text.isspace() for text in own)


def _host(run: Run) -> HtmlElement:
    node = run.node
    while node.tag in _EMPHASIS and node is not run.link:
        parent = node.getparent()
        if parent is None:
            break
        node = parent
    return node


def _title_index(entry: Entry, groups: list[tuple[Run, str]], known: frozenset[str]) -> int | None:
    linked = [
        index
        for index, (run, text) in enumerate(groups)
        if run.link is entry.link and not _is_meta(text) and text.casefold() not in known
    ]
    if not linked:
        return next((i for i, (run, _) in enumerate(groups) if run.link is entry.link), None)
    headed = [index for index in linked if _in_heading(groups[index][0].node, entry.link)]
    if headed:
        return headed[0]
    short = [index for index in linked if not _is_teaser(groups[index][1])] or linked
    return max(short, key=lambda index: len(groups[index][1]))


def _is_teaser(text: str) -> bool:
    return len(text) > 60 and _SENTENCE.search(text) is not None and text[-1] in "。….."


def _is_meta(text: str) -> bool:
    date = find_date(text)
    if date is not None and date.end - date.start > 0.6 * len(text):
        return True
    plain = words.bare(text)
    counted = words.VIEWS.search(plain)
    return (
        not plain
        or _BARE_COUNT.fullmatch(plain) is not None
        or (counted is not None and len(counted.group()) > 0.6 * len(plain))
        or _NOISE.fullmatch(plain) is not None
    )


def _in_heading(node: HtmlElement, link: HtmlElement) -> bool:
    current: HtmlElement | None = node
    while current is not None and current is not link:
        if current.tag in HEADINGS or current.tag in ("b", "strong", "dt"):
            return True
        current = current.getparent()
    return False


def _whole_title(entry: Entry, text: str) -> str:
    """The text, or the link's title attribute where the text is that title cut short."""
    full = clean(entry.link.get("title") or "")
    stem = text.rstrip(".… ")
    return full if len(full) > len(text) and stem != text and full.startswith(stem) else text
