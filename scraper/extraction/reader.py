"""Reads a tree into lines, in one pass and in time linear to its size.

What a reader does not see (scripts, hidden elements, form controls) is no line.
"""

import re

from lxml import etree
from lxml.html import HtmlElement

from scraper.extraction.lines import Line, Run
from scraper.extraction.place import Place, place_of

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    ]
)
SKIPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "select",
        "textarea",
        "input",
        "option",
        "datalist",
        "map",
        "amp-ad",
        "amp-analytics",
    ]
)
_AMP_TEXT = frozenset({"amp-img", "amp-sidebar", "amp-list", "amp-accordion", "amp-carousel"})
PICTURES = frozenset({"img", "amp-img", "image"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_DISPLAY_BLOCK = re.compile(
    r"display\s*:\s*(?:block|flex|grid|table(?!-cell)|list-item)", re.IGNORECASE
)


def _is_hidden(node: HtmlElement) -> bool:
    attributes = node.attrib
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    return "style" in attributes and _HIDDEN.search(str(attributes["style"])) is not None


class _Reader:
    """Collects lines while the tree is walked."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.runs: list[Run] = []
        self.breaks = 0
        self.blocks: list[HtmlElement] = []
        self.links: list[HtmlElement] = []
        self.places: list[Place] = [Place(0)]
        self.bold = 0
        self.articles = 0
        self.pre = 0
        self.extents: dict[HtmlElement, range] = {}

    def text(self, raw: str | None, node: HtmlElement) -> None:
        if raw and self.blocks:
            link = self.links[-1] if self.links else None
            for at, part in enumerate(_EMPTY_LINE.split(raw) if self.pre else (raw,)):
                if at:
                    self.flush()
                    self.breaks = 2
                self.runs.append(Run(part, node, link, self.bold > 0))

    def flush(self) -> None:
        if any(not run.raw.isspace() for run in self.runs):
            line = Line(
                len(self.lines), self.blocks[-1], self.places[-1], self.runs, None, self.breaks
            )
            if line.text:
                self.lines.append(line)
                self.breaks = 0
        self.runs = []

    def picture(self, node: HtmlElement) -> None:
        self.flush()
        if self.blocks:
            place = self.places[-1] | place_of(node, "img")
            self.lines.append(Line(len(self.lines), self.blocks[-1], place, [], node, self.breaks))
            self.breaks = 0

    def opens(self, node: HtmlElement) -> bool:
        """Reads the start of an element; False where nothing within it is shown."""
        tag = node.tag
        if tag == "br":
            self.flush()
            self.breaks += 1
        elif tag in PICTURES:
            self.picture(node)
        elif _is_unseen(node, tag):
            return False
        else:
            self.start(node, tag)
        return True

    def closes(self, node: HtmlElement) -> None:
        """Reads the end of an element."""
        tag = node.tag
        if tag != "br" and tag not in PICTURES and not _is_unseen(node, tag):
            self.end(node, tag)

    def start(self, node: HtmlElement, tag: str) -> None:
        if is_block(node, tag):
            self.flush()
            self.breaks = 0
            self.blocks.append(node)
            self.extents[node] = range(len(self.lines), len(self.lines))
        if tag == "a":
            self.links.append(node)
        if _is_bold(node, tag):
            self.bold += 1
        self.pre += tag == "pre"
        place = place_of(node, tag)
        outer = self.places[-1]
        if tag in ("table", "td"):
            outer &= ~Place.CENTRE
        if tag == "footer" and self.articles:
            place &= ~Place.FOOT
        self.articles += tag in ("article", "main")
        self.places.append(outer | place)
        self.text(node.text, node)

    def end(self, node: HtmlElement, tag: str) -> None:
        if self.blocks and self.blocks[-1] is node:
            self.flush()
            self.breaks = 0
            self.blocks.pop()
            self.extents[node] = range(self.extents[node].start, len(self.lines))
        if tag == "a":
            self.links.pop()
        if _is_bold(node, tag):
            self.bold -= 1
        self.pre -= tag == "pre"
        self.articles -= tag in ("article", "main")
        self.places.pop()


def _is_skipped(tag: str) -> bool:
    """Whether nothing within an element is shown as text; of AMP's elements few hold any."""
    return tag in SKIPPED or (tag.startswith("amp-") and tag not in _AMP_TEXT)


def _is_unseen(node: HtmlElement, tag: str) -> bool:
    return _is_skipped(tag) or (_is_hidden(node) and node.getparent() is not None)


def is_block(node: HtmlElement, tag: str) -> bool:
    """Whether an element begins and ends a line: a block by its tag or by its own style."""
    if tag in BLOCKS or "-" in tag:
        return True
    style = node.get("style")
    return bool(style) and _DISPLAY_BLOCK.search(str(style)) is not None


def _is_bold(node: HtmlElement, tag: str) -> bool:
    if tag in ("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt"):
        return True
    style = node.get("style")
    return bool(style) and _BOLD.search(str(style)) is not None


# Far more than any article has; a page of a hundred megabytes costs what one of ten does.
_MOST_LINES = 20_000


def read_lines(root: HtmlElement) -> tuple[list[Line], dict[HtmlElement, range]]:
    """All lines below `root` in reading order, and of each block element the lines within it."""
    reader = _Reader()
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if len(reader.lines) > _MOST_LINES:
            break
        if event == "start":
            if not reader.opens(node):
                walker.skip_subtree()
        else:
            if event == "end":
                reader.closes(node)
            parent = node.getparent()
            if parent is not None:
                reader.text(node.tail, parent)
    reader.flush()
    for node in reader.blocks:
        reader.extents[node] = range(reader.extents[node].start, len(reader.lines))
    return reader.lines, reader.extents
