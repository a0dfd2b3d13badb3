"""The article's text as blocks: every paragraph and subhead once, in order, nothing else."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from scraper.extraction.body.boxes import without_boxes
from scraper.extraction.body.dialogue.dialogue import with_speakers
from scraper.extraction.body.ends import behind_lead, below_head, last_of
from scraper.extraction.body.paragraphs import (
    Shape,
    is_bio,
    is_dateline,
    is_furniture,
    is_heading,
    is_meta,
    is_short_question,
    is_text,
    shape,
)
from scraper.extraction.body.pieces import Piece, make_pieces
from scraper.extraction.body.pull_quotes import without_pull_quotes
from scraper.extraction.body.standfirst import find_standfirst
from scraper.extraction.fields.title import folded
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.page.sentences import asks, is_marked, is_whole
from scraper.extraction.parts.prose import is_meta_line
from scraper.extraction.vocabulary import words
from scraper.extraction.vocabulary.speakers import begins_turn, plain_label, role_of
from scraper.items import Block, BlockKind

# More subheads in a row are a list of something else.
_MOST_HEADS = 3
# What can end with a word about the writer is longer.
_LEAST = 2


@dataclass
class Body:
    """`lead` and `parts`: pieces of the page, each with its block before speakers are told;
    `extent` from the first to behind the last line in them. `tail` is a subhead right behind
    them, whose text can be on an article's next page."""

    lead: list[Line] = field(default_factory=list)
    parts: list[tuple[Piece, Block]] = field(default_factory=list)
    extent: range = range(0)
    tail: list[tuple[Piece, Block]] = field(default_factory=list)

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks in order, with who speaks."""
        return told(self.lead, self.parts)


def read_body(
    page: Page, container: HtmlElement, out: set[int], window: range, title: str | None
) -> Body:
    """The blocks of the text in `container` within `window`, lines in `out` left out; a standfirst
    between the title and the container is the first of them. `title` itself is no part of it."""
    extent = page.extents[container]
    inside = (page.lines[index] for index in extent if index in window and index not in out)
    lines = below_head([line for line in inside if may_be_text(line)])
    pieces = make_pieces(without_boxes(page, container, lines))
    prose = [index for index, piece in enumerate(pieces) if is_text(piece)]
    if not prose:
        return Body()
    while len(prose) > 1 and is_dateline(pieces[prose[0]]):
        prose.pop(0)
    shapes = Counter(
        shape(pieces[index].first) for index in prose if not is_short_question(pieces[index])
    )
    while len(prose) > 1 and words.FOOTER.search(pieces[prose[-1]].text):
        prose.pop()
    last = last_of(pieces, prose, shapes)
    second = behind_lead(pieces, prose)
    kept = [
        piece
        for index, piece in enumerate(pieces[: last + 1])
        if piece.text != title
        and (
            _is_said(pieces, index)
            or (
                _belongs(piece, index < prose[0], shapes)
                and not (index < second and is_meta(piece) and not is_text(piece))
            )
        )
    ]
    kept = _trimmed(without_pull_quotes(_with_text(kept)))
    if not kept:
        return Body()
    questions = [_may_be_asked(piece, shapes) for piece in kept]
    dialogue = sum(questions) >= 3
    blocks = [
        Block(_kind(piece, shapes, dialogue and asked), piece.text)
        for piece, asked in zip(kept, questions, strict=True)
    ]
    lead = find_standfirst(page, range(window.start, kept[0].first.index), out, title)
    lead = [line for line in lead if not _is_repeated(line.text, blocks[0].text)]
    parts = list(zip(kept, blocks, strict=True))
    extent = range(kept[0].first.index, kept[-1].lines[-1].index + 1)
    return Body(lead, parts, extent, _subhead_behind(pieces, last))


def _subhead_behind(pieces: list[Piece], last: int) -> list[tuple[Piece, Block]]:
    """The subhead that stands right behind the text's last piece, among its paragraphs."""
    for piece in pieces[last + 1 : last + 2]:
        beside = piece.first.block.getparent() is pieces[last].first.block.getparent()
        if beside and is_heading(piece) and not piece.link_share and not is_furniture(piece):
            return [(piece, Block("heading", piece.text))]
    return []


