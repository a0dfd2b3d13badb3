"""Boxes that are set into a text and are no part of it: advertisements, forms, asides.

A box never holds a line of the shape that the text's own paragraphs have.
"""

from bisect import bisect_left
from collections import Counter

from lxml.html import HtmlElement

from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, Shape
from scraper.extraction.page.page import Page
from scraper.extraction.parts.prose import is_prose
from scraper.extraction.vocabulary import words

# Beside the most common shape, the share of the text that one has at least to be the text's own.
_MAIN = 0.25
# A box is smaller than the text that it is set into.
_LARGEST = 0.4
_SMALL = 200
_CLIMB = 30
# A picture's own lines and letters: caption and credit.
_CAPTIONS, _CAPTION = 3, 600


def without_boxes(page: Page, container: HtmlElement, lines: list[Line]) -> list[Line]:
    """The lines less those in boxes set into the text: advertisements, forms, asides."""
    weights: Counter[Shape] = Counter()
    for line in lines:
        if is_prose(line):
            weights[line.shape] += line.weight
    total = sum(weights.values())
    main = {shape for shape, _ in weights.most_common(1)}
    main |= {shape for shape, weight in weights.items() if weight >= _MAIN * total}
    at = [line.index for line in lines if line.shape in main]
    aside = Place.ASIDE if not all(line.place & Place.ASIDE for line in lines) else 0
    verdicts: dict[HtmlElement, bool] = {}
    kept = []
    ads = _advertised(page, container, lines, total)
    for line in lines:
        if line.place & aside or line.index in ads:
            continue
        box = None if line.shape in main else _box(page, container, line, at)
        if box is not None and box not in verdicts:
            verdicts[box] = _is_no_text(page, box, total)
        if box is None or not verdicts[box]:
            kept.append(line)
    return kept


def _box(page: Page, container: HtmlElement, line: Line, main: list[int]) -> HtmlElement | None:
    """The largest block round a line, within the container, that holds no line in `main`."""
    found: HtmlElement | None = None
    node: HtmlElement | None = line.block
    for _ in range(_CLIMB):
        if node is None or node is container:
            break
        extent = page.extents.get(node)
        if extent is not None:
            if bisect_left(main, extent.start) < bisect_left(main, extent.stop):
                break
            found = node
        node = node.getparent()
    return found


def _advertised(page: Page, container: HtmlElement, lines: list[Line], total: int) -> set[int]:
    """The lines of the smallest blocks that each begin with an advertisement's label and hold
    something else, whatever shape that has."""
    found: set[int] = set()
    for line in lines:
        if not words.is_label(words.AD, line.text):
            continue
        node: HtmlElement | None = line.block
        while node is not None and node is not container and len(page.extents.get(node, ())) < 2:
            node = node.getparent()
        inside = page.extents.get(node, range(0)) if node is not None else range(0)
        if node is not container and inside.start == line.index:
            prose = sum(page.lines[at].weight for at in inside if is_prose(page.lines[at]))
            found |= set(inside) if prose <= _LARGEST * total else set()
    return found


def _is_no_text(page: Page, box: HtmlElement, total: int) -> bool:
    """Whether a box is none of the text: it holds a form or a picture with its caption, or is
    small and links somewhere."""
    inside = [page.lines[index] for index in page.extents[box]]
    if sum(line.weight for line in inside if is_prose(line)) > _LARGEST * total:
        return False
    if any(True for _ in box.iter("form", "button", "input", "ins")):
        return True
    linked = any(line.link_share > 0 for line in inside)
    weight = sum(line.weight for line in inside)
    texts = [line for line in inside if line.image is None]
    if 0 < len(texts) <= _CAPTIONS and len(texts) < len(inside) and weight < _CAPTION:
        return True
    return box.tag in ("div", "section") and len(inside) > 1 and linked and weight < _SMALL
