"""The headings that lists stand under: which one is in force where, and which name a ranking."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from scraper.extraction.vocabulary.listing import LATEST, is_ranking, plain, width
from scraper.values.clean import clean

_LABEL_WIDTH = 32
_LINKED_WIDTH = 20
_BADGE_WIDTH = 7
_SHORT = re.compile(r"[^\n。！？!?]{2,60}")
_REST = re.compile(r"(?:更多|more|all|全部|换一[换批]|[\W\d]|view|see|查看)*", re.IGNORECASE)
_LIST_BLOCKS = frozenset({"ul", "ol", "dl", "table", "tbody", "div", "section"})


class Place(Protocol):
    """What a label needs to know of an element."""

    tag: str
    titles: int
    flags: frozenset[str]
    label_frame: "Label | None"

    @property
    def linked(self) -> bool: ...


class Labelled(Protocol):
    """A link that may stand under a label."""

    href: str
    label: "Label | None"


@dataclass(slots=True, eq=False)
class Label:
    """A heading over a list. `level` is 1 to 6 for h1 to h6, 0 for a text that only acts as one;
    `outer` is the label in force round the element it stands in."""

    text: str
    level: int
    ranking: bool
    latest: bool
    outer: "Label | None"
    consumer: tuple[str, str] | None = None
    count: int = 0


class Labels:
    """Follows a walk over the page and knows which label holds at each place.

    A label holds for what follows it in its parent; alone in a wrapper, in the wrapper's parent.
    A ranking's label ends with its list when something unlike the list follows.
    """

    def __init__(self) -> None:
        self.all: list[Label] = []
        self._pending: tuple[object, str] | None = None
        self._set_here: dict[int, Label] = {}
        self._inherited: dict[int, Label | None] = {}
        self._known: dict[str, tuple[bool, bool]] = {}

    def of(self, place: Place) -> Label | None:
        return place.label_frame

    def opens(self, node: Place, parent: Place | None, aria: str | None) -> None:
        inherited = parent.label_frame if parent else None
        self._inherited[id(node)] = inherited
        node.label_frame = inherited
        if aria and node.tag != "a" and any(self.meaning(aria)):
            self._put(node, clean(aria), 0)

    def sibling_opens(self, parent: Place, shape: tuple[str, str]) -> None:
        label = self._set_here.get(id(parent))
        if label and label.consumer and label.consumer != shape:
            parent.label_frame = self._inherited.get(id(parent))
            del self._set_here[id(parent)]

    def text(self, node: Place, text: str) -> None:
        """A label may be plain text before a line break, or end in a colon."""
        short = clean(text) if len(text) < 80 else ""
        if 0 < width(short) <= _LABEL_WIDTH and width(short) >= 4 and any(self.meaning(short)):
            self._pending = (node, short)
        elif not text.isspace():
            self._pending = None

    def link_starts(self, node: Place) -> None:
        if self._pending and self._pending[1].rstrip()[-1:] in ":：":
            self._put_pending()
        self._pending = None

    def line_ends(self, node: Place) -> None:
        if self._pending and self._pending[0] is node:
            self._put_pending()
        self._pending = None

    def closes(
        self, node: Place, parent: Place, text: str | None, *, level: int, block: bool
    ) -> None:
        own = self._set_here.pop(id(node), None)
        self._inherited.pop(id(node), None)
        if text and level and self._is_label(node, text):
            self._put(parent, text, level)
        elif own is not None and node.titles == 0:
            alone = _REST.fullmatch(text.replace(own.text, "", 1)) if text else None
            if alone or (own.level and not node.linked):
                self._put(parent, own.text, own.level)
        elif text and not node.titles:
            self._read_plain(node, parent, text, block)
        elif node.titles >= 3 and node.tag in _LIST_BLOCKS:
            self._consume(node, parent)

    def _read_plain(self, node: Place, parent: Place, text: str, block: bool) -> None:
        if width(text) > _LABEL_WIDTH or width(text) < 4:
            return
        if any(self.meaning(text)):
            if block:
                self._put(parent, text, 0)
            elif node.tag != "a":
                self._pending = (parent, text)
        elif node.tag in {"caption", "legend", "th"} or (block and self._is_titled(node, parent)):
            self._put(parent, text, 0)

    @staticmethod
    def _is_titled(node: Place, parent: Place) -> bool:
        return "title" in node.flags and "title" not in parent.flags

    def _is_label(self, node: Place, text: str) -> bool:
        # A heading that is a link is an entry's title, unless it says that it is not.
        return not node.linked or (width(text) <= _LINKED_WIDTH and any(self.meaning(text)))

    def _consume(self, node: Place, parent: Place) -> None:
        label = self._set_here.get(id(parent))
        if label and label.consumer is None and label.ranking:
            label.consumer = (node.tag, getattr(node, "names", ""))

    def _put_pending(self) -> None:
        assert self._pending is not None
        node, text = self._pending
        self._put(node, text, 0)  # type: ignore[arg-type]
        self._pending = None

    def _put(self, node: Place, text: str, level: int) -> None:
        ranking, latest = self.meaning(text)
        label = Label(text, level, ranking, latest, self._inherited.get(id(node)))
        node.label_frame = self._set_here[id(node)] = label
        self.all.append(label)

    def meaning(self, text: str) -> tuple[bool, bool]:
        """Whether a label names a ranking or choice of articles, and whether the latest news."""
        if width(text) > _LABEL_WIDTH or not _SHORT.fullmatch(text.strip()):
            return False, False
        if text not in self._known:
            words = plain(text)
            self._known[text] = is_ranking(words), bool(LATEST.search(words))
        return self._known[text]

    def settle(self, links: Iterable[Labelled]) -> None:
        """Decides, now that all is read, which labels hold: a word on a card ("Hot") is a badge;
        what stands in a ranking is of it, unless under a heading of the same rank or higher."""
        seen: dict[int, set[str]] = {}
        for link in links:
            if link.label is not None:
                seen.setdefault(id(link.label), set()).add(link.href)
        for label in self.all:
            label.count = len(seen.get(id(label), ()))
        for label in self.all:
            if label.level == 0 and label.count == 1 and width(label.text) <= _BADGE_WIDTH:
                label.ranking = label.latest = False
            outer = label.outer
            over = outer is not None and not (label.level and label.level <= (outer.level or 3))
            if outer is not None and over:
                label.ranking = label.ranking or outer.ranking
                label.latest = label.latest or outer.latest
