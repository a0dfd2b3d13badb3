"""Reads a tree into lines, in one pass and in time linear to its size.

What a reader does not see (scripts, hidden elements, form controls) is no line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from scraper.extraction.page.elements import AMP_TEXT, BLOCKS, PICTURES, SKIPPED
from scraper.extraction.page.landmarks import Place, hints_of, place_of
from scraper.extraction.page.lines import Line, Run

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ARTICLES = frozenset({"article", "main"})
_CELLS = frozenset({"table", "td"})
_BOLD_TAGS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt"})
_DISPLAY_BLOCK = re.compile(
    r"display\s*:\s*(?:block|flex|grid|table(?!-cell)|list-item)", re.IGNORECASE
)
# Far more than any article has; a page of a hundred megabytes costs what one of ten does.
_MOST_LINES = 20_000
# By weight: a sentence, so much text as makes an article, and how much more a hidden one has; and
# how many hidden elements are looked into.
_A_SENTENCE, _A_TEXT, _TIMES, _MOST_HIDDEN = 60, 600, 3, 50
# Text of which so much is in links is a menu's.
_A_MENU = 0.5


@dataclass(frozen=True, slots=True)
class _Traits:
    """What an element is to a reader, by its tag and attributes."""

    seen: bool
    hidden: bool = False
    block: bool = False
    bold: bool = False
    place: int = 0
    hints: int = 0


# The attributes that make a difference to how an element is read.
_TELLING = frozenset(
    {"class", "id", "style", "hidden", "role", "aria-label", "aria-modal", "align"}
)
_SKIPPED = _Traits(seen=False)
_LONGEST = 1000


def _traits_of(node: HtmlElement, tag: str) -> _Traits:
    items = node.items()
    if len(items) > 1:
        items = [item for item in items if item[0] in _TELLING]
    # What is kept of elements already seen is kept for all pages: nothing long may be in it.
    return _traits(tag, tuple((name, value[:_LONGEST]) for name, value in items))


@lru_cache(maxsize=16384)
def _traits(tag: str, items: tuple[tuple[str, str], ...]) -> _Traits:
    attributes = dict(items)
    if _is_skipped(tag) and tag != "template":
        return _Traits(seen=False)
    style = attributes.get("style")
    hidden = _is_hidden(attributes)
    return _Traits(
        seen=not hidden,
        hidden=hidden,
        block=tag in BLOCKS or "-" in tag or bool(style and _DISPLAY_BLOCK.search(style)),
        bold=tag in _BOLD_TAGS or bool(style and _BOLD.search(style)),
        place=place_of(tag, attributes),
        hints=hints_of(tag, attributes),
    )


class _Reader:
    """Collects lines while the tree is walked."""

    def __init__(self, revealed: HtmlElement | None, wrong: frozenset[HtmlElement]) -> None:
        self.revealed, self.wrong = revealed, wrong
        self.hinted: list[tuple[HtmlElement, int]] = []
        self.hidden: list[HtmlElement] = []
        self.lines: list[Line] = []
        self.runs: list[Run] = []
        self.has_text = False
        self.breaks = 0
        self.blocks: list[HtmlElement] = []
        self.links: list[HtmlElement] = []
        self.places = [0]
        self.opened: list[_Traits] = []
        self.bold = 0
        self.articles = 0
        self.pre = 0
        self.extents: dict[HtmlElement, range] = {}

    def skips(self, raw: str) -> bool:
        """Whether a piece of text is no more than space between elements."""
        return not self.runs and raw.isspace() and raw.isascii() and not self.pre

    def text(self, raw: str, node: HtmlElement) -> None:
        if not self.blocks or self.skips(raw):
            return
        link = self.links[-1] if self.links else None
        # Headings have links to themselves, for those who want to point to them.
        if link is not None and self.places[-1] & Place.HEADING and "#" in link.get("href", ""):
            link = None
        if not self.pre:
            self.has_text = self.has_text or not raw.isspace()
            self.runs.append(Run(raw, node, link, self.bold > 0))
            return
        for at, part in enumerate(_EMPTY_LINE.split(raw)):
            if at:
                self.flush()
                self.breaks = 2
            self.has_text = self.has_text or not (raw.isspace() or not part)
            self.runs.append(Run(part, node, link, self.bold > 0))

    def flush(self) -> None:
        if self.has_text:
            line = Line(
                len(self.lines), self.blocks[-1], self.places[-1], self.runs, None, self.breaks
            )
            if line.text:
                self.lines.append(line)
                self.breaks = 0
            self.has_text = False
        if self.runs:
            self.runs = []

    def picture(self, node: HtmlElement) -> None:
        self.flush()
        if self.blocks:
            # A button round a picture enlarges it.
            place = self.places[-1] & ~Place.BUTTON | self._own_place(node)
            self.lines.append(Line(len(self.lines), self.blocks[-1], place, [], node, self.breaks))
            self.breaks = 0

    @staticmethod
    def _own_place(picture: HtmlElement) -> int:
        attributes = dict(picture.items())
        return place_of("img", attributes) | hints_of("img", attributes)

    def opens(self, node: HtmlElement) -> bool:
        """Reads the start of an element; False where nothing within it is shown."""
        tag = node.tag
        if tag == "br":
            self.flush()
            self.breaks += 1
            return True
        if tag in PICTURES:
            self.picture(node)
            return True
        skipped = tag in SKIPPED and not (tag == "template" and "shadowrootmode" in node.attrib)
        traits = _SKIPPED if skipped else _traits_of(node, tag)
        if traits.hidden and len(self.hidden) < _MOST_HIDDEN:
            self.hidden.append(node)
        if node is self.revealed:
            traits = replace(traits, seen=True)
        self.opened.append(traits)
        # A page whose root is hidden is shown by a script.
        if not traits.seen and (len(self.opened) > 1 or tag in SKIPPED):
            for picture in node.iter("img") if tag == "noscript" else ():
                self.picture(picture)
            return False
        self._start(node, tag, traits)
        return True

    def _start(self, node: HtmlElement, tag: str, traits: _Traits) -> None:
        if traits.block:
            self.flush()
            self.breaks = 0
            self.blocks.append(node)
            self.extents[node] = range(len(self.lines), len(self.lines))
        self.bold += traits.bold
        place = traits.place
        if traits.hints and node not in self.wrong:
            place |= traits.hints
            if traits.block:
                self.hinted.append((node, traits.hints))
        self.places.append(self._place(tag, place))
        if tag == "a":
            self.links.append(node)
        elif tag == "pre":
            self.pre += 1
        elif tag in _ARTICLES:
            self.articles += 1
        if text := node.text:
            self.text(text, node)

    def _place(self, tag: str, place: int) -> int:
        """The place of what stands in an element: its own, and that of all around it."""
        outer = self.places[-1]
        if tag in _CELLS:
            outer &= ~Place.CENTRE
        elif tag == "footer" and self.articles:
            place &= ~Place.FOOT
        return outer | place

    def closes(self, node: HtmlElement) -> None:
        """Reads the end of an element."""
        tag = node.tag
        if tag == "br" or tag in PICTURES:
            return
        traits = self.opened.pop()
        if not traits.seen and (self.opened or tag in SKIPPED):
            return
        if traits.block:
            self.flush()
            self.breaks = 0
            self.blocks.pop()
            self.extents[node] = range(self.extents[node].start, len(self.lines))
        self.bold -= traits.bold
        self.places.pop()
        if tag == "a":
            self.links.pop()
        elif tag == "pre":
            self.pre -= 1
        elif tag in _ARTICLES:
            self.articles -= 1


def _is_skipped(tag: str) -> bool:
    """Whether nothing within an element is shown as text; of AMP's elements few hold any."""
    return tag in SKIPPED or (tag.startswith("amp-") and tag not in AMP_TEXT)


