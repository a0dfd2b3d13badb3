"""When the article was published: from the lines at its title, and from the page's data."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from scraper.extraction.fields.authors.bylines import names_in_byline
from scraper.extraction.fields.found import Found
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, Run
from scraper.extraction.page.page import Page
from scraper.extraction.parts.author_links import author_links
from scraper.extraction.parts.prose import is_meta_line
from scraper.extraction.vocabulary import words
from scraper.extraction.vocabulary.phrases import any_of
from scraper.values.dates import DateFound, find_date, find_dates, parse_date

_BEHIND = rf"\W*{any_of('dates.at')}?\W*$"
_PUBLISHED = re.compile(rf"{any_of('dates.published')}{_BEHIND}", re.IGNORECASE)
_UPDATED = re.compile(rf"{any_of('dates.updated')}{_BEHIND}", re.IGNORECASE)
_PUBLISHED_META = re.compile(
    r"(?:[\w:.-]+[:._-])?(?:publish(?:ed)?|publication|pub|posted|issued|created?|release)[:._-]?(?:date|time|on|at)+",
    re.IGNORECASE,
)
# How far behind the text its tags may stand, in lines.
_REACH = 30
# Part of a line that links take up where it is made of them.
_MOSTLY = 0.7
# In seconds.
_A_DAY = 24 * 3600


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

    def usable(index: int) -> bool:
        return index not in out or bool(page.lines[index].place & Place.TAGS)

    stop = body.start if body.start > last else min(last + 12, len(page.lines))
    early = [i for i in range(stop, min(stop + 5, len(page.lines))) if _is_dated(page.lines[i])]
    spans: list[Iterable[int]] = [
        [*range(last + 1, stop), *early],
        range(first, last + 1),
        range(max(first - 6, 0), first),
    ]
    if body.stop:
        after = [index for index in range(body.stop, len(page.lines)) if usable(index)]
        spans.append(after[:12])
        far = (index for index in after[12:] if index < body.stop + _REACH)
        spans.append(index for index in far if page.lines[index].place & Place.TAGS)
    for span in spans:
        for index in span:
            line = page.lines[index]
            if line.image is None and usable(index) and line.weight < 300:
                yield line


def _is_dated(line: Line) -> bool:
    """Whether a line that stands among the text's first is one of date, source and the like."""
    if is_meta_line(line):
        return True
    if line.weight >= 90:
        return False
    named = names_in_byline(line) or (line.link_share > _MOSTLY and author_links(line))
    return bool(named) or find_date(line.spaced) is not None


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
    # Other systems' spellings of the same.
    others = (name for name in page.metas if _PUBLISHED_META.fullmatch(name))
    return found + [(page.metas[name][0], f"meta:{name}") for name in others]


def choose_date(page: Page, shown: list[Shown], time_zone: str) -> Found[str] | None:
    """The publication date as text: what is shown, unless the page's data know it better."""
    best = max(shown, key=lambda date: date.rank, default=None)
    for text, rule in stated_dates(page):
        stated = parse_date(text, time_zone)
        if stated is None:
            continue
        agreeing = _agreeing(stated, shown, time_zone)
        if agreeing is None and not _has_offset(text):
            agreeing = _in_another_zone(stated, shown, time_zone)
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


def _has_offset(text: str) -> bool:
    """Whether a text says the same moment in whatever zone it is read."""
    return parse_date(text, "UTC") == parse_date(text, "Asia/Tokyo")


def _in_another_zone(stated: datetime, shown: list[Shown], time_zone: str) -> Shown | None:
    """A shown time with a zone of its own that is whole hours from the stated one, which has none:
    data are often in UTC and do not say so."""
    for date in sorted(shown, key=lambda one: -one.rank):
        if date.has_time and _has_offset(date.text):
            instant = parse_date(date.text, time_zone)
            apart = abs((instant - stated).total_seconds()) if instant is not None else 0
            if 0 < apart <= _A_DAY and apart % 3600 < 60:
                return date
    return None


def _same_day(stated: datetime, shown: Shown, time_zone: str) -> bool:
    other = parse_date(shown.text, time_zone)
    return other is not None and other.date() == stated.date()


def in_header(line: Line) -> bool:
    """Whether a line's place allows it to be the article's head; tags can be made as a menu is."""
    menu = 0 if line.place & Place.TAGS else Place.NAV
    return not line.place & (menu | Place.FOOT | Place.COMMENT | Place.AD)


def labelled(lines: list[Line]) -> list[Line]:
    """The lines, a label and the value that stands beside it in a table or list as one line."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if before is not None and _labels(before, line):
            runs = [*before.runs, Run("：", before.block, None, False), *line.runs]
            found[-1] = Line(before.index, line.block, line.place, runs)
        else:
            found.append(line)
    return found


def _labels(label: Line, value: Line) -> bool:
    cells = label.block.tag in ("th", "td", "dt") and value.block.tag in ("td", "dd")
    short = label.weight <= 40 and value.weight <= 60 and value.index == label.index + 1
    tags = words.is_label(words.TAGS, label.text)
    return cells and short and not tags and not any(char.isdigit() for char in label.text)
