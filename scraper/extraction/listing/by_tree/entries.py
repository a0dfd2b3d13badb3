"""What a listing shows of each article: title, date, and how much more."""

import re
from dataclasses import dataclass

from scraper.extraction.listing.by_tree.links import Link, Node, PageLinks, lines_of
from scraper.extraction.vocabulary.listing import is_more, is_pager, width
from scraper.values.clean import clean_or_none
from scraper.values.dates import find_date, find_dates

_REACH = 40
_DOTS = re.compile(r"\s*(?:…|\.{2,}|⋯)+$")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBERING = re.compile(r"^\s*(?:no\.?\s*)?0?(\d{1,2})\s*[.、)]?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """One article of a list. `context` is the width of the text beside its links; `rank` a number
    that stands before it, or None."""

    url: str
    title: str
    published_at: str | None
    context: int
    rank: int | None
    headed: bool
    pictured: bool
    start: int


def describe(members: list[tuple[str, Link]], place: Node, page: PageLinks) -> list[Entry]:
    """The entries of a group of (URL, link) in page order, each URL once; those whose title is
    nowhere to be read are left out."""
    by_url: dict[str, list[Link]] = {}
    for url, link in members:
        by_url.setdefault(url, []).append(link)
    spans = [_span(links, place) for links in by_url.values()]
    starts = [start for start, _ in spans]
    before = _dates_stand_before(spans, place, page)
    entries = []
    for at, (url, links) in enumerate(by_url.items()):
        start, end = spans[at]
        limit = starts[at + 1] if at + 1 < len(starts) else place.end
        if item_of(links[0], place).links > len(links):
            limit = end
        floor = max((spans[at - 1][1] if at else place.start), start - _REACH)
        first, last = links[0].node.start, links[-1].node.end
        # What stands beyond another article's title is not about this one.
        earlier, later = page.titles_round(first, last)
        start, floor = max(start, earlier), max(floor, earlier)
        end, limit = min(end, later), min(limit, later)
        title = title_of(links)
        if title is None:
            continue
        reach = floor if before else start
        around = _around(page, links, reach, max(end, start if before else limit))
        texts = [text for _, text in around]
        entries.append(
            Entry(
                url=url,
                title=title,
                published_at=_date(around, links, title),
                context=sum(width(text) for text in texts if text != title),
                rank=_rank(page, start, floor, links),
                headed=any(_is_headed(link) for link in links),
                pictured=any(link.has_image for link in links),
                start=start,
            )
        )
    return entries


def title_of(links: list[Link]) -> str | None:
    """The title among the links of one article: a heading's text, else the longest text, else what
    a picture or a tooltip says, else the heading that the links stand under."""
    texts = [text for link in links if (text := _text(link))]
    if texts:
        title = max(texts, key=width)
        headed = [_text(link) for link in links if _is_headed(link)]
        return next((text for text in headed if text), title)
    for link in links:
        for words in (link.image_alt, link.tip):
            if (text := clean_or_none(words)) and not is_more(text):
                return text
    labels = [link.label.text for link in links if link.label and link.label.count == 1]
    return labels[0] if labels else None


def _text(link: Link) -> str | None:
    text = link.heading or link.strong or _telling_line(link.lines)
    if text is None or is_more(text) or is_pager(text):
        return None
    tip = clean_or_none(link.tip)
    stump = _DOTS.sub("", text)
    if tip and stump != text and tip.startswith(stump):
        return tip
    return text


def _telling_line(lines: list[str]) -> str | None:
    if len(lines) <= 1:
        return lines[0] if lines else None
    telling = [line for line in lines if not _is_date(line) and width(line) >= 12]
    return telling[0] if telling else max(lines, key=width)


def _is_date(line: str) -> bool:
    found = find_date(line)
    return found is not None and found.end - found.start >= 0.6 * len(line)


def _is_headed(link: Link) -> bool:
    if link.heading:
        return True
    node: Node | None = link.node
    for _ in range(3):
        node = node.parent if node else None
        if node and re.fullmatch(r"h[1-6]|dt", node.tag):
            return True
    return False


def item_of(link: Link, place: Node) -> Node:
    """The child of `place` that a link stands in."""
    node = link.node
    while node.parent is not None and node.parent is not place and node is not place:
        node = node.parent
    return node


def _span(links: list[Link], place: Node) -> tuple[int, int]:
    first, last = item_of(links[0], place), item_of(links[-1], place)
    return first.start, max(first.end, last.end)


def _dates_stand_before(spans: list[tuple[int, int]], place: Node, page: PageLinks) -> bool:
    """Whether dates between the entries of a flat list belong to the entry after them."""
    start, end = spans[0][0], spans[-1][1]
    own = lines_of(page.pieces, *spans[0])
    head = lines_of(page.pieces, max(place.start, start - 4), start)
    tail = lines_of(page.pieces, end, min(place.end, end + 8))
    if any(find_date(line) for line in [*own, *tail]):
        return False
    return bool(head) and find_date(head[-1]) is not None


def _around(page: PageLinks, links: list[Link], start: int, end: int) -> list[tuple[int, str]]:
    """(line, text) of what stands in the range, without the links' own single-line texts."""
    own = {(link.node.start, link.node.end) for link in links if len(link.lines) <= 1}
    skip = {at for first, last in own for at in range(first, min(last, first + _REACH))}
    found: dict[int, list[str]] = {}
    for at in range(start, min(end, start + _REACH)):
        piece = page.pieces[at]
        if at not in skip:
            found.setdefault(piece.line, []).append(piece.text)
    lines = ((line, clean_or_none("".join(parts))) for line, parts in found.items())
    return [(line, text) for line, text in lines if text]


def _date(around: list[tuple[int, str]], links: list[Link], title: str) -> str | None:
    """The date as shown, nearest first: on the link's line, then in what belongs to the entry."""
    own = {link.line for link in links}
    for _, text in sorted(around, key=lambda pair: pair[0] not in own):
        if text == title or width(text) > 400:
            continue
        for found in find_dates(text):
            # A date within a sentence is the summary's, not the article's.
            outside = text[: found.start], text[found.end :]
            if width(text) < 60 or not all(_LETTER.search(part) for part in outside):
                return found.text
    return None


def _rank(page: PageLinks, start: int, floor: int, links: list[Link]) -> int | None:
    first = links[0]
    begin = start if start < first.node.start else max(floor, first.node.start - 2)
    words = "".join(piece.text for piece in page.pieces[begin : first.node.start])
    if not words.strip() and len(first.lines) > 1:
        words = first.lines[0]
    found = _NUMBERING.match(words)
    return int(found.group(1)) if found else None
