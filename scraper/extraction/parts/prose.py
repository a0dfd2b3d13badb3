"""Where the article's text is: the block with most running text and least of anything else."""

import re

from lxml.html import HtmlElement

from scraper.extraction.page.landmarks import FURNITURE_PLACES, Place
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.page.sentences import FULL_STOPS, PAUSES, QUOTES, is_ended
from scraper.extraction.vocabulary import words
from scraper.values.dates import DateFound, find_dates

_ENDS = re.compile(rf"[{FULL_STOPS}{PAUSES}{QUOTES}）)]$")
_STAMP = re.compile(
    r"(?:last\s+)?(?:updated|modified|published|posted|edited)\b|(?:最后|最近|本文)?(?:更新|发布|發布|编辑|修改)[于於时時]?",
    re.IGNORECASE,
)
_AT = re.compile(r"(?:发表|发布|更新|發表|發布|刊登)[于於]")
_PARTED = re.compile(r"\s[|｜·•–—-]\s")
_LABELS = re.compile(
    r"(?:来源|來源|作者|记者|記者|编辑|編輯|责编|浏览|瀏覽|点击|點擊|阅读|閱讀|查看|发布时间|發布時間|发布|时间|時間|日期|人气|评论|字号|字体"
    r"|\b(?:source|author|by|editor|views?|reads?|hits?|clicks?|posted|published|date|updated|category|section))(?:次数|量|人数)?\s*[:：(（]",
    re.IGNORECASE,
)
# What can be the way a page is built rather than a part of it.
_DOUBTED = Place.RELATED | Place.AUTHOR | Place.EMBED | Place.FORM | Place.UNSEEN
# A line that says no more than so many characters beside each of its dates is about them.
_LITTLE = 32
_SURE = (Place.COMMENT, Place.FOOT, Place.DIALOG)
# A block that weighs this share of the heaviest's is as good.
_NEARLY = 0.97


def is_prose(line: Line) -> bool:
    """Whether a line reads as running text: long enough, or a sentence, and not made of links."""
    if line.prose is None:
        line.prose = _reads_as_prose(line)
    return line.prose


def _reads_as_prose(line: Line) -> bool:
    if line.image is not None or line.link_share > 0.5 or line.place & Place.HEADING:
        return False
    if line.text.startswith(("#", "＃")) and line.text.count("#") + line.text.count("＃") > 1:
        return False
    if is_meta_line(line):
        return False
    return line.weight >= 60 or (line.weight >= 18 and _ENDS.search(line.text[-1:]) is not None)


def is_meta_line(line: Line) -> bool:
    """Whether a line is labels and their values: time, source, author, views."""
    if line.meta is None:
        line.meta = _reads_as_meta(line)
    return line.meta


def _reads_as_meta(line: Line) -> bool:
    if line.weight >= 220 or line.image is not None or is_ended(line.text):
        return False
    dates = find_dates(line.spaced)
    signs = len(_LABELS.findall(line.text)) + bool(dates)
    if signs == 0:
        return False
    if any(date.has_time for date in dates) and _is_little(line, dates):
        return True
    signs += _STAMP.match(line.text) is not None or _AT.search(line.text) is not None
    signs += words.VIEWS.search(line.spaced) is not None
    signs += words.BYLINE.search(line.spaced) is not None
    return signs + len(_PARTED.findall(line.text)) >= 2


def _is_little(line: Line, dates: list[DateFound]) -> bool:
    """Whether a line says little beside its dates: "Updated at", "4 min read"."""
    rest = len(line.spaced) - sum(date.end - date.start for date in dates)
    return rest <= _LITTLE * len(dates)


def furniture(page: Page, taken: set[int], title_end: int) -> set[int]:
    """The indices of lines that are not the article's: by their place, or `taken` by a zone.

    A hint is not believed where it would take the title, or most of the page's text, with it.
    """
    lines = page.lines
    total = sum(line.weight for line in lines if is_prose(line)) or 1
    believed = 0
    for place in (*FURNITURE_PLACES, Place.RELATED):
        held = sum(line.weight for line in lines if place & line.place and is_prose(line))
        titled = 0 <= title_end < len(lines) and bool(place & lines[title_end].place)
        most = 0.3 if place & _DOUBTED else 0.6
        if not titled and (
            held < most * total or place in (Place.COMMENT, Place.FOOT, Place.DIALOG)
        ):
            believed |= place
    return taken | {line.index for line in lines if line.place & believed}


def find_container(page: Page, out: set[int], window: range) -> HtmlElement | None:
    """The block whose lines within `window`, prose counted for and all else against it, weigh most;
    the innermost of those that weigh nearly as much. None where there is no prose."""
    gains: dict[HtmlElement, float] = {}
    for index in window:
        line = page.lines[index]
        gains[line.block] = gains.get(line.block, 0.0) + _gain(line, index in out)
    for node in reversed(page.extents):
        gain = gains.get(node, 0.0)
        parent = _outer(page, node)
        if parent is not None and gain:
            gains[parent] = gains.get(parent, 0.0) + gain
    most = max(gains.values(), default=0.0)
    if most <= 0:
        return None
    return next(node for node in reversed(page.extents) if gains.get(node, 0.0) >= _NEARLY * most)


def _outer(page: Page, node: HtmlElement) -> HtmlElement | None:
    parent: HtmlElement | None = node.getparent()
    while parent is not None and parent not in page.extents:
        parent = parent.getparent()
    return parent


def _gain(line: Line, out: bool) -> float:
    if line.image is not None:
        return 0.0
    if out:
        return -0.3 * min(line.weight, 120)
    if is_prose(line):
        return min(line.weight, 900) * (1 - line.link_share)
    if line.place & Place.HEADING and line.link_share < 0.3:
        return 0.0
    if line.place & Place.ASIDE:
        return 0.0
    return -0.3 * line.weight - (0.7 * line.weight + 8) * line.link_share
