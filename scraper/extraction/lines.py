"""A page as a reader sees it: lines of text and pictures in reading order, each knowing its place.

A line is the text between two block boundaries or `<br>`s. What a reader does not see (scripts,
hidden elements, form controls) is no line. One pass over the tree, in time linear to its size.
"""

import re
from dataclasses import dataclass, field
from enum import IntFlag, auto
from functools import cached_property, lru_cache

from lxml import etree
from lxml.html import HtmlElement

from scraper.text import clean

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
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Place(IntFlag):
    """Where a line stands, from tags, ARIA roles and, weakly, from words in class names."""

    NAV = auto()
    FOOT = auto()
    ASIDE = auto()
    HEADER = auto()
    COMMENT = auto()
    SHARE = auto()
    AD = auto()
    RELATED = auto()
    HOT = auto()
    HEADING = auto()
    QUOTE = auto()
    CAPTION = auto()
    CENTRE = auto()
    FIGURE = auto()
    BUTTON = auto()
    CRUMBS = auto()
    TAGS = auto()
    LIST = auto()


FURNITURE = (
    Place.NAV | Place.FOOT | Place.COMMENT | Place.SHARE | Place.AD | Place.HOT | Place.BUTTON
)

_TAG_PLACE = {
    "nav": Place.NAV,
    "footer": Place.FOOT,
    "aside": Place.ASIDE,
    "header": Place.HEADER,
    "blockquote": Place.QUOTE,
    "figcaption": Place.CAPTION,
    "figure": Place.FIGURE,
    "center": Place.CENTRE,
    "button": Place.BUTTON,
    "li": Place.LIST,
    **dict.fromkeys(HEADINGS, Place.HEADING),
}
_ROLE_PLACE = {
    "navigation": Place.NAV,
    "contentinfo": Place.FOOT,
    "complementary": Place.ASIDE,
    "heading": Place.HEADING,
    "button": Place.BUTTON,
    "banner": Place.HEADER,
}
_HINTS = (
    (
        re.compile(r"(?:^|[\s_-])(?:comments?|comment-?list|disqus|respond|reply)(?:$|[\s_-])"),
        Place.COMMENT,
    ),
    (re.compile(r"(?:^|[\s_-])(?:shar(?:e|ing)|social|sharebar|bdshare)(?:$|[\s_-])"), Place.SHARE),
    (
        re.compile(
            r"(?:^|[\s_-])(?:ads?|advert\w*|adsbygoogle|sponsor\w*|promo|banner-ad|adbox)(?:$|[\s_-])"
        ),
        Place.AD,
    ),
    (re.compile(r"(?:^|[\s_-])(?:related|recirc\w*|more-?stories)(?:$|[\s_-])"), Place.RELATED),
    (
        re.compile(r"(?:^|[\s_-])(?:hot|popular|ranking?|trending|most-?read)(?:$|[\s_-])"),
        Place.HOT,
    ),
    (re.compile(r"(?:^|[\s_-])(?:nav|navbar|menu|navigation)(?:$|[\s_-])"), Place.NAV),
    (re.compile(r"(?:^|[\s_-])(?:breadcrumbs?|crumbs?)(?:$|[\s_-])"), Place.CRUMBS),
    (re.compile(r"(?:^|[\s_-])(?:tags?|keywords?|tag-?list)(?:$|[\s_-])"), Place.TAGS),
    (re.compile(r"(?:^|[\s_-])(?:caption|figcaption|wp-caption-text)(?:$|[\s_-])"), Place.CAPTION),
    (re.compile(r"(?:^|[\s_-])(?:sidebar|aside)(?:$|[\s_-])"), Place.ASIDE),
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_DISPLAY_BLOCK = re.compile(
    r"display\s*:\s*(?:block|flex|grid|table(?!-cell)|list-item)", re.IGNORECASE
)
_INDENT = re.compile(r"^[\s]*(?:[\u3000\u2003]|\u00a0{2}|(?:\u00a0 ){2})")


@dataclass(slots=True, eq=False)
class Run:
    """A piece of a line's text: `raw` as in the tree, the element around it, the link it is in."""

    raw: str
    node: HtmlElement
    link: HtmlElement | None
    bold: bool

    @property
    def text(self) -> str:
        """Clean text of this run alone."""
        return clean(self.raw)


@dataclass(eq=False)
class Line:
    """A line of text (`runs`) or one picture (`image`); `breaks` counts the `<br>`s before it."""

    index: int
    block: HtmlElement
    place: Place
    runs: list[Run] = field(default_factory=list)
    image: HtmlElement | None = None
    breaks: int = 0

    @cached_property
    def text(self) -> str:
        """The line's clean text, runs glued as the page glues them."""
        return clean("".join(run.raw for run in self.runs))

    @cached_property
    def spaced(self) -> str:
        """The same text with a space between runs of different elements."""
        return clean(" ".join(run.raw for run in self.runs))

    @cached_property
    def link_share(self) -> float:
        """Which part of the text is inside links, 0 to 1."""
        total = sum(len(run.text) for run in self.runs)
        return (
            sum(len(run.text) for run in self.runs if run.link is not None) / total
            if total
            else 0.0
        )

    @cached_property
    def weight(self) -> int:
        """Length in letters, a Han, kana or Hangul character counting as two and a half."""
        wide = sum(
            1 for char in self.text if "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af"
        )
        return len(self.text) + wide * 3 // 2

    @property
    def bold(self) -> bool:
        """Whether every run is set in bold."""
        return bool(self.runs) and all(run.bold for run in self.runs if run.text)

    @property
    def indented(self) -> bool:
        """Whether the text begins with the full-width indent of a paragraph."""
        return bool(self.runs) and _INDENT.match("".join(run.raw for run in self.runs)) is not None


def _is_hidden(node: HtmlElement) -> bool:
    attributes = node.attrib
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    return "style" in attributes and _HIDDEN.search(str(attributes["style"])) is not None


@lru_cache(maxsize=4096)
def _hinted(words: str) -> Place:
    found = Place(0)
    words = _CAMEL.sub("-", words).lower()
    for pattern, place in _HINTS:
        if pattern.search(words):
            found |= place
    return found


def _place_of(node: HtmlElement, tag: str) -> Place:
    place = _TAG_PLACE.get(tag, Place(0))
    attributes = node.attrib
    if not attributes:
        return place
    role = attributes.get("role")
    if role:
        place |= _ROLE_PLACE.get(str(role), Place(0))
    if tag not in ("html", "body", "main", "article"):
        words = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('aria-label', '')}"
        if len(words) > 1:
            place |= _hinted(words)
    if (attributes.get("align") == "center" and tag != "table") or _CENTRED.search(
        str(attributes.get("style", ""))
    ):
        place |= Place.CENTRE
    return place


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
        self.extents: dict[HtmlElement, range] = {}

    def text(self, raw: str | None, node: HtmlElement) -> None:
        if raw and self.blocks:
            link = self.links[-1] if self.links else None
            self.runs.append(Run(raw, node, link, self.bold > 0))

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
            place = self.places[-1] | _place_of(node, "img")
            self.lines.append(Line(len(self.lines), self.blocks[-1], place, [], node, self.breaks))
            self.breaks = 0

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
        place = _place_of(node, tag)
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
        self.articles -= tag in ("article", "main")
        self.places.pop()


def _is_skipped(tag: str) -> bool:
    """Whether nothing within an element is shown as text; of AMP's elements few hold any."""
    return tag in SKIPPED or (tag.startswith("amp-") and tag not in _AMP_TEXT)


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


def read_lines(root: HtmlElement) -> tuple[list[Line], dict[HtmlElement, range]]:
    """All lines below `root` in reading order, and of each block element the lines within it."""
    reader = _Reader()
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        parent = node.getparent()
        if event in ("comment", "pi"):
            reader.text(node.tail if parent is not None else None, parent)
            continue
        tag = node.tag
        if event == "start":
            if tag == "br":
                reader.flush()
                reader.breaks += 1
            elif tag in PICTURES:
                reader.picture(node)
            elif _is_skipped(tag) or (_is_hidden(node) and parent is not None):
                walker.skip_subtree()
            else:
                reader.start(node, tag)
        else:
            if (
                tag != "br"
                and tag not in PICTURES
                and not _is_skipped(tag)
                and not _is_hidden(node)
            ):
                reader.end(node, tag)
            if parent is not None:
                reader.text(node.tail, parent)
    reader.flush()
    return reader.lines, reader.extents
