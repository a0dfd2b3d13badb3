"""A line of a page as a reader sees it, and the runs of text that it is made of.

A line is the text between two block boundaries or `<br>`s, or one picture.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from scraper.values.clean import clean

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af]+")
_INDENT = re.compile(r"^[\s]*(?:[\u3000\u2003]|\u00a0{2}|(?:\u00a0 ){2})")

_SLANTED = frozenset({"em", "i"})

Shape = tuple[str, str, str, str]


@dataclass(eq=False, slots=True)
class Run:
    """A piece of a line's text: `raw` as in the tree, the element around it, the link it is in."""

    raw: str
    node: HtmlElement
    link: HtmlElement | None
    bold: bool
    _text: str | None = None

    @property
    def text(self) -> str:
        """Clean text of this run alone."""
        if self._text is None:
            self._text = clean(self.raw)
        return self._text


@dataclass(eq=False)
class Line:
    """A line of text (`runs`) or one picture (`image`); `breaks` counts the `<br>`s before it.
    `text` is its clean text."""

    index: int
    block: HtmlElement
    place: int
    runs: list[Run] = field(default_factory=list)
    image: HtmlElement | None = None
    breaks: int = 0
    # What `prose` finds out once: whether the line is running text, whether labels and values.
    prose: bool | None = None
    meta: bool | None = None
    text: str = field(init=False)

    # Which part of the text is inside links, 0 to 1, and what the text weighs.
    link_share: float = field(init=False)
    weight: int = field(init=False)

    def __post_init__(self) -> None:
        self.text = _text_of(self.runs)
        self.link_share = _link_share(self.runs)
        self.weight = weight_of(self.text)

    @cached_property
    def spaced(self) -> str:
        """The same text with a space between runs of different elements."""
        if len(self.runs) == 1:
            return self.text
        return clean(" ".join(run.raw for run in self.runs))

    @cached_property
    def shape(self) -> Shape:
        """What paragraphs of one article share: tag and class of their block and of the element
        round it."""
        parent = self.block.getparent()
        around = (parent.tag, parent.get("class") or "") if parent is not None else ("", "")
        return self.block.tag, self.block.get("class") or "", *around

    @property
    def bold(self) -> bool:
        """Whether every run is set in bold."""
        if len(self.runs) == 1:
            return self.runs[0].bold
        return bool(self.runs) and all(run.bold for run in self.runs if run.text)

    @property
    def indented(self) -> bool:
        """Whether the text begins with the full-width indent of a paragraph."""
        return bool(self.runs) and _INDENT.match("".join(run.raw for run in self.runs)) is not None


def font_size(line: Line, run: Run) -> str:
    """The size that a `<font>` or `<big>` within the line sets a run in; "" where none does."""
    node: HtmlElement | None = run.node
    while node is not None and node is not line.block:
        if node.tag in ("font", "big"):
            return node.get("size") or "+1"
        node = node.getparent()
    return ""


def is_slanted(line: Line) -> bool:
    """Whether all of a line is set in italics."""
    return all(_SLANTED & _tags_within(run.node, line.block) for run in line.runs if run.text)


def _tags_within(node: HtmlElement | None, block: HtmlElement) -> set[str]:
    """The tags of an element and of those around it, up to the block."""
    found: set[str] = set()
    while node is not None and node is not block:
        found.add(node.tag)
        node = node.getparent()
    return found


def weight_of(text: str) -> int:
    """Length in letters, a Han, kana or Hangul character counting as two and a half."""
    if text.isascii():
        return len(text)
    return len(text) + sum(map(len, _WIDE.findall(text))) * 3 // 2


def _link_share(runs: list[Run]) -> float:
    if len(runs) == 1:
        return 0.0 if runs[0].link is None else 1.0
    total = sum(len(run.text) for run in runs)
    return sum(len(run.text) for run in runs if run.link is not None) / total if total else 0.0


def _text_of(runs: list[Run]) -> str:
    """The clean text of runs, glued as the page glues them."""
    if len(runs) == 1:
        return runs[0].text
    raws = [run.raw for run in runs]
    if len(raws) > 1 and runs[0].node is not runs[1].node:
        first, second = raws[0].strip(), raws[1].lstrip()
        if len(first) == 1 and first.isupper() and first not in "AIO" and second[:1].islower():
            # A drop cap stands in an element of its own, white space or not.
            raws[:2] = [first, second]
    return clean("".join(raws))


_EMPHASIS = frozenset({"b", "strong", "em", "i", "mark", "u", "font", "wbr", "sup", "sub"})


def by_element(runs: list[Run]) -> list[tuple[Run, str]]:
    """Adjacent runs of one link that has no elements of its own within count as one text."""
    groups: list[tuple[Run, list[str]]] = []
    for run in runs:
        if not run.text:
            continue
        last = groups[-1][0] if groups else None
        if (
            last is not None
            and last.link is not None
            and last.link is run.link
            and _inline(run, last)
        ):
            groups[-1][1].append(run.raw)
        else:
            groups.append((run, [run.raw]))
    return [(run, clean("".join(raws))) for run, raws in groups]


def _inline(run: Run, last: Run) -> bool:
    """Whether two runs are of one sentence: emphasis within text, not elements side by side."""
    host = _host(run)
    if host is not _host(last):
        return False
    own = [host.text, *(child.tail for child in host)]
    return any(text and not text.isspace() for text in own)


def _host(run: Run) -> HtmlElement:
    node = run.node
    while node.tag in _EMPHASIS and node is not run.link:
        parent = node.getparent()
        if parent is None:
            break
        node = parent
    return node