def _is_hidden(attributes: dict[str, str]) -> bool:
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    return "style" in attributes and _HIDDEN.search(attributes["style"]) is not None


def read_lines(root: HtmlElement) -> tuple[list[Line], dict[HtmlElement, range]]:
    """All lines below `root` in reading order, and of each block element the lines within it.

    Of hidden elements only one is read that holds far more text than all that is shown: a script
    would show it. No hint is believed of an element that holds most of the text.
    """
    reader, most = _read(root, None), None
    if reader.hidden and _weight(reader) < _A_TEXT:
        weights = {node: _weight(_read(node, None)) for node in reader.hidden}
        most = max(weights, key=lambda node: weights[node])
        if weights[most] > _TIMES * _weight(reader):
            reader = _read(root, most)
        else:
            most = None
    if wrong := frozenset(_misnamed(reader)):
        reader = _read(root, most, wrong)
    return reader.lines, reader.extents


def _weight(reader: "_Reader") -> int:
    """How much running text was read."""
    return sum(line.weight for line in reader.lines if line.weight >= _A_SENTENCE)


def _misnamed(reader: "_Reader") -> Iterator[HtmlElement]:
    """The elements whose names hint at a part of the page though they hold most of its text, and
    stand behind little of it: readers' comments can be longer than what they are about."""
    sums = [0]
    for line in reader.lines:
        text = line.weight >= _A_SENTENCE and line.link_share < _A_MENU
        sums.append(sums[-1] + (line.weight if text else 0))
    for node, hints in reader.hinted:
        extent = reader.extents[node]
        above, held = sums[extent.start], sums[extent.stop] - sums[extent.start]
        most = 0 if hints & Place.COMMENT else held // 10
        if 2 * held > sums[-1] and above <= most:
            yield node


def _read(
    root: HtmlElement, revealed: HtmlElement | None, wrong: frozenset[HtmlElement] = frozenset()
) -> "_Reader":
    reader = _Reader(revealed, wrong)
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if len(reader.lines) > _MOST_LINES:
            break
        if event == "start":
            if not reader.opens(node):
                walker.skip_subtree()
            continue
        if event == "end":
            reader.closes(node)
        tail = node.tail
        if tail and not reader.skips(tail) and (parent := node.getparent()) is not None:
            reader.text(tail, parent)
    reader.flush()
    for node in reader.blocks:
        reader.extents[node] = range(reader.extents[node].start, len(reader.lines))
    return reader
