"""When the article was published and how often it was read: from the lines at its title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from scraper.dates import DateFound, find_dates, parse_date
from scraper.extraction import words
from scraper.extraction.found import Found
from scraper.extraction.lines import Line, Run
from scraper.extraction.page import Page
from scraper.extraction.place import Place
from scraper.numbers import parse_count

_PUBLISHED = re.compile(
    r"(publish\w*|posted|date|released|first\s+published|created|发布|發布|发表|發表|刊登|日期|时间|時間|出版|上传|投稿日|公開|入力|등록|veröffentlicht|publié|publicado)\W*(on|at|时间|時間|日期|于|於|am|le|el)?\W*$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(updat\w*|modif\w*|edited|revised|last\s+\w+|更新|修改|编辑于|最后|修訂|修订|aktualisiert|mis\s+à\s+jour|actualizado|수정)\W*(on|at|时间|時間|日期|于|於|am|le|el)?\W*$",
    re.IGNORECASE,
)
_EYE = re.compile(
    r"(?:^|[\s_-])(?:eye|views?|hits?|clicks?|reads?|pv|visits?|fa-eye|readnum|yuedu|liulan|dianji)(?:$|[\s_-]|num|count)",
    re.IGNORECASE,
)
_NOT_VIEWS = re.compile(
    r"(comments?|repl(?:y|ies)|likes?|shares?|votes?|min(?:ute)?s?|评论|評論|回复|跟帖|点赞|赞|收藏|分享|转发|字数|字数[:：]|words?|第|版|期|no\.|号)\W*$|^\W*(comments?|repl(?:y|ies)|likes?|shares?|min(?:ute)?s?\b|评论|評論|条|回复|赞|字|版|期|号)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\d.:/年月日-])\d[\d,，]*(?:\.\d+)?\s*(?:万|萬|亿|k|m|w)?\+?(?![\d:/年月日.%-])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Shown:
    """A date on the page: `text` as shown, the line, whether it has a time, its label's meaning."""

    text: str
    line: int
    has_time: bool
    rank: float


def header_lines(page: Page, first: int, last: int, body: range, out: set[int]) -> Iterator[Line]:
    """The lines that may hold time and views, nearest to the title first.

    `first`, `last`: the title's lines; after those between title and text come the lines just
    before the title, then the ones right after the text.
    """
    stop = body.start if body.start > last else min(last + 12, len(page.lines))
    spans: list[Iterable[int]] = [
        range(last + 1, stop),
        range(first, last + 1),
        range(max(first - 6, 0), first),
    ]
    if body.stop:
        after = [index for index in range(body.stop, len(page.lines)) if index not in out]
        spans.append(after[:12])
    for span in spans:
        for index in span:
            line = page.lines[index]
            if line.image is None and index not in out and line.weight < 300:
                yield line


def _attribute_dates(line: Line) -> Iterator[str]:
    """Dates in attributes of the elements of a line: `<time datetime>`, `title`, `content`."""
    seen: set[HtmlElement] = set()
    for run in line.runs:
        for node in (run.node, run.node.getparent()):
            if node is None or node in seen:
                continue
            seen.add(node)
            names = (
                ("datetime", "content")
                if node.tag in ("time", "meta") or node.get("itemprop")
                else ()
            )
            for name in (*names, "title", "data-time", "data-date", "data-datetime"):
                value = node.get(name)
                if value:
                    yield value


def shown_dates(lines: Iterator[Line], title: tuple[int, int]) -> list[Shown]:
    """Every date in these lines, with what speaks for it."""
    found: list[Shown] = []
    for distance, line in enumerate(lines):
        text = line.spaced
        in_title = title[0] <= line.index <= title[1]
        end = 0
        for date in find_dates(text):
            rank = _rank(text[end : date.start], date) - distance / 50 - (4 if in_title else 0)
            found.append(Shown(date.text, line.index, date.has_time, rank))
            end = date.end
        for value in _attribute_dates(line):
            dates = find_dates(value)
            if dates:
                has_time = dates[0].has_time
                rank = 0.6 + (1 if has_time else 0) - distance / 50
                stated = value.strip() if len(value) < 40 else dates[0].text
                found.append(Shown(stated, line.index, has_time, rank))
    return found


