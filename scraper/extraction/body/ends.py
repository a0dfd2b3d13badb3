"""Where in a block the text begins and ends."""

from collections import Counter

from scraper.extraction.body.paragraphs import Shape, is_furniture, is_heading, is_meta, shape
from scraper.extraction.body.pieces import Piece
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line
from scraper.extraction.page.sentences import asks, is_whole
from scraper.extraction.parts.prose import is_meta_line, is_prose
from scraper.extraction.vocabulary.speakers import LABEL, begins_turn, label_in
from scraper.values.dates import find_date

# A lead has fewer paragraphs, and as many lines stand below it at most.
_LEAD, _HEAD = 4, 8
# So many paragraphs of one shape make it the text's own.
_MANY = 3
# So much of a list in links makes it one.
_A_MENU = 0.3


def below_head(lines: list[Line]) -> list[Line]:
    """The lines without those short ones that stand above the line of date and views."""
    dated = (n for n, line in enumerate(lines[:6]) if is_meta_line(line) and find_date(line.text))
    at = next(dated, 0)
    return [line for n, line in enumerate(lines) if n >= at or is_prose(line)]


def behind_lead(pieces: list[Piece], prose: list[int]) -> int:
    """Where the text goes on behind a lead of another shape, which can stand above the line of date
    and author; 0 where it has none."""
    shapes = Counter(pieces[at].first.shape for at in prose)
    usual = {shape for shape, _ in shapes.most_common(1)}
    found = next((at for at in prose[:_LEAD] if pieces[at].first.shape in usual), 0)
    return found if found <= prose[0] + _HEAD else 0


def last_of(pieces: list[Piece], prose: list[int], shapes: Counter[Shape]) -> int:
    """The last piece of the text: the last prose, or what goes on with it though it is none."""
    last = prose[-1]
    if last + 1 == len(pieces):
        return last
    labels = Counter(filter(None, map(_label, pieces[: last + 1])))
    for index in range(last + 1, len(pieces)):
        piece = pieces[index]
        if is_furniture(piece) or is_meta_line(piece.first):
            break
        said = begins_turn(piece.text) or labels[_label(piece)] > 1
        asked = asks(pieces[index - 1].text) and not piece.link_share
        alike = shape(piece.first) in shapes or bool(piece.first.place & Place.QUOTE)
        plain = alike and shapes[shape(piece.first)] >= _MANY and _is_verse(piece)
        if said or plain or (alike and (asked or is_whole(piece.text))) or _is_item(piece, shapes):
            last = index
        elif not is_heading(piece):
            break
    return last


def _is_verse(piece: Piece) -> bool:
    """Whether a line without a full stop can be a verse, or a detail that closes a text."""
    text = piece.text
    # What an agency or a reporter signs with is none.
    signed = "@" in text or text[-1] in "/／"
    return not piece.link_share and text[0].isalnum() and not signed and not is_meta(piece)


def _label(piece: Piece) -> str:
    """What stands before a colon at the beginning of a piece, or an empty text."""
    found = LABEL.match(piece.text)
    return label_in(found) if found else ""


def _is_item(piece: Piece, shapes: Counter[Shape]) -> bool:
    """Whether a piece is a list or a table that stands among the paragraphs, and is no menu."""
    if not (piece.is_table or (piece.joint == "\n" and len(piece.lines) > 1)):
        return False
    around = {parent for _, _, parent in shapes}
    node = piece.first.block.getparent()
    for _ in range(4):
        if node is None or node in around:
            break
        node = node.getparent()
    return node is not None and node in around and piece.link_share < _A_MENU
