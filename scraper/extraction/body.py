"""The article's text as blocks: every paragraph and subhead once, in order, nothing else."""

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from scraper.dates import find_date
from scraper.extraction import words
from scraper.extraction.lines import Line
from scraper.extraction.page import Page
from scraper.extraction.place import Place
from scraper.extraction.prose import is_prose
from scraper.items import Block, BlockKind

_END = re.compile(r"[.。!！?？…;；:：,，、\"”’」』）)\]】]$")
_STOPS = re.compile(r"[.。!！?？…;；]$|[.。!！?？…][\"”’」』）)]$")
Shape = tuple[str, str, HtmlElement | None]
_ASKS = re.compile(r"[?？][\"”’」』]?$")
_RULE = re.compile(r"[\W_]*")


@dataclass(slots=True)
class Piece:
    """Lines that make one paragraph, subhead, list or table."""

    lines: list[Line]
    joint: str = " "

    @property
    def text(self) -> str:
        return self.joint.join(line.text for line in self.lines)

    @property
    def first(self) -> Line:
        return self.lines[0]


@dataclass(slots=True)
class Body:
    """`blocks` in order; `extent` from the first to behind the last line that is in them."""

    blocks: list[Block] = field(default_factory=list)
    extent: range = range(0)


def read_body(page: Page, container: HtmlElement, out: set[int], start: int) -> Body:
    """The blocks of the text in `container` from line `start` on, lines in `out` left out."""
    extent = page.extents[container]
    lines = [
        page.lines[index]
        for index in extent
        if index >= start and index not in out and page.lines[index].image is None
    ]
    lines = _without_boxes(page, container, lines)
    pieces = _pieces(page, lines)
    prose = [index for index, piece in enumerate(pieces) if _is_text(piece)]
    if not prose:
        return Body()
    shapes = Counter(_shape(pieces[index].first) for index in prose)
    while len(prose) > 1 and words.FOOTER.search(pieces[prose[-1]].text):
        prose.pop()
    last = _last(pieces, prose, shapes)
    kept = [
        piece
        for index, piece in enumerate(pieces[: last + 1])
        if _belongs(piece, index < prose[0], shapes)
    ]
    questions = [piece.first.bold and _ASKS.search(piece.text) is not None for piece in kept]
    dialogue = sum(questions) >= 3
    blocks = [
        Block(_kind(piece, shapes, dialogue and asks), piece.text)
        for piece, asks in zip(kept, questions, strict=True)
    ]
    if not kept:
        return Body()
    return Body(_joined(blocks), range(kept[0].first.index, kept[-1].lines[-1].index + 1))


def _without_boxes(page: Page, container: HtmlElement, lines: list[Line]) -> list[Line]:
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
    aside = Place.ASIDE if not all(Place.ASIDE in line.place for line in lines) else Place(0)
    verdicts: dict[HtmlElement, bool] = {}
    kept = []
    for line in lines:
        box = _child_of(home, line.block)
        if box is None:
            kept.append(line)
            continue
        if box not in verdicts:
            verdicts[box] = _is_box(page, box, total)
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


def _is_box(page: Page, node: HtmlElement, total: int) -> bool:
    """Whether a part of the text's block is none: it holds a form or an advertisement's label."""
    inside = [page.lines[index] for index in page.extents.get(node, range(0))]
    if sum(line.weight for line in inside if is_prose(line)) > 0.4 * total:
        return False
    if any(True for _ in node.iter("form", "button", "input", "ins")):
        return True
    return any(line.image is None and words.is_label(words.AD, line.text) for line in inside)


def _shape(line: Line) -> Shape:
    """What paragraphs of one article share: tag, class and parent of their block."""
    block = line.block
    return block.tag, block.get("class") or "", block.getparent()


def _is_text(piece: Piece) -> bool:
    if Place.HEADING in piece.first.place or _is_heading(piece):
        return False
    weight = sum(line.weight for line in piece.lines)
    linked = sum(line.weight * line.link_share for line in piece.lines)
    if linked > 0.5 * weight or words.CREDIT.match(piece.text):
        return False
    return is_prose(piece.first) or weight >= 60


def _last(pieces: list[Piece], prose: list[int], shapes: Counter[Shape]) -> int:
    """The last piece of the text: the last prose, or short text after it of the same shape."""
    last = prose[-1]
    for index in range(last + 1, len(pieces)):
        piece = pieces[index]
        alike = _shape(piece.first) in shapes or Place.QUOTE in piece.first.place
        if not alike or not _STOPS.search(piece.text) or _is_furniture(piece):
            break
        last = index
    return last


