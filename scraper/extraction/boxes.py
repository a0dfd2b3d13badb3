"""Boxes that are set into a text and are no part of it: advertisements, forms, asides."""

from collections import Counter

from lxml.html import HtmlElement

from scraper.extraction import words
from scraper.extraction.lines import Line
from scraper.extraction.page import Page
from scraper.extraction.place import Place
from scraper.extraction.prose import is_prose


def without_boxes(page: Page, container: HtmlElement, lines: list[Line]) -> list[Line]:
    """The lines less those in boxes set into the text: advertisements, forms, asides."""
    weights: Counter[HtmlElement] = Counter()
    for line in lines:
        if is_prose(line):
            parent = line.block if line.block is container else line.block.getparent()
            weights[parent] += line.weight
    if not weights:
        return lines
    home = weights.most_common(1)[0][0]
    total = sum(weights.values())
    aside = Place.ASIDE if not all(line.place & Place.ASIDE for line in lines) else 0
    # Where the text's paragraphs stand side by side, a small block with a link is set in between.
    plain = sum(is_prose(line) and line.block.getparent() is home for line in lines) > 2
    verdicts: dict[HtmlElement, bool] = {}
    kept = []
    for line in lines:
        box = _child_of(home, line.block)
        if box is None:
            box = _child_of(container, line.block)
        if box is None:
            kept.append(line)
            continue
        if box not in verdicts:
            verdicts[box] = _is_box(page, box, total, plain)
        if not verdicts[box] and not line.place & aside:
            kept.append(line)
    return kept


def _child_of(home: HtmlElement, node: HtmlElement) -> HtmlElement | None:
    current: HtmlElement | None = node
    for _ in range(12):
        if current is None:
            return None
        parent = current.getparent()
        if parent is home:
            return current
        current = parent
    return None


def _is_box(page: Page, node: HtmlElement, total: int, plain: bool) -> bool:
    """Whether a part of the text's block is none: it holds a form or an advertisement's label, or,
    beside `plain` paragraphs, is small and links somewhere."""
    inside = [page.lines[index] for index in page.extents.get(node, range(0))]
    if sum(line.weight for line in inside if is_prose(line)) > 0.4 * total:
        return False
    if any(True for _ in node.iter("form", "button", "input", "ins")):
        return True
    if any(line.image is None and words.is_label(words.AD, line.text) for line in inside):
        return True
    linked = any(line.link_share > 0 for line in inside)
    weight = sum(line.weight for line in inside)
    return plain and node.tag in ("div", "section") and len(inside) > 1 and linked and weight < 200
