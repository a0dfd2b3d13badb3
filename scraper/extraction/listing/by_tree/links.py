"""The links of a page as a reader meets them: in order, each with its text, place and heading."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from scraper.extraction.listing.by_tree.headings import Label, Labels
from scraper.extraction.vocabulary.listing import hints_of, is_more, is_pager, width
from scraper.values.clean import clean

BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|div|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|header|hr|html|legend|li|main|nav|[ou]l|p|pre|section|summary"
    r"|table|tbody|t[dhr]|tfoot|thead"
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# Starts, ends and comments: far more than any list has.
_MOST_STEPS = 250_000
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "textarea", "object"}
)
_ROLES = {
    "navigation": "nav!",
    "menu": "nav!",
    "menubar": "nav!",
    "contentinfo": "foot!",
    "complementary": "aside!",
    "search": "tool!",
    "banner": "head!",
    "main": "main",
}
_TAGS = {"nav": "nav!", "footer": "foot!", "aside": "aside!", "main": "main", "article": "entry"}
_SAME_PAGE = frozenset({"entry", "main", "li"})
_TITLE_WIDTH = 14


@dataclass(slots=True, eq=False)
class Node:
    """An element: `start` and `end` are its range in the page's pieces of text."""

    tag: str
    names: str
    parent: "Node | None"
    depth: int
    start: int
    flags: frozenset[str]
    label_frame: "Label | None" = None
    end: int = 0
    titles: int = 0
    links: int = 0

    @property
    def linked(self) -> bool:
        """Whether links stand in the element."""
        return self.links > 0


@dataclass(slots=True)
class Piece:
    """A run of text as written; `line` counts the blocks and line breaks before it."""

    text: str
    line: int
    link: int | None


@dataclass(slots=True, eq=False)
class Link:
    """An `<a href>`: its text line by line, that of each of its children that are no blocks, and
    all that says what it leads to."""

    href: str
    node: Node
    label: "Label | None"
    rel: str
    tip: str | None
    names: str
    line: int
    image_alt: str | None = None
    has_image: bool = False
    heading: str | None = None
    strong: str | None = None
    lines: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    current: bool = False

    @property
    def text(self) -> str:
        """All the link's text in one line, "" where it has none."""
        return " ".join(self.lines)

    @property
    def flags(self) -> frozenset[str]:
        """Landmarks that the link stands in ("nav!", "aside!", ...) and hints of class names."""
        return self.node.flags


@dataclass(slots=True)
class PageLinks:
    """What a listing is read from."""

    pieces: list[Piece]
    links: list[Link]
    headings: list[tuple[int, str, Node]]
    titles: list[tuple[int, int]]

    def titles_round(self, start: int, end: int) -> tuple[int, int]:
        """Where the title-like link before a range of pieces ends, and the one after it begins."""
        before = bisect_left(self.titles, (start, 0)) - 1
        after = bisect_left(self.titles, (end, 0))
        return (
            self.titles[before][1] if before >= 0 else 0,
            self.titles[after][0] if after < len(self.titles) else len(self.pieces),
        )


