"""What each text of an entry is: title, section, date, views."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from scraper.extraction.page.landmarks import HEADINGS
from scraper.extraction.page.lines import Run, by_element
from scraper.extraction.vocabulary import words
from scraper.extraction.vocabulary.labels import HOT, kind_of_label
from scraper.items import RawRelated
from scraper.values.clean import clean
from scraper.values.counts import parse_count
from scraper.values.dates import find_date
from scraper.values.dates.relative import days_without_year, is_relative

_SPLIT = re.compile(r"\s*[|｜│¦·•‧∙▪/／\\]+\s*|\s{2,}|\s+[-–—]\s+|[\[\]【】〔〕()（）]+")
_BARE_COUNT = re.compile(
    r"[\d０-９][\d０-９,，.]*\s*(?:万|萬|亿|k|m|w)?\+?\s*[次人]?", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
# A date in a language whose months are not known is no section's name.
_YEARED = re.compile(r"\d{1,2}\D{1,24}(?:1[6-9]|2[01])\d\d(?!\d)")
# How long an article takes to read, or how long ago it was.
_READ = re.compile(r"\d+\s*(?:min|мин|h(?:ou)?rs?\b|days?\b|分)", re.IGNORECASE)
_MOST_WORDS = 4
_RANK = re.compile(r"(?:no\.?\s*)?\d{1,2}[.、:]?", re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """The runs of one entry, in reading order; `link` leads to the article."""

    link: HtmlElement
    url: str
    runs: list[Run] = field(default_factory=list)


def read_entry(entry: Entry, known: frozenset[str]) -> RawRelated | None:
    """What an entry's texts are: title, section, date, views. None where there is no title."""
    title, rest = _title_and_rest(entry, known)
    if not title:
        return None
    published, views, section = None, None, None
    pieces = [piece for text, ranked in rest for piece in _pieces(text, ranked)]
    pieces = _timed(pieces)
    stated = _stated_time(entry)
    for piece in pieces:
        date = find_date(piece)
        if date is not None and published is None:
            published = stated or date.text
            remainder = f"{piece[: date.start]} {piece[date.end :]}"
            pieces_left = [part for part in _SPLIT.split(remainder) if words.bare(part)]
        elif is_relative(piece):
            published = published or words.bare(piece)
            continue
        else:
            pieces_left = [piece]
        for part in pieces_left:
            count = _count(part, published is not None)
            if count and views is None:
                views = count
                part = words.VIEWS.sub("", part) if words.VIEWS.search(part) else ""
            part = re.sub(r"^(?:in|under|from)\s+(?=\W)", "", words.bare(part), flags=re.IGNORECASE)
            part = words.bare(part)
            if part and section is None and _is_name(part):
                section = part
    return RawRelated(title, entry.url, section, published, _stated_count(entry) or views)


def _timed(pieces: list[str]) -> list[str]:
    """The pieces, a date and the time of day that stands beside it as one."""
    found: list[str] = []
    for piece in pieces:
        if found and _CLOCK.fullmatch(piece.strip()) and find_date(found[-1]) is not None:
            found[-1] = f"{found[-1]} {piece.strip()}"
        else:
            found.append(piece)
    return found


def _stated_time(entry: Entry) -> str | None:
    """The moment that a `<time datetime>` of the entry gives, where it gives a time of day."""
    for run in entry.runs:
        for node in (run.node, run.node.getparent()):
            value = node.get("datetime") if node is not None and node.tag == "time" else None
            found = find_date(value) if value else None
            if value and found is not None and found.has_time:
                return clean(value)
    return None


def _stated_count(entry: Entry) -> str | None:
    """The number that a `<data value>` of the entry gives in full."""
    for run in entry.runs:
        for node in (run.node, run.node.getparent()):
            value = node.get("value") if node is not None and node.tag == "data" else None
            if value and parse_count(value) is not None:
                return str(value)
    return None


