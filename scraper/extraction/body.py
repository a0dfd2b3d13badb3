"""The article's text as blocks: every paragraph and subhead once, in order, nothing else."""

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from scraper.dates import find_date
from scraper.extraction import words
from scraper.extraction.boxes import without_boxes
from scraper.extraction.dialogue import with_speakers
from scraper.extraction.lines import Line
from scraper.extraction.page import Page
from scraper.extraction.pieces import Piece, make_pieces
from scraper.extraction.place import Place
from scraper.extraction.prose import is_meta_line, is_prose
from scraper.extraction.sentences import asks, is_marked, is_whole
from scraper.extraction.speakers import begins_turn, role_of
from scraper.extraction.standfirst import find_standfirst
from scraper.items import Block, BlockKind

Shape = tuple[str, str, HtmlElement | None]
_VIDEO = re.compile(r"(?:video|watch|视频|視頻|动画|audio|音频|listen)\s*[:：|]", re.IGNORECASE)
_RULE = re.compile(r"[\W_]*")
# A lead has fewer paragraphs, and as many lines stand below it at most.
_LEAD, _HEAD = 4, 8
# More subheads in a row are a list of something else.
_MOST_HEADS = 3
_A_TITLE, _A_LABEL = 20, 40


@dataclass(slots=True)
class Body:
    """`blocks` in order; `extent` from the first to behind the last line that is in them."""

    blocks: list[Block] = field(default_factory=list)
    extent: range = range(0)


def read_body(
    page: Page, container: HtmlElement, out: set[int], window: range, title: str | None
) -> Body:
    """The blocks of the text in `container` within `window`, lines in `out` left out; a standfirst
    between the title and the container is the first of them. `title` itself is no part of it."""
    extent = page.extents[container]
    lines = [
        page.lines[index]
        for index in extent
        if index in window and index not in out and may_be_text(page.lines[index])
    ]
    lines = _below_head(lines)
    lines = without_boxes(page, container, lines)
    pieces = make_pieces(lines)
    prose = [index for index, piece in enumerate(pieces) if _is_text(piece)]
    if not prose:
        return Body()
    shapes = Counter(
        _shape(pieces[index].first) for index in prose if not _is_short_question(pieces[index])
    )
    while len(prose) > 1 and words.FOOTER.search(pieces[prose[-1]].text):
        prose.pop()
    last = _last(pieces, prose, shapes)
    second = _second(pieces, prose)
    kept = [
        piece
        for index, piece in enumerate(pieces[: last + 1])
        if piece.text != title
        and (_is_said(pieces, index) or _belongs(piece, index < prose[0], shapes))
        and not (index < second and _is_meta(piece) and not _is_text(piece))
    ]
    kept = _with_text(kept)
    questions = [_may_be_asked(piece, shapes) for piece in kept]
    dialogue = sum(questions) >= 3
    blocks = [
        Block(_kind(piece, shapes, dialogue and asked), piece.text)
        for piece, asked in zip(kept, questions, strict=True)
    ]
    if not kept:
        return Body()
    lead = find_standfirst(page, range(window.start, kept[0].first.index), out, title)
    blocks = with_speakers(kept, blocks)
    blocks = [Block("paragraph", line.text) for line in lead] + blocks
    return Body(_joined(blocks), range(kept[0].first.index, kept[-1].lines[-1].index + 1))


def _second(pieces: list[Piece], prose: list[int]) -> int:
    """Where the text goes on behind a lead of another shape, which can stand above the line of date
    and author; 0 where it has none."""
    shapes = Counter(pieces[at].first.shape for at in prose)
    usual = {shape for shape, _ in shapes.most_common(1)}
    found = next((at for at in prose[:_LEAD] if pieces[at].first.shape in usual), 0)
    return found if found <= prose[0] + _HEAD else 0


def _with_text(kept: list[Piece]) -> list[Piece]:
    """The pieces without headings that have no text: those at the end, all but the last before the
    first paragraph, and all but the last of many in a row, which are a list of something else."""
    found: list[Piece] = []
    heads: list[Piece] = []
    for piece in kept:
        if _is_heading(piece):
            heads.append(piece)
            continue
        found += heads[-1:] if len(heads) > _MOST_HEADS or not found else heads
        found.append(piece)
        heads = []
    return found


def _below_head(lines: list[Line]) -> list[Line]:
    """The lines without those short ones that stand above the line of date and views."""
    dated = (n for n, line in enumerate(lines[:6]) if is_meta_line(line) and find_date(line.text))
    at = next(dated, 0)
    return [line for n, line in enumerate(lines) if n >= at or is_prose(line)]


def may_be_text(line: Line) -> bool:
    """Whether a line is text and no picture's caption."""
    return line.image is None and not (line.place & Place.CAPTION and line.weight < 500)


def _shape(line: Line) -> Shape:
    """What paragraphs of one article share: tag, class and parent of their block."""
    block = line.block
    return block.tag, block.get("class") or "", block.getparent()


def _is_text(piece: Piece) -> bool:
    if piece.first.place & Place.HEADING or _is_heading(piece):
        return False
    if piece.is_table or piece.link_share > 0.5 or words.CREDIT.match(piece.text):
        return False
    return is_prose(piece.first) or piece.weight >= 60


