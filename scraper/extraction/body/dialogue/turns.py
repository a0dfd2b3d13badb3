"""What a paragraph says of who speaks it: a label at its start, its markup, its being bold."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from scraper.extraction.body.pieces import Piece
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line
from scraper.extraction.vocabulary.names import has_no_case, is_person
from scraper.extraction.vocabulary.speakers import (
    LABEL,
    NUMBERED,
    Role,
    is_nameless,
    plain_label,
    role_of,
)
from scraper.items import Block, BlockKind

_HAN_NAME = re.compile(
    r"[\u4e00-\u9fff·]{2,6}|[\u3040-\u30ff\u4e00-\u9fff]{2,10}|[\uac00-\ud7af]{2,5}"
)
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_MARKED = {
    "question": re.compile(
        r"(?:^|[\s_-])(?:questions?|ask(?:er)?|interviewer|fragen?|wen|q)(?:$|[\s_-])"
    ),
    "answer": re.compile(
        r"(?:^|[\s_-])(?:answers?|reply|interviewee|antwort(?:en)?|da|a)(?:$|[\s_-])"
    ),
}
# No name of a speaker is longer, in letters.
_A_NAME = 32
_LETTERS = 2
# The longest word with a stop behind it that a name ends with: `Jr.`, `Ph.`.
_INITIAL = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph as something said: `label` as it is compared, `speaker` as it is shown (None for
    a label such as `Q`), `role` where the label says it, what is said behind the label (`rest`),
    whether the label is a colon's and stands alone, what the markup says it is, and whether it says
    so in words and not only by being a list of terms."""

    label: str = ""
    speaker: str | None = None
    role: Role | None = None
    rest: str = ""
    is_name: bool = False
    is_alone: bool = False
    role_by_markup: Role | None = None
    is_sure: bool = False


def read_turn(piece: Piece) -> Turn | None:
    """What a piece of text says of who speaks it, or None where it says nothing of that."""
    markup, sure = _role_by_markup(piece.first)
    label, rest, alone = _labelled(piece) or ("", piece.text, False)
    shown = plain_label(label)
    role = role_of(shown)
    name = bool(shown) and _may_be_speaker(shown)
    if role is None and not name:
        return Turn(rest=piece.text, role_by_markup=markup, is_sure=sure) if markup else None
    speaker = None if is_nameless(shown) else shown
    return Turn(shown.casefold(), speaker, role, rest, name, alone, markup, sure)


def _labelled(piece: Piece) -> tuple[str, str, bool] | None:
    """(label, what is said behind it, whether it stands alone before a text)."""
    found = NUMBERED.match(piece.text)
    if found and role_of(found["label"]):
        return found["label"], found["rest"], False
    found = LABEL.match(piece.text)
    if found:
        rest = found["rest"].strip()
        return (found["held"] or found["plain"]).strip(), rest, not rest
    return _set_apart(piece)


def _set_apart(piece: Piece) -> tuple[str, str, bool] | None:
    """A label in bold before a text that is not: `<b>Lin Yue</b> We began …`; or one over it."""
    runs = [run for run in piece.first.runs if run.text]
    label = runs[0].text.rstrip(" .:：-–—") if runs else ""
    over = piece.first.bold or piece.first.place & Place.HEADING or piece.first.block.tag == "dt"
    if over and len(piece.lines) == 1 and piece.first.weight <= _A_NAME:
        return piece.text, "", False
    before = len(runs) > 1 and runs[0].bold and not any(run.bold for run in runs[1:])
    # A single letter is a drop cap, unless a stop parts it from the text.
    if len(label) < 2 and (runs[0].text if runs else "") == label:
        return None
    if not before or not (role_of(label) or _may_be_speaker(label)):
        return None
    return label, piece.text.removeprefix(runs[0].text).strip(), False


def _may_be_speaker(label: str) -> bool:
    """Whether a label can be the name of who speaks: a person's, a surname alone, a paper's."""
    if label[-1:] in "?!？！؟。…" or (label[-1:] == "." and len(label.split()[-1]) > _INITIAL):
        return False
    if _HAN_NAME.fullmatch(label.strip("《》")) or is_person(label):
        return True
    parts = label.split()
    if not 0 < len(parts) <= 4 or _WIDE.search(label):
        return False
    return all(part[:1].isupper() for part in parts) or (len(label) > 1 and has_no_case(label))


def _role_by_markup(line: Line) -> tuple[Role | None, bool]:
    """What the markup says that a line is, and whether in so many words."""
    node: HtmlElement | None = line.block
    for _ in range(3):
        if node is None or node.tag in ("body", "article", "main", "section"):
            break
        if node.tag in ("dt", "dd"):
            return "question" if node.tag == "dt" else "answer", False
        kind = f"{node.get('itemprop') or ''} {node.get('itemtype') or ''}".lower()
        if "acceptedanswer" in kind or "schema.org/answer" in kind:
            return "answer", True
        if "schema.org/question" in kind:
            return "question", True
        words = f"{node.get('class') or ''} {node.get('id') or ''}".lower()
        for role in ("question", "answer"):
            if found := _MARKED[role].search(words):
                # A letter or two can mean anything.
                sure = len(found.group().strip(" _-")) > _LETTERS
                return "question" if role == "question" else "answer", sure
        node = node.getparent()
    return None, False


@dataclass(slots=True)
class Said:
    """A block, the piece that it is made of, and what that says of who speaks: `kind` and `speaker`
    once they are known, `words` what is said, behind the label or in the block under it."""

    block: Block
    piece: Piece
    turn: Turn | None
    kind: BlockKind | None = None
    speaker: str | None = None
    words: str = ""