def _pieces(text: str, ranked: bool) -> list[str]:
    if ranked and _RANK.fullmatch(text):
        return []
    date = find_date(text)
    if date is None:
        return _pieces_about_days(text)
    before = [part for part in _SPLIT.split(text[: date.start]) if part.strip()]
    after = [part for part in _SPLIT.split(text[date.end :]) if part.strip()]
    return [*before, date.text, *after]


def _pieces_about_days(text: str) -> list[str]:
    """The pieces of a text, a day without its year and the time beside it as one."""
    pieces: list[str] = []
    at = 0
    for start, end in [*days_without_year(text), (len(text), len(text))]:
        pieces += [*_SPLIT.split(text[at:start]), text[start:end]]
        at = end
    return [piece for piece in pieces if piece.strip()]


def _count(part: str, dated: bool) -> str | None:
    labelled = words.VIEWS.search(part)
    if labelled:
        return next(value for value in labelled.groups() if value)
    plain = words.bare(part)
    if (
        _BARE_COUNT.fullmatch(plain)
        and parse_count(plain) is not None
        and (dated or len(plain) < 8)
    ):
        return plain
    return None


def _is_name(part: str) -> bool:
    """Whether a text beside an entry's title can be a section's name."""
    count = len(part.split())
    return (
        len(part) <= 48
        and count <= _MOST_WORDS
        and any(map(str.isalpha, part))
        # A sentence goes on with a small letter; a name of one word may begin with one.
        and not (count > 1 and part[0].islower())
        and kind_of_label(part) in (None, HOT)
        and not _READ.search(part)
        and not words.NOISE.fullmatch(part)
        and find_date(part) is None
        and parse_count(part) is None
        and words.BYLINE.match(part) is None
        and words.APPEAL.match(part) is None
        and _CLOCK.search(part) is None
        and not _YEARED.search(part)
    )


def _title_and_rest(
    entry: Entry, known: frozenset[str]
) -> tuple[str | None, list[tuple[str, bool]]]:
    """The title, and the other texts; each with whether it stands before the title (a rank may)."""
    groups = by_element(entry.runs)
    title_at = _title_index(entry, groups, known)
    if title_at is None:
        return None, []
    title = _whole_title(entry, groups[title_at][1])
    rest = [(text, index < title_at) for index, (_, text) in enumerate(groups) if index != title_at]
    url_texts = {title, groups[title_at][1]}
    return title, [(text, before) for text, before in rest if text not in url_texts]


def _title_index(entry: Entry, groups: list[tuple[Run, str]], known: frozenset[str]) -> int | None:
    linked = [
        index
        for index, (run, text) in enumerate(groups)
        if run.link is entry.link and not _is_meta(text) and text.casefold() not in known
    ]
    if not linked:
        return next((i for i, (run, _) in enumerate(groups) if run.link is entry.link), None)
    headed = [index for index in linked if _in_heading(groups[index][0].node, entry.link)]
    if headed:
        return headed[0]
    short = [index for index in linked if not _is_teaser(groups[index][1])] or linked
    return max(short, key=lambda index: len(groups[index][1]))


def _is_teaser(text: str) -> bool:
    return len(text) > 60 and text[-1] in "。….।۔"


def _is_meta(text: str) -> bool:
    date = find_date(text)
    if date is not None and date.end - date.start > 0.6 * len(text):
        return True
    plain = words.bare(text)
    counted = words.VIEWS.search(plain)
    return (
        not plain
        or _BARE_COUNT.fullmatch(plain) is not None
        or (counted is not None and len(counted.group()) > 0.6 * len(plain))
        or words.NOISE.fullmatch(plain) is not None
    )


def _in_heading(node: HtmlElement, link: HtmlElement) -> bool:
    current: HtmlElement | None = node
    while current is not None and current is not link:
        if current.tag in HEADINGS or current.tag in ("b", "strong", "dt"):
            return True
        current = current.getparent()
    return False


def _whole_title(entry: Entry, text: str) -> str:
    """The text, or the link's title attribute where the text is that title cut short."""
    full = clean(entry.link.get("title") or "")
    stem = text.rstrip(".… ")
    return full if len(full) > len(text) and stem != text and full.startswith(stem) else text
