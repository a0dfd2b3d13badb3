"""What is different between two revisions, word by word."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from rich.console import Console
from rich.text import Text

from scraper.archive.history import History, Version
from scraper.printable import printable
from scraper.showing.article import WIDTH, moment
from scraper.worddiff import Piece, Side, word_diff

_STYLES: dict[Side, str] = {"both": "", "before": "red strike", "after": "bold green"}
# Where there are no colours, brackets say which is which, as wdiff does.
_MARKS: dict[Side, tuple[str, str]] = {
    "both": ("", ""),
    "before": ("[-", "-]"),
    "after": ("{+", "+}"),
}
_SINGLE = ("title", "published_at", "section")
_LISTS = ("tags", "authors", "people", "breadcrumbs")


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
    for name in _SINGLE:
        if old[name] != new[name]:
            yield name.replace("_", " "), word_diff(old[name] or "", new[name] or "")
    for name in _LISTS:
        if old[name] != new[name]:
            yield name, _list(old[name], new[name])
    captions = [[_picture(image) for image in record["images"]] for record in (old, new)]
    if captions[0] != captions[1]:
        yield "pictures", _list(*captions)
    texts = [[block["text"] for block in record["blocks"]] for record in (old, new)]
    if texts[0] != texts[1]:
        yield from _body(*texts)


def _picture(image: dict[str, Any]) -> str:
    return f"{image['caption']} ({image['url']})" if image["caption"] else str(image["url"])


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