def _is_furniture(piece: Piece) -> bool:
    """Whether a piece says by its words that it is no part of the text."""
    text, line = piece.text, piece.first
    if _RULE.fullmatch(text):
        return True
    if words.CREDIT.match(text) and line.weight < 260:
        return True
    if any(words.is_label(label, text) for label in (words.AD, words.SHARE, words.COMMENTS)):
        return True
    linked = sum(part.weight * part.link_share for part in piece.lines)
    weight = sum(part.weight for part in piece.lines) or 1
    if linked > 0.66 * weight and Place.HEADING not in line.place:
        return not (linked < 0.99 * weight and _STOPS.search(text))
    head = text.replace("：", ":").partition(":")[0]
    return bool(linked) and words.is_label(words.RELATED, head) and len(head) < len(text)


def _belongs(piece: Piece, early: bool, shapes: Counter[Shape]) -> bool:
    if _is_furniture(piece):
        return False
    if _is_text(piece) or _is_heading(piece) or Place.QUOTE in piece.first.place:
        return not (early and _is_meta(piece))
    if early:
        return False
    alike = _shape(piece.first) in shapes or piece.first.block.tag in ("p", "li", "td", "th")
    inline = (
        piece.first.block.tag == "div" and piece.first.weight <= 90 and not piece.first.link_share
    )
    return alike or inline or _STOPS.search(piece.text) is not None


def _is_meta(piece: Piece) -> bool:
    """Whether a short piece before the text is a line of date, source, byline or the like."""
    text, line = piece.text, piece.first
    if line.weight > 160:
        return False
    return (
        find_date(line.spaced) is not None
        or words.BYLINE.match(text) is not None
        or words.VIEWS.search(text) is not None
        or words.is_label(words.TAGS, text.replace("：", ":").partition(":")[0])
        or (line.link_share > 0.3 and not _STOPS.search(text))
    )


def _is_heading(piece: Piece) -> bool:
    line = piece.first
    if Place.HEADING in line.place:
        return True
    short = sum(part.weight for part in piece.lines) <= 130 and len(piece.lines) <= 2
    if not short or (_END.search(piece.text) and not _ASKS.search(piece.text)):
        return False
    return all(part.bold or _is_large(part) for part in piece.lines) and line.link_share < 0.5


def _is_large(line: Line) -> bool:
    return all(
        run.node.tag in ("font", "big") and run.node.get("size", "+1") not in ("1", "2", "3", "-1")
        for run in line.runs
        if run.text
    )


def _kind(piece: Piece, shapes: Counter[Shape], question: bool) -> BlockKind:
    """`question`: a bold question of a dialogue, which is said and so is no subhead."""
    line = piece.first
    if Place.QUOTE in line.place:
        return "quote"
    if piece.joint == "\n":
        return "table" if line.block.tag in ("td", "th") else "list"
    if question and Place.HEADING not in line.place:
        return "paragraph"
    apart = line.weight <= 90 and not _END.search(piece.text) and _shape(line) not in shapes
    lone = apart and line.block.tag not in ("p", "td") and len(piece.lines) == 1
    return "heading" if _is_heading(piece) or lone else "paragraph"


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks, each text once where the page repeats it right away."""
    found: list[Block] = []
    for block in blocks:
        if not found or found[-1].text != block.text:
            found.append(block)
    return found


def _pieces(page: Page, lines: list[Line]) -> list[Piece]:
    """The lines, put together where one paragraph, list or table has several of them."""
    pieces: list[Piece] = []
    doubled = _doubled(lines)
    for line in lines:
        previous = pieces[-1] if pieces else None
        before = previous.lines[-1] if previous else None
        if previous is None or before is None:
            pieces.append(Piece([line]))
        elif (group := _group(line)) is not None and group is _group(before):
            _add_member(previous, before, line)
        elif before.block is line.block and _continues(before, line, doubled):
            previous.lines.append(line)
        else:
            pieces.append(Piece([line], "\n" if _group(line) is not None else " "))
    return pieces


def _add_member(piece: Piece, before: Line, line: Line) -> None:
    piece.joint = "\n"
    piece.lines.append(line)


def _group(line: Line) -> HtmlElement | None:
    """The list or data table that a line is a member of."""
    node: HtmlElement | None = line.block
    for _ in range(4):
        if node is None or node.tag in ("td", "th", "blockquote"):
            break
        if node.tag == "li":
            parent: HtmlElement | None = node.getparent()
            return parent if parent is not None and parent.tag in ("ul", "ol") else None
        node = node.getparent()
    return None


def _doubled(lines: list[Line]) -> set[HtmlElement]:
    """The blocks in which an empty line parts the paragraphs."""
    return {line.block for line in lines if line.breaks >= 2}


def _continues(before: Line, line: Line, doubled: set[HtmlElement]) -> bool:
    """Whether a line goes on with the paragraph of the line before it in the same block."""
    if line.index != before.index + 1 and line.breaks == 0:
        return False
    if line.breaks >= 2 or line.indented or line.bold != before.bold:
        return False
    if line.breaks == 0:
        return before.block is line.block and line.index == before.index + 1
    if line.block in doubled:
        return True
    return not _END.search(before.text) and not (line.weight < 40 or before.weight < 40)
