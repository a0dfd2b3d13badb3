"""Where the article's text is: the block with most running text and least of anything else."""

import re

from lxml.html import HtmlElement

from scraper.dates import find_date
from scraper.extraction.lines import Line
from scraper.extraction.page import Page
from scraper.extraction.place import FURNITURE, Place

_ENDS = re.compile(r"[.。!！?？…;；:：\"”’」』）)]$")
_STOPS = re.compile(r"[。.!！?？…][\"”’」』]?$")
_LABELS = re.compile(
    r"(?:来源|來源|作者|记者|記者|编辑|編輯|责编|浏览|瀏覽|点击|點擊|阅读|閱讀|查看|发布时间|發布時間|发布|时间|時間|日期|人气|评论|字号|字体"
    r"|\b(?:source|author|by|editor|views?|reads?|hits?|clicks?|posted|published|date|updated|category|section))(?:次数|量|人数)?\s*[:：(（]",
    re.IGNORECASE,
)


def is_prose(line: Line) -> bool:
    """Whether a line reads as running text: long enough, or a sentence, and not made of links."""
    if line.image is not None or line.link_share > 0.5 or Place.HEADING in line.place:
        return False
    if line.text.startswith(("#", "＃")) and line.text.count("#") + line.text.count("＃") > 1:
        return False
    if line.weight < 220 and not _STOPS.search(line.text) and _is_meta(line):
        return False
    return line.weight >= 60 or (line.weight >= 18 and _ENDS.search(line.text) is not None)


def _is_meta(line: Line) -> bool:
    """Whether a line is labels and their values: time, source, author, views."""
    return len(_LABELS.findall(line.text)) + (find_date(line.spaced) is not None) >= 2


def furniture(page: Page, taken: set[int], title_end: int) -> set[int]:
    """The indices of lines that are not the article's: by their place, or `taken` by a zone.

    A hint is not believed where it would take the title, or most of the page's text, with it.
    """
    lines = page.lines
    total = sum(line.weight for line in lines if is_prose(line)) or 1
    believed = Place(0)
    for place in FURNITURE:
        held = sum(line.weight for line in lines if place in line.place and is_prose(line))
        titled = 0 <= title_end < len(lines) and place in lines[title_end].place
        if not titled and (held < 0.6 * total or place in (Place.COMMENT, Place.FOOT)):
            believed |= place
    return taken | {line.index for line in lines if line.place & believed}


def find_container(page: Page, out: set[int], title_end: int) -> HtmlElement | None:
    """The block whose lines, prose counted for and all else against it, weigh most."""
    gains: dict[HtmlElement, float] = {}
    for line in page.lines:
        gain = _gain(line, line.index in out, line.index <= title_end)
        gains[line.block] = gains.get(line.block, 0.0) + gain
    best: HtmlElement | None = None
    most = 0.0
    for node in reversed(page.extents):
        gain = gains.get(node, 0.0)
        if gain >= most and gain > 0:
            best, most = node, gain
        parent = node.getparent()
        while parent is not None and parent not in page.extents:
            parent = parent.getparent()
        if parent is not None:
            gains[parent] = gains.get(parent, 0.0) + gain
    return best


def _gain(line: Line, out: bool, before: bool) -> float:
    if line.image is not None:
        return 0.0
    if out:
        return -0.6 * min(line.weight, 120)
    if is_prose(line):
        return min(line.weight, 900) * (1 - line.link_share) * (0.4 if before else 1.0)
    if Place.HEADING in line.place and line.link_share < 0.3:
        return 0.0
    return -0.3 * line.weight - (0.7 * line.weight + 8) * line.link_share
