"""Questions and answers: which blocks of a text are which, and who speaks.

Only what the page marks counts: labels such as `Q:` or a name and a colon, bold questions,
`<dt>` and `<dd>`, class names. Where the marks do not alternate, nothing is marked.
"""

from collections import Counter
from dataclasses import dataclass, replace

from scraper.extraction.pieces import Piece
from scraper.extraction.place import Place
from scraper.extraction.speakers import asks
from scraper.extraction.turns import Turn, read_turn
from scraper.items import Block, BlockKind

_FEWEST = 2
_QUESTIONS = 3
_SPOKEN = ("paragraph", "heading", "quote")


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
    marked = _by_terms(said) or _by_labels(said) or _by_boldness(said)
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
    known: dict[str, BlockKind] = {turn.label: turn.role for turn in turns if turn.role}
    names = [
        label
        for label, count in counts.items()
        if label not in known
        and count >= _FEWEST
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


def _asker(said: dict[str, list[str]]) -> str | None:
    """The one of these speakers who asks: most of what they say are questions, as of no other."""
    asking = [name for name, texts in said.items() if sum(map(asks, texts)) * 2 >= len(texts)]
    return asking[0] if len(asking) == 1 and len(said) > 1 else None


def _by_boldness(said: list[_Said]) -> bool:
    """Marks questions that are set in bold or in a shape of their own, and what follows each, up to
    the next subhead."""
    plain = {one.piece.first.shape for one in said if not asks(one.block.text)}
    apart = [
        one
        for one in said
        if one.block.kind in ("paragraph", "heading")
        and not one.piece.first.place & Place.HEADING
        and (one.piece.first.bold or one.piece.first.shape not in plain)
    ]
    questions = [one for one in apart if asks(one.block.text)]
    if len(questions) < _QUESTIONS or len(questions) < 0.7 * len(apart):
        return False
    role: BlockKind | None = None
    for one in said:
        if any(one is question for question in questions):
            role = "question"
        elif one.block.kind not in ("paragraph", "quote"):
            role = None
        elif role is not None:
            role = "answer"
        one.kind = role
    return True
