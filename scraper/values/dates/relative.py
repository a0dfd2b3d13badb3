"""Dates that are said from the day a page was seen: "3小时前", "yesterday 9:05", "12-24 12:12"."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

_AGO = re.compile(
    r"(?P<n>\d{1,4}|a|an|半|几|數)\s*(?P<unit>秒|分|小时|小時|时|時|天|日|周|週|个月|個月|月|年|초|시간|일|주|개월|년"
    r"|sec|min|hour|hr|day|week|month|year)\S{0,4}?\s*(?:以?前|전|ago)",
    re.IGNORECASE,
)
_HOURS = {
    **dict.fromkeys(("秒", "초", "sec"), 1 / 3600),
    **dict.fromkeys(("分", "min"), 1 / 60),
    **dict.fromkeys(("小时", "小時", "时", "時", "시간", "hour", "hr"), 1.0),
    **dict.fromkeys(("天", "日", "일", "day"), 24.0),
    **dict.fromkeys(("周", "週", "주", "week"), 168.0),
    **dict.fromkeys(("个月", "個月", "月", "개월", "month"), 24 * 30.4375),
    **dict.fromkeys(("年", "년", "year"), 24 * 365.25),
}
_TODAY = ("今天", "今日", "today", "오늘", "heute", "hoy", "hoje", "oggi", "vandaag", "сегодня")
_YESTERDAY = ("昨天", "昨日", "yesterday", "어제", "gestern", "ayer", "ontem", "ieri", "вчера")
_DAYS = {
    **dict.fromkeys(_TODAY, 0),
    **dict.fromkeys(_YESTERDAY, 1),
    **dict.fromkeys(("前天", "前日"), 2),
}
_NAMED = re.compile(rf"(?P<day>{'|'.join(_DAYS)})", re.IGNORECASE)
_NOW = re.compile(r"刚刚|剛剛|\bjust now\b|방금", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:])(?P<H>[01]?\d|2[0-3]):(?P<M>[0-5]\d)(?::(?P<S>[0-5]\d))?(?![\d:])")
_YEARLESS = re.compile(
    r"(?<![\d/.:\-])(?P<m>0?[1-9]|1[0-2])(?:[-/]|(?<=\d\d)\.(?=\d\d)|\s?[月월]\s?)"
    r"(?P<d>[0-3]?\d)\s?[日일]?(?![\d/.\-:])"
)
_YEARLESS_AT = re.compile(rf"(?:{_YEARLESS.pattern})(?:\s+{_CLOCK.pattern})?")
# Such a text and nothing else: one of these, a time of day beside it or not.
_WHOLE = re.compile(
    rf"[\s(（\[]*(?:{_NOW.pattern}|{_AGO.pattern}|{_NAMED.pattern}|{_YEARLESS.pattern})"
    rf"[\s,，|·–-]*(?:(?:um|at|às|a\s+las|alle|в)\s+)?(?:{_CLOCK.pattern})?\s*(?:Uhr)?[\s)）\]]*",
    re.IGNORECASE,
)


def is_relative(text: str) -> bool:
    """Whether a text is nothing but a date that is said from the day a page was seen."""
    return _WHOLE.fullmatch(text) is not None


def days_without_year(text: str) -> Iterator[tuple[int, int]]:
    """Where in a text days without a year stand, each with its time of day: (start, end)."""
    return (found.span() for found in _YEARLESS_AT.finditer(text))


def parse_relative(text: str, seen: datetime) -> datetime | None:
    """The moment that `text` says of the day it was `seen` (aware, in the portal's zone), or None.

    A day without a year is the last such day; a day without a time is its midnight.
    OverflowError where that is before the calendar begins.
    """
    if _NOW.search(text):
        return seen
    if ago := _AGO.search(text):
        return _back(ago, seen)
    day = _named_day(text, seen) or _last_such_day(text, seen)
    if day is None:
        return None
    clock = _CLOCK.search(text)
    hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
    return day.replace(hour=hour, minute=minute, second=second, microsecond=0)


def _back(ago: re.Match[str], seen: datetime) -> datetime:
    amount = int(ago["n"]) if ago["n"].isdecimal() else {"半": 0.5}.get(ago["n"], 1)
    return seen - timedelta(hours=amount * _HOURS[ago["unit"].lower()])


def _named_day(text: str, seen: datetime) -> datetime | None:
    named = _NAMED.search(text)
    return seen - timedelta(days=_DAYS[named["day"].lower()]) if named else None


def _last_such_day(text: str, seen: datetime) -> datetime | None:
    yearless = _YEARLESS.search(text)
    if yearless is None:
        return None
    # Eight years back there is a 29 February even across 1900 and 2100.
    for year in range(seen.year, max(seen.year - 9, 0), -1):
        try:
            day = seen.replace(year=year, month=int(yearless["m"]), day=int(yearless["d"]))
        except ValueError:
            continue
        if day <= seen:
            return day
    return None
