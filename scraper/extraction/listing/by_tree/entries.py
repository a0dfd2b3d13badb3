"""What a listing shows of each article: title, date, and how much more."""

import re
from dataclasses import dataclass

from scraper.extraction.listing.by_tree.links import Link, Node, PageLinks, lines_of
from scraper.extraction.vocabulary.listing import is_more, is_pager, width
from scraper.values.clean import clean_or_none
from scraper.values.dates import find_date, find_dates

_REACH = 40
# In pieces of text: an entry is looked into so far for links to others.
_MOST_LOOKED_AT = 400
_LONGEST_TITLE = 200
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
    in_prose: bool = False


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
        title, headed = title_of(links), any(_is_headed(link) for link in links)
        if title is None:
            alone = len(by_url) == 1 and place.parent is not None
            wider = place.parent if alone and place.parent is not None else place
            title, headed = _title_near(links, wider, page)
        if title is None:
            continue
        reach = floor if before else start
        around = _around(page, links, reach, max(end, start if before else limit))
        texts = [text for _, text in around]
        prose = not headed and all(_in_sentence(link, page) for link in links)
        entries.append(
            Entry(
                url=url,
                title=title,
                published_at=_date(around, links, title),
                context=sum(width(text) for text in texts if text != title),
                rank=_rank(page, start, floor, links),
                headed=headed,
                pictured=any(link.has_image for link in links),
                start=start,
                in_prose=prose,
            )
        )
    # An article shown in full may lead to others in its text.
    told = sum(not entry.in_prose and entry.headed for entry in entries)
    return [one for one in entries if not one.in_prose] if 2 * told >= len(entries) else entries


def title_of(links: list[Link]) -> str | None:
    """The title among the links of one article: a heading's text, else the longest text, else what
    a picture or a tooltip says; None where none of them says any."""
    texts = [text for link in links if (text := _text(link))]
    if texts:
        title = max(texts, key=width)
        headed = [_text(link) for link in links if _is_headed(link)]
        return next((text for text in headed if text), title)
    for link in links:
        for words in (link.image_alt, link.tip):
            if (text := clean_or_none(words)) and not is_more(text):
                return text
    return None


def _title_near(links: list[Link], place: Node, page: PageLinks) -> tuple[str | None, bool]:
    """The title of an entry whose links say none, and whether it is a heading: one in the entry,
    else the one that the link alone stands under (not the page's own), else the first line."""
    title, headed = _title_beside(links, place, page)
    own = sum(level == 1 for level, _, _ in page.headings) == 1
    labels = [link.label for link in links if link.label and link.label.count == 1]
    above = [label.text for label in labels if label.level != 1 or not own]
    return (above[0], True) if above and not headed else (title, headed)


def _title_beside(links: list[Link], place: Node, page: PageLinks) -> tuple[str | None, bool]:
    """The title of an entry whose link only lies over it or says "more": the heading, else the
    first line, of the smallest element that has any; and whether it is a heading."""
    own = {link.href for link in links}
    node = links[0].node
    while node.parent is not None and node is not place:
        inside = range(node.start, node.end)
        others = {
            page.links[piece.link].href
            for at in inside[:_MOST_LOOKED_AT]
            if (piece := page.pieces[at]).link is not None and page.links[piece.link].node.titles
        }
        if others - own:
            break
        for _, text, heading in page.headings:
            if heading.start in inside and not is_more(text):
                return text, True
        # The text of an article in full is no title.
        lines = lines_of(page.pieces, node.start, min(node.end, node.start + _REACH))
        named = (one for one in lines if not (is_more(one) or is_pager(one) or _is_date(one)))
        if (line := next(named, None)) is not None:
            return (line, False) if width(line) <= _LONGEST_TITLE else (None, False)
        node = node.parent
    return None, False


def _in_sentence(link: Link, page: PageLinks) -> bool:
    """Whether a link is a few words of a longer line."""
    around = page.pieces[max(0, link.node.start - _REACH) : link.node.end + _REACH]
    whole = sum(width(piece.text) for piece in around if piece.line == link.line)
    return len(link.lines) == 1 and whole > 4 * width(link.text)


def _text(link: Link) -> str | None:
    strong = None if link.strong and _is_date(link.strong) else link.strong
    text = link.heading or strong or _first_part(link) or _telling_line(link.lines)
    if text is None or is_more(text) or is_pager(text) or _is_date(text):
        return None
    tip = clean_or_none(link.tip)
    stump = _DOTS.sub("", text)
    if tip and stump != text and tip.startswith(stump):
        return tip
    return text


def _first_part(link: Link) -> str | None:
    """Of a link round a title, a summary and a date, in one line, the title."""
    first, *others = link.parts or [""]
    longer = any(_is_date(one) or width(one) >= 2 * width(first) for one in others)
    return first if longer and width(first) >= 12 and not _is_date(first) else None


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
