"""What is different between two revisions, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Literal

from rich.console import Console
from rich.text import Text

from scraper.archive.queries.history import History, Version
from scraper.record import FIELDS, is_nested
from scraper.ui.terminal.article import WIDTH, moment
from scraper.values.printable import printable

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


_STYLES: dict[Side, str] = {"both": "", "before": "red strike", "after": "bold green"}
# Where there are no colours, brackets say which is which, as wdiff does.
_MARKS: dict[Side, tuple[str, str]] = {
    "both": ("", ""),
    "before": ("[-", "-]"),
    "after": ("{+", "+}"),
}
# What readers are shown of both; the links have a history of their own.
_SHOWN = [row for row in FIELDS.compared if row.shown and row.kept != "links" and not row.made_of]


def print_difference(console: Console, history: History, old: Version, new: Version) -> bool:
    """Prints the fields that differ; whether any does."""
    heading = f"Revision {old.number} ({moment(old.since)}) → {new.number} ({moment(new.since)})"
    console.print(Text(printable(history.url), style="dim"), soft_wrap=True)
    console.print(Text(heading, style="bold"), soft_wrap=True)
    parts = list(_parts(old.record, new.record))
    for name, pieces in parts:
        console.print()
        if name:
            console.print(Text(name, style="bold cyan"))
        console.print(
            _marked(pieces, colour=console.color_system is not None), width=_width(console)
        )
    return bool(parts)


def _width(console: Console) -> int:
    return min(console.width, WIDTH)


def _marked(pieces: list[Piece], *, colour: bool) -> Text:
    text = Text()
    for side, piece in pieces:
        if colour:
            text.append(printable(piece), style=_STYLES[side])
        else:
            begin, end = _MARKS[side]
            text.append(f"{begin}{printable(piece)}{end}")
    return text


def _parts(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, list[Piece]]]:
    last: list[tuple[str, list[Piece]]] = []
    for field in _SHOWN:
        before, after = (_texts(record[field.name]) for record in (old, new))
        if before == after:
            continue
        if field.name == "blocks":
            last = list(_body(before, after))
        elif is_nested(field.shape):
            yield field.label.lower(), _list(before, after)
        else:
            yield field.label.lower(), word_diff("".join(before), "".join(after))
    yield from last


def _texts(value: Any) -> list[str]:
    """A field's value as texts: a member of a list each."""
    if value is None:
        return []
    return [_text(one) for one in value] if isinstance(value, list) else [str(value)]


def _text(member: Any) -> str:
    if not isinstance(member, dict):
        return str(member)
    if "text" in member:
        return str(member["text"])
    return f"{member['caption']} ({member['url']})" if member["caption"] else str(member["url"])


def _list(old: list[str], new: list[str]) -> list[Piece]:
    """The entries one by one, each whole."""
    pieces: list[Piece] = []
    for what, begin, end, start, stop in SequenceMatcher(None, old, new, False).get_opcodes():
        both = what == "equal"
        pieces += [("both" if both else "before", entry) for entry in old[begin:end]]
        pieces += [("after", entry) for entry in new[start:stop] if not both]
    between: list[Piece] = []
    for piece in pieces:
        between += [piece, ("both", ", ")]
    return between[:-1]


def _body(old: list[str], new: list[str]) -> Iterator[tuple[str, list[Piece]]]:
    """Paragraphs that differ, in full; those between are only counted."""
    name = "body"
    for what, begin, end, start, stop in SequenceMatcher(None, old, new, False).get_opcodes():
        if what == "equal":
            number = end - begin
            same = f"… {number} paragraph{'' if number == 1 else 's'} the same …"
            yield name, [("both", same)]
            name = ""
            continue
        for place in range(max(end - begin, stop - start)):
            one = old[begin + place] if begin + place < end else ""
            other = new[start + place] if start + place < stop else ""
            yield name, word_diff(one, other)
            name = ""