def _last(pieces: list[Piece], prose: list[int], shapes: Counter[Shape]) -> int:
    """The last piece of the text: the last prose, or short text after it of the same shape."""
    last = prose[-1]
    for index in range(last + 1, len(pieces)):
        piece = pieces[index]
        alike = _shape(piece.first) in shapes or piece.first.place & Place.QUOTE
        if not alike or not is_whole(piece.text) or _is_furniture(piece):
            break
        last = index
    return last


def _is_furniture(piece: Piece) -> bool:
    """Whether a piece says by its words that it is no part of the text."""
    text, line = piece.text, piece.first
    if _RULE.fullmatch(text) or (line.weight < 120 and _VIDEO.match(text)):
        return True
    if words.CREDIT.match(text) and line.weight < 260:
        return True
    weight, linked = piece.weight, piece.link_share
    if (words.APPEAL.match(text) and weight < 420) or (weight < 320 and words.is_notice(text)):
        return True
    if any(words.is_label(label, text) for label in (words.AD, words.SHARE, words.COMMENTS)):
        return True
    if (len(piece.lines) > 1 and linked > 0.5) or _announces_link(piece):
        return True
    head = text.replace("：", ":").partition(":")[0]
    if linked and len(head) < len(text) and words.is_label(words.RELATED, head):
        return True
    if linked > 0.66:
        return not (linked < 0.99 and is_whole(text))
    return False


def _is_said(pieces: list[Piece], index: int) -> bool:
    """Whether a piece is a question or answer by its label, or a term of a list of them."""
    text = pieces[index].text
    if pieces[index].first.block.tag != "dt":
        return begins_turn(text)
    following = pieces[index + 1].text if index + 1 < len(pieces) else ""
    return asks(text) or (role_of(text) is not None and asks(following))


def _announces_link(piece: Piece) -> bool:
    """Whether a piece is a few words, a colon or an arrow, and a link: "Read also: title"."""
    runs = [run for line in piece.lines for run in line.runs if run.text]
    if len(runs) < 2 or runs[-1].link is None or len(runs[-1].text) < _A_TITLE:
        return False
    head = "".join(run.raw for run in runs[:-1] if run.link is not runs[-1].link).strip()
    return len(head) <= _A_LABEL and head[-1:] in tuple(":：|｜>»›→➡-–—")


def _belongs(piece: Piece, early: bool, shapes: Counter[Shape]) -> bool:
    if _is_furniture(piece) or is_meta_line(piece.first):
        return False
    if early and not _is_text(piece) and (piece.first.block.tag in ("th", "dt") or _is_meta(piece)):
        return False
    if _is_text(piece) or _is_heading(piece) or piece.first.place & Place.QUOTE:
        return not (early and _is_meta(piece))
    if early:
        # The first sentence may be too short for running text.
        plain = _shape(piece.first) in shapes and not piece.link_share and not _is_meta(piece)
        return plain and is_whole(piece.text)
    alike = _shape(piece.first) in shapes or piece.first.block.tag in ("p", "li", "td", "th")
    inline = (
        piece.first.block.tag == "div" and piece.first.weight <= 90 and not piece.first.link_share
    )
    return alike or inline or is_whole(piece.text)


def _is_meta(piece: Piece) -> bool:
    """Whether a short piece before the text is a line of date, source, byline or the like."""
    text, line = piece.text, piece.first
    if line.weight > 160:
        return False
    return (
        find_date(line.spaced) is not None
        or bool(line.place & Place.BYLINE)
        or words.BYLINE.match(text) is not None
        or words.VIEWS.search(text) is not None
        or words.is_label(words.TAGS, text.replace("：", ":").partition(":")[0])
        or (line.link_share > 0.3 and not is_whole(text))
    )


def _is_heading(piece: Piece) -> bool:
    line = piece.first
    if piece.is_table:
        return False
    if line.place & Place.HEADING:
        return True
    short = piece.weight <= 130 and len(piece.lines) <= 2
    if not short or (is_marked(piece.text) and not asks(piece.text)):
        return False
    return all(part.bold or _is_large(part) for part in piece.lines) and line.link_share < 0.5


def _is_large(line: Line) -> bool:
    return all(
        run.node.tag in ("font", "big") and run.node.get("size", "+1") not in ("1", "2", "3", "-1")
        for run in line.runs
        if run.text
    )


def _is_short_question(piece: Piece) -> bool:
    """Whether a piece is a question short enough for a subhead."""
    return asks(piece.text) and piece.first.weight <= 70 and piece.first.text[0] not in '“"「『'


def _may_be_asked(piece: Piece, shapes: Counter[Shape]) -> bool:
    """Whether a piece is a question that is set apart from the text around it."""
    apart = piece.first.bold or _shape(piece.first) not in shapes
    return apart and asks(piece.text)


def _kind(piece: Piece, shapes: Counter[Shape], question: bool) -> BlockKind:
    """`question`: a bold question of a dialogue, which is said and so is no subhead."""
    line = piece.first
    if line.place & Place.QUOTE:
        return "quote"
    if piece.is_table:
        return "table"
    if piece.joint == "\n":
        return "list"
    if question and not line.place & Place.HEADING:
        return "paragraph"
    ended = is_marked(piece.text) and not _is_short_question(piece)
    apart = line.weight <= 90 and not ended and _shape(line) not in shapes
    lone = apart and line.block.tag not in ("p", "td") and len(piece.lines) == 1
    return "heading" if _is_heading(piece) or lone else "paragraph"


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks, each text once where the page repeats it right away."""
    found: list[Block] = []
    for block in blocks:
        if not found or found[-1].text != block.text:
            found.append(block)
    return found
