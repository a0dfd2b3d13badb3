"""How often the article was read: from the lines at its title, or from the page's data."""

import re
from itertools import islice

from scraper.extraction.fields.found import Found
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, Run
from scraper.extraction.page.page import Page
from scraper.extraction.vocabulary import words
from scraper.values.counts import parse_count
from scraper.values.dates import find_dates

_EYE = re.compile(
    r"(?:^|[\s_-])(?:eye|views?|hits?|clicks?|reads?|pv|visits?|fa-eye|readnum|yuedu|liulan|dianji)(?:$|[\s_-]|num|count)",
    re.IGNORECASE,
)
# In class names; 跟贴 is what one of the great portals calls its comments.
_REPLIES = re.compile(
    r"(?:^|[\s_-])(?:(?:post|js|num)-?)?(?:comment|repl(?:y|ies)|gentie|tie|pinglun|huifu|discuss)"
    r"|Comment|Repl(?:y|ies)|[a-z]Tie(?![a-z])|评论|評論|跟[贴帖]|回[复覆]",
)
_NOT_VIEWS = re.compile(
    r"(comments?|repl(?:y|ies)|likes?|shares?|votes?|min(?:ute)?s?|评论|評論|回复|跟帖|点赞|赞|收藏|分享|转发|字数|字数[:：]|words?|第|版|期|no\.|号)\W*$|^\W*(comments?|repl(?:y|ies)|likes?|shares?|min(?:ute)?s?\b|мин|хв|λεπτ|دق|דק|分|분|评论|評論|条|回复|赞|字|版|期|号)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\d.:/年月日-])(?:[1-9]\d{0,2}(?:[ '’]\d{3})+|\d[\d,，٬]*(?:[.٫]\d+)?)"
    r"\s*(?:万|萬|亿|k|m|w)?\+?(?![\d:/年月日.%-])",
    re.IGNORECASE,
)
# "118 Author: Lin": the word behind the number belongs to what follows.
_NEXT_LABEL = re.compile(r"[a-z]+(?: [a-z]+)?\.?\s?[:：]", re.IGNORECASE)


def find_views(
    page: Page, lines: list[Line], date: Found[str] | None, text_start: int
) -> Found[str] | None:
    """The article's view count as text: labelled, or bare right after the time; what stands above
    line `text_start` before what stands below the text."""
    head = [line for line in lines if line.index < text_start]
    tail = [line for line in lines if line.index >= text_start]
    for part in (head, tail):
        found = _labelled(part) or _after_time(part, date)
        if found is not None:
            return found
    return _stated_views(page)


def _labelled(lines: list[Line]) -> Found[str] | None:
    for line in lines:
        # "10 reads for a long winter"
        if line.place & Place.HEADING:
            continue
        labelled = words.VIEWS.search(_undated(line.spaced))
        if labelled:
            value = next(value for value in labelled.groups() if value)
            return Found(_exact(line) or value, "landmark:views")
    for line in lines:
        for run in line.runs:
            if _is_eye(run) and parse_count(run.text) is not None:
                return Found(_exact(line) or run.text, "landmark:views")
    return None


def _after_time(lines: list[Line], date: Found[str] | None) -> Found[str] | None:
    bare = _bare_after_date(lines, date) if date is not None else None
    return Found(bare, "landmark:after-time") if bare is not None else None


def _stated_views(page: Page) -> Found[str] | None:
    """The count of the page's data, comments left out."""
    for node in page.articles:
        statistic = node.data.get("interactionStatistic")
        for one in statistic if isinstance(statistic, list) else [statistic]:
            if isinstance(one, dict) and "comment" not in str(one.get("interactionType")).lower():
                count = one.get("userInteractionCount")
                if count is not None:
                    return Found(str(count), "json-ld:interactionStatistic")
    return None


def _undated(text: str) -> str:
    """The text without its dates, whose digits are no counts."""
    for date in reversed(find_dates(text)):
        text = f"{text[: date.start]} | {text[date.end :]}"
    return text


def _exact(line: Line) -> str | None:
    """The number that a `<data value>` of the line gives in full."""
    for run in line.runs:
        for node in (run.node, run.node.getparent()):
            if (
                node is not None
                and node.tag == "data"
                and parse_count(node.get("value") or "") is not None
            ):
                return str(node.get("value"))
    return None


def _is_eye(run: Run) -> bool:
    node = run.node
    around = (node, next(iter(node), None), node.getprevious())
    return any(
        _EYE.search(
            f"{icon.get('class') or ''} {icon.get('title') or ''} {icon.get('aria-label') or ''}"
        )
        or any(words.says_views(icon.get(tip) or "") for tip in ("title", "aria-label"))
        for icon in around
        if icon is not None and isinstance(icon.tag, str)
    )


def _bare_after_date(lines: list[Line], date: Found[str]) -> str | None:
    """The number that stands alone after the time: in its line, or alone on one of the next two."""
    for at, line in enumerate(lines):
        place = line.spaced.find(date.value)
        if place < 0:
            dates = find_dates(line.spaced)
            if not dates or date.rule != "landmark:time":
                continue
            place, length = dates[0].start, dates[0].end - dates[0].start
        else:
            length = len(date.value)
        # With its dates whole: what is left of one that is cut in two is no date, and has digits.
        value = _exact(line) or _bare(line, _undated(line.spaced[place + length :]))
        if value is not None:
            return value
        for other in lines[at + 1 : at + 3]:
            shown = words.bare(_undated(other.text))
            near = other.index - line.index <= 2 and _in_one(other, shown) == shown
            if near and _BARE.fullmatch(shown) and not _counts_else(other, shown):
                return _exact(other) or shown
        return None
    return None


def _bare(line: Line, text: str) -> str | None:
    """The first number of a text at the end of a line that stands for itself."""
    for found in _BARE.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _NOT_VIEWS.search(before) or _NOT_VIEWS.search(after):
            continue
        if re.search(r"\w$", before) and not re.search(r"[\s\d]$", before):
            continue
        if re.match(r"[a-z]", after, re.IGNORECASE) and not _NEXT_LABEL.match(after):
            continue
        value = _in_one(line, found.group().strip())
        if not _counts_else(line, value):
            return value
    return None


def _in_one(line: Line, number: str) -> str:
    """A number whose groups are parted by spaces; its first group where they are numbers of their
    own, in elements of their own."""
    whole = " " not in number or any(number in run.text for run in line.runs)
    return number if whole else number.partition(" ")[0]


def _counts_else(line: Line, number: str) -> bool:
    """Whether a bare number is a link, as to the comments, or is marked as what counts them."""
    for run in line.runs:
        if words.bare(run.text) == number and (run.link is not None or _is_reply_count(run)):
            return True
    return False


def _is_reply_count(run: Run) -> bool:
    around = (run.node, *islice(run.node.iterancestors(), 2), *islice(run.node, 1))
    return any(
        _REPLIES.search(f"{node.get('class') or ''} {node.get('id') or ''}")
        for node in (*around, run.node.getprevious())
        if node is not None and isinstance(node.tag, str)
    )
