"""What a piece of a text is by its words, markup and shape: running text, a subhead, a line of date
and author, or furniture."""

import re

from lxml.html import HtmlElement

from scraper.extraction.body.pieces import Piece
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, font_size, is_slanted, weight_of
from scraper.extraction.page.sentences import asks, is_ended, is_marked, is_whole
from scraper.extraction.parts.prose import is_prose
from scraper.extraction.vocabulary import credits, words
from scraper.extraction.vocabulary.names import is_person
from scraper.values.clean import parted_at_colon
from scraper.values.dates import find_date

Shape = tuple[str, str, HtmlElement | None]
_VIDEO = re.compile(r"(?:video|watch|视频|視頻|动画|audio|音频|listen)\s*[:：|]", re.IGNORECASE)
_RULE = re.compile(r"[\W_]*")
_A_TITLE, _A_LABEL, _A_NOTE = 20, 40, 420
_IS = re.compile(r"\s(?:is|has|writes|works|ist|arbeitet|schreibt|est|es|è|é|är|er|jest|je)\s")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# So much may stand with each address of those who sign a text.
_A_NAME = 32


def shape(line: Line) -> Shape:
    """What paragraphs of one article share: tag, class and parent of their block."""
    block = line.block
    return block.tag, block.get("class") or "", block.getparent()


def is_text(piece: Piece) -> bool:
    if piece.first.place & Place.HEADING or is_heading(piece):
        return False
    if piece.is_table or piece.link_share > 0.5 or words.CREDIT.match(piece.text):
        return False
    return is_prose(piece.first) or piece.weight >= 60


def is_heading(piece: Piece) -> bool:
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
        font_size(line, run) not in ("", "1", "2", "3", "-1") for run in line.runs if run.text
    )


def is_short_question(piece: Piece) -> bool:
    """Whether a piece is a question short enough for a subhead."""
    return asks(piece.text) and piece.first.weight <= 70 and piece.first.text[0] not in '“"「『'


def is_meta(piece: Piece) -> bool:
    """Whether a short piece before the text is a line of date, source, byline or the like."""
    text, line = piece.text, piece.first
    if line.weight > 160:
        return False
    return (
        find_date(line.spaced) is not None
        or bool(line.place & Place.BYLINE)
        or words.BYLINE.match(text) is not None
        or words.VIEWS.search(text) is not None
        or words.is_label(words.TAGS, parted_at_colon(text)[0])
        or (line.link_share > 0.3 and not is_whole(text))
    )


def is_dateline(piece: Piece) -> bool:
    """Whether a piece that reads like text is a line of date and author, in whatever language."""
    return not is_whole(piece.text) and is_meta(piece) and find_date(piece.first.spaced) is not None


def is_bio(piece: Piece) -> bool:
    """Whether a piece in italics says what the writer is: "Anna Berg is a reporter"."""
    if piece.weight > _A_NOTE or not all(map(is_slanted, piece.lines)):
        return False
    says = _IS.search(piece.text)
    if says is None or not is_person(piece.text[: says.start()]):
        return False
    return credits.ROLE.search(piece.text, says.end()) is not None


def is_furniture(piece: Piece) -> bool:
    """Whether a piece says by its words that it is no part of the text."""
    text, line = piece.text, piece.first
    if _RULE.fullmatch(text) or (line.weight < 120 and _VIDEO.match(text)):
        return True
    if (line.weight < 260 and words.CREDIT.match(text)) or _is_signature(text):
        return True
    weight, linked = piece.weight, piece.link_share
    if (weight < 420 and words.APPEAL.match(text)) or (weight < 320 and words.is_notice(text)):
        return True
    if any(words.is_label(label, text) for label in (words.AD, words.SHARE, words.COMMENTS)):
        return True
    if (len(piece.lines) > 1 and linked > 0.5) or _announces_link(piece):
        return True
    head = parted_at_colon(text)[0]
    if linked and len(head) < len(text) and words.is_label(words.RELATED, head):
        return True
    if linked > 0.66 and not line.place & Place.HEADING:
        return not (linked < 0.99 and is_whole(text))
    return False


def _is_signature(text: str) -> bool:
    """Whether a text is names with the mail address of each, and no sentence."""
    if "@" not in text:
        return False
    addresses = len(_MAIL.findall(text))
    rest = _MAIL.sub("", text).strip(" ()[]<>（）,;·|/")
    return bool(addresses) and weight_of(rest) <= _A_NAME * addresses and not is_ended(rest)


def _announces_link(piece: Piece) -> bool:
    """Whether a piece is a few words, a colon or an arrow, and a link: "Read also: title"."""
    runs = [run for line in piece.lines for run in line.runs if run.text]
    if len(runs) < 2 or runs[-1].link is None or len(runs[-1].text) < _A_TITLE:
        return False
    head = "".join(run.raw for run in runs[:-1] if run.link is not runs[-1].link).strip()
    return len(head) <= _A_LABEL and head[-1:] in tuple(":：|｜>»›→➡-–—")
