"""Questions and answers: which blocks of a text are which, and who speaks.

Only what the page marks counts: labels such as `Q:` or a name and a colon, bold questions,
`<dt>` and `<dd>`, class names. Where the marks do not alternate, nothing is marked.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from scraper.extraction.lines import Line
from scraper.extraction.pieces import Piece
from scraper.extraction.place import Place
from scraper.extraction.sentences import asks, is_marked
from scraper.extraction.speakers import is_letter, role_of
from scraper.extraction.turns import Turn, read_turn
from scraper.items import Block, BlockKind

_FEWEST = 2
_QUESTIONS = 3
_SPOKEN = ("paragraph", "heading", "quote")
_DASH = re.compile(r"[-–—―─]{1,2}\s?\S")
_DOUBLE = re.compile(r"[—―─]{2}")
_SLANTED = frozenset({"em", "i"})
# No name or place behind a label is longer.
_A_FACT = 40


@dataclass(slots=True)
class _Said:
    """A block and what it says of who speaks."""

    block: Block
    piece: Piece
    turn: Turn | None
    kind: BlockKind | None = None
    speaker: str | None = None
    # What is said: behind the label, or in the block under a label that stands alone.
    words: str = ""


def with_speakers(pieces: list[Piece], blocks: list[Block]) -> list[Block]:
    """The blocks of these pieces, questions and answers marked as such, each with its speaker."""
    said = [
        _Said(block, piece, read_turn(piece) if block.kind in _SPOKEN else None)
        for piece, block in zip(pieces, blocks, strict=True)
    ]
    said = _with_labels_joined(said)
    for one, following in zip(said, [*said[1:], None], strict=True):
        under = following.block.text if following is not None else ""
        one.words = (one.turn.rest or under) if one.turn else one.block.text
    marked = _by_terms(said) or _by_labels(said) or _by_dashes(said) or _by_looks(said)
    if not marked:
        return [one.block for one in said]
    return [
        replace(one.block, kind=one.kind, speaker=one.speaker) if one.kind else one.block
        for one in said
    ]


def _with_labels_joined(said: list[_Said]) -> list[_Said]:
    """A label with a colon that stands alone, put before the text that it introduces."""
    found: list[_Said] = []
    for one in said:
        last = found[-1] if found else None
        alone = last is not None and last.turn is not None and last.turn.is_alone
        follows = one.block.kind == "paragraph" and (one.turn is None or not one.turn.label)
        if last is not None and last.turn is not None and alone and follows:
            turn = replace(last.turn, rest=one.block.text, is_alone=False)
            block = Block("paragraph", f"{last.block.text} {one.block.text}")
            found[-1] = _Said(block, one.piece, turn)
        else:
            found.append(one)
    return found


def _by_terms(said: list[_Said]) -> bool:
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


def _by_labels(said: list[_Said]) -> bool:
    """Marks the blocks that labels begin, and those that go on with what was said."""
    roles = _roles(said)
    if "question" not in roles.values():
        return False
    answers_labelled = "answer" in roles.values()
    role: BlockKind | None = None
    speaker: str | None = None
    for one in said:
        if one.turn is not None and one.turn.label in roles:
            role, speaker = roles[one.turn.label], one.turn.speaker
            if not one.turn.rest:
                continue
        elif one.block.kind not in ("paragraph", "quote"):
            role = None
        elif role == "question" and not answers_labelled:
            role, speaker = "answer", None
        one.kind, one.speaker = role, speaker if role else None
    return True


def _roles(said: list[_Said]) -> dict[str, BlockKind]:
    """What each label that speaks stands for; nothing where the labels make no dialogue."""
    turns = [one.turn for one in said if one.turn is not None and one.turn.label]
    words = {id(one.turn): one.words for one in said}
    counts = Counter(turn.label for turn in turns)
    spoken_once = {label for label, count in counts.items() if count == 1}
    known: dict[str, BlockKind] = {
        turn.label: turn.role
        for turn in turns
        if turn.role and not (turn.label in spoken_once and _is_fact(words[id(turn)]))
    }
    if not _is_talk(known, counts):
        known = {}
    names = [
        label
        for label, count in counts.items()
        if label not in known
        and count >= _FEWEST
        and role_of(label) is None
        and any(t.is_name for t in turns if t.label == label)
    ]
    spoken = sum(counts[label] for label in (*known, *names))
    if spoken < _QUESTIONS or (len(known) + len(names) < _FEWEST and not known):
        return {}
    if "question" not in known.values():
        asker = _asker({name: [words[id(t)] for t in turns if t.label == name] for name in names})
        if asker is None:
            return {}
        known[asker] = "question"
    return known | {name: "answer" for name in names if name not in known}


def _is_fact(words: str) -> bool:
    """Whether what stands behind a label is a name, a place or the like, and nothing said."""
    return len(words) <= _A_FACT and not is_marked(words.rstrip(")）"))


def _is_talk(known: dict[str, BlockKind], counts: Counter[str]) -> bool:
    """Whether letters that can be initials too stand for questions and answers: some of both."""
    letters = [label for label in known if is_letter(label)]
    asked = sum(counts[label] for label in letters if known[label] == "question")
    answered = sum(counts[label] for label in letters if known[label] == "answer")
    return len(letters) < len(known) or not letters or min(asked, answered) >= _FEWEST


def _asker(said: dict[str, list[str]]) -> str | None:
    """The one of these speakers who asks: most of what they say are questions, as of no other."""
    asking = [name for name, texts in said.items() if sum(map(asks, texts)) * 2 >= len(texts)]
    return asking[0] if len(asking) == 1 and len(said) > 1 else None


def _by_dashes(said: list[_Said]) -> bool:
    """Marks what a dash begins: the questions alone, or all that is said, in turns."""
    dashed = [one for one in said if one.block.kind == "paragraph" and _DASH.match(one.block.text)]
    asked = [one for one in dashed if asks(one.block.text)]
    if len(dashed) < _QUESTIONS or not asked:
        return False
    first = next(n for n, one in enumerate(said) if one is dashed[0])
    # Dashes before everything are the turns of a talk only where hardly anything has none.
    double = all(_DOUBLE.match(one.block.text) for one in dashed)
    in_turns = len(asked) <= 0.7 * len(dashed) and not double
    if in_turns and len(dashed) < 0.7 * (len(said) - first):
        return False
    if in_turns and (len(asked) < 0.3 * len(dashed) or len(asked) < _QUESTIONS):
        return False
    _mark(said, asked if in_turns else dashed)
    return True


def _by_looks(said: list[_Said]) -> bool:
    """Marks questions that are set in bold, in italics or in a shape of their own."""
    plain = {one.piece.first.shape for one in said if not asks(one.block.text)}
    apart = [
        one
        for one in said
        if one.block.kind in ("paragraph", "heading")
        and not one.piece.first.place & Place.HEADING
        and (
            one.piece.first.bold
            or _is_slanted(one.piece.first)
            or one.piece.first.shape not in plain
        )
    ]
    questions = [one for one in apart if asks(one.block.text)]
    if len(questions) < _QUESTIONS or len(questions) < 0.7 * len(apart):
        return False
    _mark(said, questions)
    return True


def _mark(said: list[_Said], questions: list[_Said]) -> None:
    """Marks these as questions, and what follows each, up to the next subhead, as its answer."""
    asked = {id(one) for one in questions}
    role: BlockKind | None = None
    for one in said:
        if id(one) in asked:
            role = "question"
        elif one.block.kind not in ("paragraph", "quote"):
            role = None
        elif role is not None:
            role = "answer"
        one.kind = role


def _is_slanted(line: Line) -> bool:
    """Whether all of a line is set in italics."""
    return all(_SLANTED & _tags_within(run.node, line.block) for run in line.runs if run.text)


def _tags_within(node: HtmlElement | None, block: HtmlElement) -> set[str]:
    """The tags of an element and of those around it, up to the block."""
    found: set[str] = set()
    while node is not None and node is not block:
        found.add(node.tag)
        node = node.getparent()
    return found
