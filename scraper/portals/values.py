"""Values that a portal's definition may hold: each says what was expected where it is another."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from scraper.portals.selectors import check_selector
from scraper.values.urls import absolute

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\W_][\w.-]*)(?::\d{1,5})?")
_AGE = re.compile(r"(\d{1,5})\s*([hd])")
_HOURS = {"h": 1, "d": 24}
_SAMPLE = datetime(2020, 12, 24, 13, 14, 15, tzinfo=UTC)
_WINDOW = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


@cache
def _zones() -> frozenset[str]:
    # Reads hundreds of files.
    return frozenset(available_timezones())


def _known_zone(zone: str) -> str:
    if zone not in _zones():
        raise ValueError("expected an IANA time zone such as 'Asia/Shanghai'")
    return zone


def _web_address(url: str) -> str:
    if "//" not in url or absolute(url, "") is None:
        raise ValueError("expected an address that begins with http:// or https://")
    return url


def _selector(selector: str) -> str:
    check_selector(selector)
    return selector


def _pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"expected a regular expression ({error})") from error
    return pattern


def _date_format(template: str) -> str:
    example = "such as '%Y/%m/%d %H:%M'"
    if not re.search(r"%[YyGxc]", template):
        raise ValueError(f"expected a strptime format with a year, {example}")
    try:
        year = datetime.strptime(_SAMPLE.strftime(template), template).year
    except re.error as error:
        said = "each of its parts may be there once"
        raise ValueError(f"expected a strptime format, {example}: {said}") from error
    except Exception as error:
        raise ValueError(f"expected a strptime format, {example} ({error})") from error
    if year != _SAMPLE.year:
        raise ValueError(f"expected a strptime format with a year, {example}")
    return template


def _host(host: str) -> str:
    if not _HOST.fullmatch(host):
        expected = "a host such as 'news.portal.example', without http://, each on its own"
        raise ValueError(f"expected {expected}")
    return host.lower()


def _language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        raise ValueError("expected a language tag such as 'en', 'zh' or 'zh-Hant'")
    return tag


def _age(value: object) -> object:
    if isinstance(value, timedelta):
        return value
    found = _AGE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("expected hours or days, such as '48h' or '30d', of five digits at most")
    return timedelta(hours=int(found[1]) * _HOURS[found[2]])


def _window(value: object) -> object:
    if isinstance(value, Window):
        return value
    found = _WINDOW.fullmatch(value) if isinstance(value, str) else None
    try:
        if found:
            begin = time(int(found[1]), int(found[2]))
            end = time(int(found[3]), int(found[4]))
            if begin != end:
                return Window(begin, end)
    except ValueError:
        pass
    raise ValueError("expected two times of day, such as '22:00-06:00'")


class Window(tuple[time, time]):
    """A part of each day, from its first minute until before its last; it may go over midnight."""

    __slots__ = ()

    def __new__(cls, begin: time, end: time) -> "Window":
        return super().__new__(cls, (begin, end))

    def holds(self, moment: time) -> bool:
        """Whether a time of day is within it."""
        begin, end = self
        if begin < end:
            return begin <= moment < end
        return moment >= begin or moment < end

    def __str__(self) -> str:
        return f"{self[0]:%H:%M}-{self[1]:%H:%M}"


# TOML has types of its own: a quoted "no" is a mistake, not a way of saying false.
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True)]
Seconds = Annotated[float, Field(strict=True)]
Day = Annotated[date, Field(strict=True)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
TimeZone = Annotated[str, AfterValidator(_known_zone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Selector = Annotated[Text, AfterValidator(_selector)]
Pattern = Annotated[str, Field(min_length=1), AfterValidator(_pattern)]
DateFormat = Annotated[str, AfterValidator(_date_format)]
Host = Annotated[str, AfterValidator(_host)]
Language = Annotated[str, AfterValidator(_language)]
Age = Annotated[timedelta, BeforeValidator(_age)]
CrawlWindow = Annotated[Window, BeforeValidator(_window)]
