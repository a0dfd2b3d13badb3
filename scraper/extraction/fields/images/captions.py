"""The caption that a reader sees at a picture."""

import re

from lxml.html import HtmlElement

from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.page.sentences import is_ended
from scraper.extraction.vocabulary import words
from scraper.values.clean import clean
from scraper.values.dates import find_date


def caption_of(page: Page, picture: Line, out: set[int], taken: set[int]) -> list[Line]:
    """The lines of a picture's caption; `taken` are the captions of the pictures before it."""
    return _beside(page, picture.index, out) or _caption_lines(page, picture, out | taken)


def _caption_lines(page: Page, picture: Line, out: set[int]) -> list[Line]:
    """The lines that caption a picture: its figure's, its block's, or the short line after it."""
    box = _figure(picture)
    if box is not None:
        inside = [page.lines[index] for index in page.extents[box] if index not in out]
        named = [line for line in inside if line.image is None and line.place & Place.CAPTION]
        return named or [line for line in inside if line.image is None and line.weight < 300]
    after = _after(page, picture, out)
    if after is None:
        return []
    if after.block is picture.block or _shares_box(page, picture, after):
        short = after.weight < 300 and not _ends_paragraph(after)
        return [after] if short or (after.weight < 500 and _stands_apart(page, after)) else []
    return [after] if _is_caption(page, picture, after) else []


def _beside(page: Page, index: int, out: set[int]) -> list[Line]:
    """The caption of one of several pictures in a row, where as many short lines follow them."""
    first = last = index
    while first > 0 and page.lines[first - 1].image is not None:
        first -= 1
    while last + 1 < len(page.lines) and page.lines[last + 1].image is not None:
        last += 1
    count = last - first + 1
    texts = page.lines[last + 1 : last + 1 + count]
    if count < 2 or len(texts) < count or any(line.index in out for line in texts):
        return []
    if not all(0 < line.weight < 160 and line.block.tag == texts[0].block.tag for line in texts):
        return []
    box = _smallest(page, page.lines[first].block, texts[-1].index)
    fits = box is not None and len(page.extents[box]) == 2 * count
    return [texts[index - first]] if fits else []


def _smallest(page: Page, node: HtmlElement | None, index: int) -> HtmlElement | None:
    for _ in range(6):
        if node is None or (node in page.extents and index in page.extents[node]):
            return node
        node = node.getparent()
    return None


def _figure(picture: Line) -> HtmlElement | None:
    node: HtmlElement | None = picture.block
    for _ in range(4):
        if node is None:
            return None
        if node.tag == "figure":
            return node
        node = node.getparent()
    return None


def _after(page: Page, picture: Line, out: set[int]) -> Line | None:
    following = page.lines[picture.index + 1 : picture.index + 2]
    usable = [
        line
        for line in following
        if line.image is None
        and line.index not in out
        and (not line.place & Place.LIST or picture.place & Place.LIST)
        and not words.is_label(words.AD, line.text)
    ]
    return usable[0] if usable else None


def _shares_box(page: Page, picture: Line, after: Line) -> bool:
    """Whether a small block holds the picture and this line and nothing more."""
    node: HtmlElement | None = picture.block
    for _ in range(4):
        if node is None or node not in page.extents:
            return False
        extent = page.extents[node]
        if after.index in extent:
            return len(extent) <= 3 and extent.start >= picture.index - 1
        node = node.getparent()
    return False


def _stands_apart(page: Page, line: Line) -> bool:
    """Whether none of the paragraphs that follow has the shape of a line."""
    after = page.lines[line.index + 1 : line.index + 12]
    paragraphs = [other for other in after if other.weight > 80]
    return bool(paragraphs) and all(other.shape != line.shape for other in paragraphs)


def _ends_paragraph(line: Line) -> bool:
    return line.weight > 200 and is_ended(line.text)


def _is_caption(page: Page, picture: Line, line: Line) -> bool:
    if line.weight > 260 or line.place & (Place.HEADING | Place.QUOTE) or line.link_share > 0.5:
        return False
    if find_date(line.text) and line.weight < 40:
        return False
    alt = clean(picture.image.get("alt") or "") if picture.image is not None else ""
    if line.place & Place.CAPTION or (alt and alt == line.text):
        return True
    stops = is_ended(line.text)
    centred = line.place & Place.CENTRE and not _centred_text(page, line)
    if centred or _is_small(line):
        return not (stops and _is_lead(page, picture, line))
    if line.bold or line.indented:
        return False
    alike = _like_paragraphs(page, line)
    return (line.weight < 120 and not stops) if alike else (line.weight < 80 or not stops)


def _is_lead(page: Page, picture: Line, line: Line) -> bool:
    """Whether a sentence is the first of the text's paragraphs, and the picture none of them."""
    parent = line.block.getparent()
    after = page.lines[line.index + 1 : line.index + 4]
    siblings = [other for other in after if other.block.getparent() is parent]
    home = picture.block if picture.block.tag != line.block.tag else picture.block.getparent()
    return home is not parent and any(other.weight >= 60 for other in siblings)


def _centred_text(page: Page, line: Line) -> bool:
    """Whether the running text after a line is centred too: then being centred says nothing."""
    after = page.lines[line.index + 1 : line.index + 8]
    return any(other.place & Place.CENTRE and other.weight > 120 for other in after)


def _is_small(line: Line) -> bool:
    """Whether the whole line is set small, slanted or grey, as captions are."""
    runs = [run for run in line.runs if run.text]
    return all(
        run.node.tag in ("em", "i", "small", "figcaption")
        or run.node.get("size") in ("1", "2", "-1", "-2")
        or re.search(
            r"font-size\s*:\s*(?:\d|1[0-3])(?:\.\d+)?px|font-style\s*:\s*italic",
            run.node.get("style") or "",
        )
        for run in runs
    )


def _like_paragraphs(page: Page, line: Line) -> bool:
    """Whether the next lines look the same: then a caption cannot be told by its shape."""
    shape = (line.block.tag, line.block.get("class"))
    after = page.lines[line.index + 1 : line.index + 6]
    return any(
        (other.block.tag, other.block.get("class")) == shape and other.weight > 80
        for other in after
    )
