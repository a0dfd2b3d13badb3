"""What readers say below a text, where no label tells that they do: many units of one make, each a
line of an account or of name and time, and a text."""

import re
from collections import defaultdict

from lxml.html import HtmlElement

from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page
from scraper.extraction.parts.prose import is_prose
from scraper.values.dates import find_dates

_FEWEST = 5
# So much of the units' heads are of accounts or times, and so many differ: those of an interview
# are two names, those of a text in parts are titles.
_MOST = 0.7
_HEAD, _CLIMB = 60, 4
# Running text that stands above them at least, in paragraphs.
_TEXT = 3
_ACCOUNT = re.compile(r"@?(?:[a-z][\w.-]{2,}|[^\W\d_][\w.-]*\d)")
_AGO = re.compile(
    r"\d.{0,12}\b(?:ago|назад|тому|temu|geleden|sitten|sedan|siden|fa|atrás|önce)\b|\b(?:vor|hace|il\s+y\s+a|há|před|acum)\s+\d",
    re.IGNORECASE,
)


def reader_comments(page: Page, last: int) -> set[int]:
    """The indices of the lines of such units after line `last`, and behind a text."""
    groups: dict[tuple[HtmlElement, str, str], list[tuple[range, Line]]] = defaultdict(list)
    for line in page.lines[last + 1 :]:
        if line.image is None and line.weight <= _HEAD and not line.place & Place.HEADING:
            unit = _unit(page, line)
            parent = unit.getparent() if unit is not None else None
            if unit is not None and parent is not None:
                key = parent, unit.tag, unit.get("class") or ""
                groups[key].append((page.extents[unit], line))
    found: set[int] = set()
    for units in groups.values():
        if len(units) >= _FEWEST and _are_comments([head for _, head in units]):
            start, stop = units[0][0].start, units[-1][0].stop
            above = (at for at in range(last + 1, start) if is_prose(page.lines[at]))
            found |= set(range(start, stop)) if len(list(above)) >= _TEXT else set()
    return found


def _unit(page: Page, head: Line) -> HtmlElement | None:
    """The smallest block that holds this line first, and a text."""
    node: HtmlElement | None = head.block
    for _ in range(_CLIMB):
        if node is None:
            return None
        extent = page.extents.get(node)
        if extent is not None and len(extent) > 1:
            first = extent.start == head.index
            return node if first and any(is_prose(page.lines[at]) for at in extent) else None
        node = node.getparent()
    return None


def _are_comments(heads: list[Line]) -> bool:
    telling = sum(_tells_who_or_when(head.spaced) for head in heads)
    differing = len({head.text for head in heads})
    return min(telling, differing) >= _MOST * len(heads)


def _tells_who_or_when(head: str) -> bool:
    if _ACCOUNT.fullmatch(head) or _AGO.search(head):
        return True
    return any(date.has_time and date.start > 1 for date in find_dates(head))