def told(lead: list[Line], parts: list[tuple[Piece, Block]]) -> list[Block]:
    """The blocks of a text of one page or of several, with who speaks, each text once where it is
    repeated right away."""
    blocks = with_speakers([piece for piece, _ in parts], [block for _, block in parts])
    return _joined([*(Block("paragraph", line.text) for line in lead), *blocks])


def _trimmed(kept: list[Piece]) -> list[Piece]:
    """The pieces without a first that only begins the second, and a last about the writer."""
    if len(kept) > 1 and _is_repeated(kept[0].text, kept[1].text):
        kept = kept[1:]
    return kept[:-1] if len(kept) > _LEAST and is_bio(kept[-1]) else kept


def _with_text(kept: list[Piece]) -> list[Piece]:
    """The pieces without headings that have no text: those at the end, all but the last before the
    first paragraph, and all but the last of many in a row, which are a list of something else."""
    found: list[Piece] = []
    heads: list[Piece] = []
    for piece in kept:
        if is_heading(piece):
            heads.append(piece)
            continue
        found += heads[-1:] if len(heads) > _MOST_HEADS or not found else heads
        found.append(piece)
        heads = []
    return found


def may_be_text(line: Line) -> bool:
    """Whether a line is text and no picture's caption."""
    return line.image is None and not (line.place & Place.CAPTION and line.weight < 500)


def _is_said(pieces: list[Piece], index: int) -> bool:
    """Whether a piece is a question or answer by its label, or a term of a list of them."""
    text = pieces[index].text
    if pieces[index].first.block.tag != "dt":
        return begins_turn(text)
    following = pieces[index + 1].text if index + 1 < len(pieces) else ""
    label = plain_label(text.rstrip(":： "))
    return asks(text) or (
        (role_of(label) is not None or label != text) and is_marked(following[-1:])
    )


def _belongs(piece: Piece, early: bool, shapes: Counter[Shape]) -> bool:
    if is_furniture(piece) or is_meta_line(piece.first):
        return False
    if early and not is_text(piece) and (piece.first.block.tag in ("th", "dt") or is_meta(piece)):
        return False
    if is_text(piece) or is_heading(piece) or piece.first.place & Place.QUOTE:
        return not (early and is_meta(piece))
    if early:
        # The first sentence may be too short for running text.
        plain = shape(piece.first) in shapes and not piece.link_share and not is_meta(piece)
        return plain and is_whole(piece.text)
    alike = shape(piece.first) in shapes or piece.first.block.tag in ("p", "li", "td", "th", "dt")
    inline = (
        piece.first.block.tag == "div" and piece.first.weight <= 90 and not piece.first.link_share
    )
    # A line that stands loose among paragraphs.
    loose = not piece.link_share and any(piece.first.block is parent for _, _, parent in shapes)
    return alike or inline or loose or is_whole(piece.text)


def _may_be_asked(piece: Piece, shapes: Counter[Shape]) -> bool:
    """Whether a piece is a question that is set apart from the text around it."""
    apart = piece.first.bold or shape(piece.first) not in shapes
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
    ended = is_marked(piece.text) and not is_short_question(piece)
    apart = line.weight <= 90 and not ended and shape(line) not in shapes
    lone = apart and line.block.tag not in ("p", "td") and len(piece.lines) == 1
    return "heading" if is_heading(piece) or lone else "paragraph"


def _is_repeated(lead: str, text: str) -> bool:
    """Whether a lead is the beginning of the text itself, cut short or not."""
    return folded(text).startswith(folded(lead.rstrip(".… ")))


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks, each text once where the page repeats it right away."""
    found: list[Block] = []
    for block in blocks:
        if not found or found[-1].text != block.text:
            found.append(block)
    return found
