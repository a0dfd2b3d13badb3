"""Questions and answers by how they are set: behind dashes, in bold, in italics, in a shape."""

import re
from collections.abc import Callable
from itertools import pairwise

from scraper.extraction.body.dialogue.turns import Said
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, is_slanted
from scraper.extraction.page.sentences import asks
from scraper.items import BlockKind

_QUESTIONS = 3
# Of what is set apart, so much asks; where it alternates with the rest, this will do.
_MOST, _HALF = 0.7, 0.5
# A question is shorter than a lead, by weight.
_SHORT = 120
_DASH = re.compile(r"[-–—―─]{1,2}\s?\S")
_DOUBLE = re.compile(r"[—―─]{2}")


def mark_by_dashes(said: list[Said]) -> bool:
    """Marks what a dash begins: the questions alone, or all that is said, in turns."""
    dashed = [one for one in said if one.block.kind == "paragraph" and _DASH.match(one.block.text)]
    asked = [one for one in dashed if asks(one.block.text)]
    if len(dashed) < _QUESTIONS or not asked:
        return False
    if all(_DOUBLE.match(one.block.text) for one in dashed) or len(asked) > _MOST * len(dashed):
        return _mark(said, dashed)
    # Dashes before everything are the turns of a talk only where hardly anything has none.
    first = next(n for n, one in enumerate(said) if one is asked[0])
    turns = [one for one in said[first:] if any(one is other for other in dashed)]
    questions = turns[::2]
    asking = sum(asks(one.block.text) for one in questions)
    if len(questions) < _QUESTIONS or len(turns) < _MOST * (len(said) - first):
        return False
    return asking >= _MOST * len(questions) and _mark(said, questions)


def mark_by_looks(said: list[Said]) -> bool:
    """Marks questions that are set in bold, in italics or in a shape of their own."""
    asking = {n for n, one in enumerate(said) if asks(one.block.text)}
    if len(asking) < _QUESTIONS:
        return False
    plain = {one.piece.first.shape for n, one in enumerate(said) if n not in asking}
    looks: tuple[Callable[[Line], bool], ...] = (
        lambda line: line.bold,
        is_slanted,
        lambda line: line.shape not in plain,
        lambda line: line.bold or line.shape not in plain,
    )
    return any(_mark_alike(said, asking, look) for look in looks)


def _mark_alike(said: list[Said], asking: set[int], look: Callable[[Line], bool]) -> bool:
    """Marks the questions among what looks so, where most of it asks, and other texts are between
    them; `asking` are the indices of what asks."""
    apart = [
        n
        for n, one in enumerate(said)
        if one.block.kind in ("paragraph", "heading")
        and not one.piece.first.place & Place.HEADING
        and look(one.piece.first)
    ]
    asked = [n for n in apart if n in asking]
    # A lead that is set so is no question.
    apart = [n for n in apart if n >= min(asked, default=0) or said[n].piece.weight <= _SHORT]
    if len(asked) < _QUESTIONS or len(apart) == len(said):
        return False
    parted = all(second > first + 1 for first, second in pairwise(apart))
    if len(asked) < (_HALF if parted and len(apart) > _QUESTIONS else _MOST) * len(apart):
        return False
    # The first part of a question of two paragraphs need not ask.
    questions = apart if parted else [n for n in apart if n in asked or n + 1 in asked]
    return _mark(said, [said[n] for n in questions])


def _mark(said: list[Said], questions: list[Said]) -> bool:
    """Marks these as questions, and what follows each, up to the next subhead, as its answer."""
    asked = {id(one) for one in questions}
    role: BlockKind | None = None
    for one in said:
        if id(one) in asked:
            role = "question"
        elif one.block.kind == "heading":
            role = None
        elif one.block.kind not in ("paragraph", "quote"):
            continue
        elif role is not None:
            role = "answer"
        one.kind = role
    return True