def _rank(before: str, date: DateFound) -> float:
    rank = 1.0 if date.has_time else 0.0
    if _UPDATED.search(before):
        rank -= 1.5
    elif _PUBLISHED.search(before):
        rank += 0.6
    return rank


def stated_dates(page: Page) -> list[tuple[str, str]]:
    """What the page's data say: (text, rule), the most trusted first."""
    found = []
    for node in page.articles:
        text = node.text("datePublished", "dateCreated")
        if text and not node.is_part:
            found.append((text, "json-ld:datePublished"))
    for name in (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "publishdate",
        "pubdate",
        "publish_date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "date",
        "article.published",
        "weibo:article:create_at",
        "bytedance:published_time",
    ):
        text = page.meta(name)
        if text:
            found.append((text, f"meta:{name}"))
    return found


def choose_date(page: Page, shown: list[Shown], time_zone: str) -> Found[str] | None:
    """The publication date as text: what is shown, unless the page's data know it better."""
    best = max(shown, key=lambda date: date.rank, default=None)
    for text, rule in stated_dates(page):
        stated = parse_date(text, time_zone)
        if stated is None:
            continue
        agreeing = _agreeing(stated, shown, time_zone)
        if agreeing is not None:
            return Found(agreeing.text, "landmark:time")
        if (
            best is not None
            and best.has_time
            and not _has_time(text)
            and _same_day(stated, best, time_zone)
        ):
            return Found(best.text, "landmark:time")
        return Found(text, rule)
    return Found(best.text, "landmark:time") if best is not None else None


def _has_time(text: str) -> bool:
    return ":" in text


def _agreeing(stated: datetime, shown: list[Shown], time_zone: str) -> Shown | None:
    for date in sorted(shown, key=lambda one: -one.rank):
        if date.has_time:
            instant = parse_date(date.text, time_zone)
            if instant is not None and abs((instant - stated).total_seconds()) < 60:
                return date
    return None


def _same_day(stated: datetime, shown: Shown, time_zone: str) -> bool:
    other = parse_date(shown.text, time_zone)
    return other is not None and other.date() == stated.date()


def find_views(page: Page, lines: list[Line], date: Found[str] | None) -> Found[str] | None:
    """The article's view count as text: labelled, or bare right after the time."""
    for line in lines:
        labelled = words.VIEWS.search(_undated(line.spaced))
        if labelled:
            exact = _exact(line)
            value = next(value for value in labelled.groups() if value)
            return Found(exact or value, "landmark:views")
    for line in lines:
        for run in line.runs:
            if _is_eye(run) and parse_count(run.text) is not None:
                return Found(_exact(line) or run.text, "landmark:views")
    bare = _bare_after_date(lines, date) if date is not None else None
    if bare is not None:
        return Found(bare, "landmark:after-time")
    return _stated_views(page)


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
    sibling = node.getprevious()
    icons = [node, *list(node)[:1], *([sibling] if sibling is not None else [])]
    return any(
        _EYE.search(
            f"{icon.get('class') or ''} {icon.get('title') or ''} {icon.get('aria-label') or ''}"
        )
        for icon in icons
        if isinstance(icon.tag, str)
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
        exact = _exact(line)
        value = exact or _bare(line.spaced[place + length :])
        if value is not None:
            return value
        for other in lines[at + 1 : at + 3]:
            if _BARE.fullmatch(words.bare(other.text)) and other.index - line.index <= 2:
                return _exact(other) or words.bare(other.text)
        return None
    return None


def _bare(text: str) -> str | None:
    for found in _BARE.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _NOT_VIEWS.search(before) or _NOT_VIEWS.search(after):
            continue
        if re.search(r"\w$", before) and not re.search(r"[\s\d]$", before):
            continue
        if re.match(r"\s*[a-z]", after, re.IGNORECASE) and not re.match(r"\s+", after):
            continue
        return found.group().strip()
    return None


def in_header(line: Line) -> bool:
    """Whether a line's place allows it to be the article's head."""
    return not line.place & (Place.NAV | Place.FOOT | Place.COMMENT | Place.AD)
