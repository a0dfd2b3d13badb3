"""Questions and answers: which blocks of a text are which, and who speaks.

Only what the page marks counts: labels such as `Q:` or a name and a colon, bold questions,
`<dt>` and `<dd>`, class names. Where the marks do not alternate, nothing is marked.
"""

import re
from dataclasses import replace

from scraper.extraction.body.dialogue.labels import mark_by_labels
from scraper.extraction.body.dialogue.looks import mark_by_dashes, mark_by_looks
from scraper.extraction.body.dialogue.turns import Said, read_turn
from scraper.extraction.body.pieces import Piece
from scraper.extraction.page.lines import is_slanted
from scraper.extraction.page.sentences import asks
from scraper.items import Block, BlockKind

_FEWEST = 2
# Fewer headings that ask can be a writer's own questions.
_FEWEST_HEADINGS = 3
_SPOKEN = ("paragraph", "heading", "quote")
# A remark in brackets, or a note below the text, of the editors or on a correction.
_REMARK = re.compile(
    r"[（(\[][^（）()]*[）)\]][。.]?|[※＊*†].*"
    r"|(?:korrektur|corrections?|corrección|rectificatif|errata?|editor[’']?s?\s+note|anmerkung\s+der\s+redaktion"
    r"|note\s+de\s+la\s+rédaction|nota\s+d[ea]\w*\s+reda\w+|от\s+редакции|примечание|更正|编者[按注]|編者[按註]|訂正|편집자\s*주)"
    r"\s*[:：–—-].*",
    re.DOTALL | re.IGNORECASE,
)


def with_speakers(pieces: list[Piece], blocks: list[Block]) -> list[Block]:
    """The blocks of these pieces, questions and answers marked as such, each with its speaker."""
    said = [
        Said(block, piece, read_turn(piece) if block.kind in _SPOKEN else None)
        for piece, block in zip(pieces, blocks, strict=True)
    ]
    said = _with_labels_joined(said)
    for at, one in enumerate(said):
        under = said[at + 1].block.text if at + 1 < len(said) else ""
        one.words = (one.turn.rest or under) if one.turn else one.block.text
    marked = _by_terms(said) or mark_by_labels(said) or mark_by_dashes(said) or mark_by_looks(said)
    marked = marked or _by_kind(said, "heading") or _by_kind(said, "quote")
    if not marked:
        return [one.block for one in said]
    _unmark_remarks(said)
    return [
        replace(one.block, kind=one.kind, speaker=one.speaker) if one.kind else one.block
        for one in said
    ]


def _with_labels_joined(said: list[Said]) -> list[Said]:
    """A label with a colon that stands alone, put before the text that it introduces."""
    found: list[Said] = []
    for one in said:
        last = found[-1] if found else None
        alone = last is not None and last.turn is not None and last.turn.is_alone
        follows = one.block.kind == "paragraph" and (one.turn is None or not one.turn.label)
        if last is not None and last.turn is not None and alone and follows:
            turn = replace(last.turn, rest=one.block.text, is_alone=False)
            block = Block("paragraph", f"{last.block.text} {one.block.text}")
            found[-1] = Said(block, one.piece, turn)
        else:
            found.append(one)
    return found


def _by_terms(said: list[Said]) -> bool:
    """Marks the terms and definitions of a list, where the terms are questions; and blocks that
    say of themselves what they are."""
    roles = [one.turn.role_by_markup if one.turn else None for one in said]
    if min(roles.count("question"), roles.count("answer")) < _FEWEST:
        return False
    terms = [
        one
        for one, role in zip(said, roles, strict=True)
        if role == "question" and one.turn and not one.turn.is_sure
    ]
    if sum(asks(one.block.text) for one in terms) * 2 < len(terms):
        return False
    for one, role in zip(said, roles, strict=True):
        one.kind = role
        one.speaker = one.turn.speaker if one.turn and role else None
    return True


def _by_kind(said: list[Said], kind: BlockKind) -> bool:
    """Marks several headings, or quotes, that all ask, and what follows them as the answers."""
    asked = [one for one in said if one.block.kind == kind]
    if len(asked) < _FEWEST_HEADINGS or not all(asks(one.block.text) for one in asked):
        return False
    for one in said[said.index(asked[0]) :]:
        if one.block.kind in _SPOKEN:
            one.kind = "question" if one.block.kind == kind else "answer"
    return True


def _unmark_remarks(said: list[Said]) -> None:
    """Leaves out what nobody says: a paragraph in brackets, and one in italics behind the last
    answer that is not."""
    for one in said:
        if one.kind and not _is_labelled(one) and _REMARK.fullmatch(one.block.text):
            one.kind = one.speaker = None
    answers = [one for one in said if one.kind == "answer"]
    while len(answers) > 1 and is_slanted(answers[-1].piece.first):
        if _is_labelled(answers[-1]) or is_slanted(answers[0].piece.first):
            return
        answers[-1].kind = answers[-1].speaker = None
        answers.pop()


def _is_labelled(one: Said) -> bool:
    return one.turn is not None and (bool(one.turn.label) or one.turn.role_by_markup is not None)
