"""Where a date stands in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from scraper.values.dates.folding import fold, number
from scraper.values.dates.months import month_named, years_from_buddha
from scraper.values.dates.patterns import CLOCK_AFTER, CLOCK_BEFORE, DAYS

_ERAS = {"民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
# Cheap, and right to say no: every known form has a year of four digits or an era's name.
_LIKELY = re.compile(r"(?<!\d)\d{4}(?!\d)|民國|民国|令和|平成|昭和|[〇○零一二三四五六七八九]{4}年")
_SIGN = re.compile(r"\d{4}|民國|民国|令和|平成|昭和|[〇○零一二三四五六七八九]{4}年")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。）)]+", re.IGNORECASE)
# How far a date's other parts are from its year at most.
_ROUND = 64
# How far before a date its time may begin: "9:05 AM EST, Thursday, " and some more.
_REACH = 48
# Signs that a text is English, where 3/4 may be March the 4th.
_ENGLISH = re.compile(
    r"\b(?:[ap]\.?m|published|posted|updated|date|time|views?|by|on|at|est|edt|cst|cdt|pst|pdt|et|pt"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written; `hour` may be 24, the end of the day."""

    hour: int
    minute: int
    second: int
    microsecond: int
    zone: str | None


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text: `text` is `[start:end]` of it, `has_time` whether a time of day is part.
    `swapped` is the date with day and month exchanged, where the text leaves open which is which
    and gives no sign of being English; `day` is then read day first."""

    start: int
    end: int
    text: str
    has_time: bool
    day: date = field(repr=False)
    clock: Clock | None = field(repr=False)
    swapped: date | None = field(default=None, repr=False)


def may_hold_date(text: str) -> bool:
    """Whether a text can hold a date, its pieces parted or not: cheap, and right to say no."""
    return _SIGN.search(text) is not None


def find_date(text: str) -> DateFound | None:
    """The first absolute date or date-time in a text, or None. It must name its year."""
    return next(iter(find_dates(text)), None)


def find_dates(text: str) -> list[DateFound]:
    """All of them, in order, none within another."""
    # `\d` knows the digits that folding makes plain.
    if not _LIKELY.search(text):
        return []
    folded = fold(text)
    addresses = [found.span() for found in _ADDRESS.finditer(folded)]
    days = sorted(_days(folded), key=lambda day: (day.start, -day.end))
    found: list[DateFound] = []
    floor = 0
    for day in days:
        if day.start < floor or any(start <= day.start < end for start, end in addresses):
            continue
        whole = _with_clock(day, folded, floor, text)
        found.append(whole)
        floor = whole.end
    return found


def _days(folded: str) -> Iterator[DateFound]:
    """The days of each written form, checked against the calendar, without their time."""
    for pattern, (at, end) in product(DAYS, _windows(folded)):
        while match := pattern.search(folded, at, end):
            day, swapped = _day_of(match.groupdict(), folded)
            # A refused reading may hide a good one that begins within it.
            at = match.end() if day else match.start() + 1
            if day:
                clock = _clock_of(match.groupdict()) if "H" in match.groupdict() else None
                yield DateFound(*match.span(), "", clock is not None, day, clock, swapped)


def _windows(folded: str) -> list[tuple[int, int]]:
    """Where the years of a text are, with as much round each as a date may take."""
    found: list[tuple[int, int]] = []
    for sign in _SIGN.finditer(folded):
        start, end = max(sign.start() - _ROUND, 0), sign.end() + _ROUND
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _day_of(parts: dict[str, str | None], folded: str) -> tuple[date | None, date | None]:
    year = number(parts["y"] or "0") + _ERAS.get(parts.get("era") or "", 0)
    if parts.get("a"):
        return _either_order(year, int(parts["a"] or 0), int(parts["b"] or 0), parts["s"], folded)
    word = parts.get("word")
    dotted = bool(parts.get("dot"))
    month = month_named(word, dotted) if word else number(parts["m"] or "0")
    year -= years_from_buddha(word or "", year)
    return _date(year, month, number(parts.get("d") or parts.get("d2") or "0")), None


def _either_order(
    year: int, first: int, second: int, mark: str | None, folded: str
) -> tuple[date | None, date | None]:
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if not (day_first and month_first):
        return day_first or month_first, None
    if mark != "/":
        return day_first, None
    return (month_first, None) if _ENGLISH.search(folded) else (day_first, month_first)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_clock(day: DateFound, folded: str, floor: int, text: str) -> DateFound:
    start, end, clock = day.start, day.end, day.clock
    if clock is None:
        after = CLOCK_AFTER.match(folded, end)
        before = None if after else CLOCK_BEFORE.search(folded[:start], max(floor, start - _REACH))
        if after and (clock := _clock_of(after.groupdict())):
            end = after.end()
        elif before and (clock := _clock_of(before.groupdict())):
            start = before.start()
    slice_ = text[start:end].rstrip()
    end = start + len(slice_)
    return DateFound(start, end, slice_, clock is not None, day.day, clock, day.swapped)


def _clock_of(parts: dict[str, str | None]) -> Clock | None:
    """The time of day that a match says, or None where there is no such time."""
    minute = int(
        next((value for key in ("M", "M2", "M3", "M4", "M5") if (value := parts.get(key))), 0)
    )
    minute = 30 if parts.get("half") else minute
    second = int(parts.get("S") or parts.get("S2") or 0)
    hour = _hour(int(parts["H"] or 0), parts.get("before") or "", parts.get("after") or "")
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):
        return None
    micro = int((parts.get("frac") or "0").ljust(6, "0")[:6])
    return Clock(hour, minute, min(second, 59), micro, parts.get("zone"))


def _hour(hour: int, before: str, after: str) -> int:
    """The hour of 24 for one that is said with AM, PM or a part of the day."""
    mark = before or after[:1].lower()
    if mark in {"下午", "傍晚", "晚上", "오후", "午後", *"pμمب"}:
        return hour + 12 if hour < 12 else hour
    if mark == "中午":
        return hour + 12 if hour < 3 else hour
    return 0 if mark and hour == 12 and mark not in {"早上", "早晨", "清晨"} else hour
