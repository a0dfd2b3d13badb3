"""Two texts, word by word: Chinese, Japanese and Korean ones character by character."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

# What a piece is: in both texts, only in the earlier, only in the later one.
Side = Literal["both", "before", "after"]
Piece = tuple[Side, str]

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+(?:['’.,][^\W{_CJK}]+)*|\s+|[^\w\s]|_")
# Of two texts that share less, both are shown whole: a patchwork of chance words helps nobody.
_ALIKE = 0.3


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order; without those of "after" they are the earlier
    text, without those of "before" the later one."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if before and after and matcher.ratio() < _ALIKE:
        return [("before", before), ("after", after)]
    return list(_joined(_pieces(old, new, matcher)))


def _pieces(old: list[str], new: list[str], matcher: "SequenceMatcher[str]") -> Iterator[Piece]:
    for what, begin, end, start, stop in matcher.get_opcodes():
        if what == "equal":
            yield "both", "".join(old[begin:end])
            continue
        if begin < end:
            yield "before", "".join(old[begin:end])
        if start < stop:
            yield "after", "".join(new[start:stop])


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A lone blank between two changes is part of them: "two new words" is one change."""
    removed = added = ""
    held = ""
    for side, text in pieces:
        if side == "both" and not (text.isspace() and removed and added):
            yield from _change(removed, added, held)
            removed = added = held = ""
            yield side, text
        elif side == "both":
            held += text
        else:
            removed, added = removed + held, added + held
            held = ""
            if side == "before":
                removed += text
            else:
                added += text
    yield from _change(removed, added, held)


def _change(removed: str, added: str, held: str) -> Iterator[Piece]:
    if removed:
        yield "before", removed
    if added:
        yield "after", added
    if held:
        yield "both", held