class _Walk:
    """One pass over the tree; every step takes constant time."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.links: list[Link] = []
        self.headings: list[tuple[int, str, Node]] = []
        self.labels = Labels()
        self.stack: list[Node] = []
        self.open_link: int | None = None
        self.line = 0
        self.hints: dict[str, frozenset[str]] = {}

    def open(self, element: etree._Element) -> None:
        tag = element.tag
        parent = self.stack[-1] if self.stack else None
        block = BLOCKS.fullmatch(tag) is not None
        if block or tag == "br":
            self.line += 1
            if parent is not None:
                self.labels.line_ends(parent)
        names = f"{element.get('class', '')} {element.get('id', '')}".strip()
        if parent is not None and block:
            self.labels.sibling_opens(parent, (tag, names))
        node = Node(
            tag, names, parent, len(self.stack), len(self.pieces), self._flags(element, parent)
        )
        self.stack.append(node)
        self.labels.opens(node, parent, element.get("aria-label"))
        if tag == "a" and element.get("href") is not None and "hidden" not in node.flags:
            self._open_link(element, node)
        elif tag == "img" and self.open_link is not None:
            link = self.links[self.open_link]
            link.has_image = True
            link.image_alt = link.image_alt or element.get("alt") or element.get("title")
        self.add(element.text)

    def _open_link(self, element: etree._Element, node: Node) -> None:
        self.labels.link_starts(node)
        self.open_link = len(self.links)
        self.links.append(
            Link(
                href=element.get("href", ""),
                node=node,
                label=self.labels.of(node),
                rel=f" {element.get('rel', '').lower()} ",
                tip=element.get("title") or element.get("aria-label"),
                names=node.names,
                line=self.line,
                current=element.get("aria-current") not in (None, "false"),
            )
        )

    def _flags(self, element: etree._Element, parent: Node | None) -> frozenset[str]:
        inherited = parent.flags if parent else frozenset()
        own = {_ROLES.get(element.get("role", "").lower()), _TAGS.get(element.tag)}
        if element.tag == "header" and not inherited & _SAME_PAGE:
            own.add("head!")
        if element.tag == "li":
            own.add("li")
        if _is_hidden(element):
            own.add("hidden")
        names = " ".join((element.get(n) or "") for n in ("class", "id", "aria-label")).strip()
        if names and element.tag not in {"body", "html", "a"}:
            if names not in self.hints:
                self.hints[names] = hints_of(names)
            own |= self.hints[names]
        own.discard(None)
        if element.get("role") == "heading":
            own.add("heading")
        return inherited | own if own - inherited else inherited  # type: ignore[operator]

    def close(self, element: etree._Element) -> None:
        node = self.stack.pop()
        node.end = len(self.pieces)
        parent = self.stack[-1] if self.stack else None
        block = BLOCKS.fullmatch(node.tag) is not None
        if block:
            self.labels.line_ends(node)
            self.line += 1
        if self.open_link is not None and self.links[self.open_link].node is node:
            self._close_link(node)
        if parent is not None:
            parent.titles += node.titles
            parent.links += node.links
            self._read_label(node, parent, block)
        self.add(element.tail)

    def _close_link(self, node: Node) -> None:
        assert self.open_link is not None
        link = self.links[self.open_link]
        self.open_link = None
        link.lines = self.lines(node.start, node.end)
        text = link.text
        node.links = 1
        if width(text) >= _TITLE_WIDTH and not is_more(text) and not is_pager(text):
            node.titles = 1

    def _read_label(self, node: Node, parent: Node, block: bool) -> None:
        level = HEADINGS.get(node.tag, 0) or (2 if "heading" in node.flags else 0)
        text = self._short_text(node) if level or node.end - node.start <= 6 else None
        if self.open_link is not None:
            link = self.links[self.open_link]
            if text and not block and parent is link.node:
                link.parts.append(text)
            if level:
                link.heading = link.heading or text
            elif node.tag in {"b", "strong", "em"} or (block and "title" in node.flags):
                link.strong = link.strong or text
            return
        if level and text:
            self.headings.append((level, text, node))
        self.labels.closes(node, parent, text, level=level, block=block)

    def _short_text(self, node: Node) -> str | None:
        text = " ".join(self.lines(node.start, min(node.end, node.start + 20)))
        return text if 0 < width(text) <= 160 else None

    def lines(self, start: int, end: int) -> list[str]:
        return lines_of(self.pieces, start, end)

    def add(self, text: str | None) -> None:
        if not text or not self.stack or "hidden" in self.stack[-1].flags:
            return
        if text.isspace():
            if self.pieces and not self.pieces[-1].text[-1].isspace():
                self.pieces.append(Piece(" ", self.line, self.open_link))
            return
        self.pieces.append(Piece(text, self.line, self.open_link))
        if self.open_link is None:
            self.labels.text(self.stack[-1], text)


def read_links(root: etree._Element) -> PageLinks:
    """All links of a parsed page, but for those in what nobody sees, such as scripts. The tree is
    left as it is: others read it too."""
    walk = _Walk()
    for event, element in _steps(root):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            walk.add(element.tail)
        elif event == "start":
            walk.open(element)
        else:
            walk.close(element)
    walk.labels.settle(walk.links)
    titles = [(link.node.start, link.node.end) for link in walk.links if link.node.titles]
    return PageLinks(walk.pieces, walk.links, walk.headings, titles)


def lines_of(pieces: list[Piece], start: int, end: int) -> list[str]:
    """The clean text of a range of pieces, a string a line, none empty."""
    found: list[list[str]] = []
    line = -1
    for at in range(start, end):
        piece = pieces[at]
        if piece.line != line:
            found.append([])
            line = piece.line
        found[-1].append(piece.text)
    cleaned = (clean("".join(parts)) for parts in found)
    return [text for text in cleaned if text]


def _steps(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Start and end of each element, and what is between; only the end of what is unseen; of a
    page without measure, only the ends of what has begun."""
    open_elements: list[etree._Element] = []
    steps = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in islice(steps, _MOST_STEPS):
        if event == "start" and element.tag in _UNSEEN:
            steps.skip_subtree()
            continue
        if event == "start":
            open_elements.append(element)
        elif event == "end" and element.tag not in _UNSEEN:
            open_elements.pop()
        yield event, element
    yield from (("end", element) for element in reversed(open_elements))


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    unseen = "display:none" in style or "visibility:hidden" in style
    return unseen or element.tag in {"head", "select"} or element.get("hidden") is not None
