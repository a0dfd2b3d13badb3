"""Settings given by `-s` that a run would silently ignore, or stumble over later."""

import logging
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import available_timezones

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings, default_settings

from scraper import settings as project
from scraper.crawl.clock import now

_NUMBERS = (
    "AUTOTHROTTLE_MAX_DELAY",
    "AUTOTHROTTLE_START_DELAY",
    "AUTOTHROTTLE_TARGET_CONCURRENCY",
    "CAPTURES_FILE_SIZE",
    "CONCURRENT_ITEMS",
    "CONCURRENT_REQUESTS",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "DOWNLOAD_DELAY",
    "DOWNLOAD_DELAY_JITTER",
    "DOWNLOAD_MAXSIZE",
    "DOWNLOAD_TIMEOUT",
    "REDIRECT_MAX_TIMES",
    "RETRY_TIMES",
    *("BUDGET_REQUESTS", "BUDGET_PAGES", "BUDGET_MINUTES", "BREAKER_FAILURES", "RETRY_AFTER_MAX"),
)
# Nothing would ever be asked for, or nothing ever be waited for.
_AT_LEAST_ONE = (
    *("CONCURRENT_ITEMS", "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN"),
    *("DOWNLOAD_MAXSIZE", "DOWNLOAD_TIMEOUT", "CAPTURES_FILE_SIZE"),
    *("UNPACKED_MAXSIZE", "PAGE_MAXSIZE", "PAGE_MAXTAGS", "PAGE_MAXLINKS", "TAG_MAXATTRIBUTES"),
    *("JSON_LD_MAXSIZE", "BODY_MAXSIZE", "LIST_MAXSIZE", "ROBOTS_MAXSIZE"),
)
_BY_OPERATOR = 30
_SWITCHES = (
    "AUTOTHROTTLE_ENABLED",
    "CAPTURES_ENABLED",
    "COOKIES_ENABLED",
    "DOWNLOAD_VERIFY_CERTIFICATES",
    "ROBOTSTXT_OBEY",
)


def problems_of(settings: BaseSettings) -> list[str]:
    """What is wrong with the settings' values, one line each."""
    return [*_unknown(settings), *_bad_values(settings)]


def _unknown(settings: BaseSettings) -> Iterator[str]:
    """Names from the command line that nothing knows but that look like one that is known."""
    known = {name for module in (default_settings, project) for name in vars(module)}
    for name in settings:
        if settings.getpriority(name) == 40 and name not in known:
            near = get_close_matches(name.upper(), known, n=1, cutoff=0.85)
            if near:
                yield f"-s {name}: there is no such setting; did you mean {near[0]}?"


def _bad_values(settings: BaseSettings) -> Iterator[str]:
    zone = settings["PORTAL_TIME_ZONE"]
    if zone not in available_timezones():
        yield f"PORTAL_TIME_ZONE={zone}: expected an IANA time zone such as Asia/Shanghai"
    try:
        now(settings)
    except ValueError:
        yield f"ARCHIVE_NOW={settings['ARCHIVE_NOW']}: expected a time such as 2020-12-24T06:00:00Z"
    yield from _bad_numbers(settings)
    yield from _bad_places(settings)
    for name in _SWITCHES:
        try:
            settings.getbool(name)
        except ValueError:
            yield f"{name}={settings[name]}: expected True or False"


def _bad_numbers(settings: BaseSettings) -> Iterator[str]:
    for name in dict.fromkeys((*_NUMBERS, *_AT_LEAST_ONE)):
        try:
            number = settings.getfloat(name)
            if name in _AT_LEAST_ONE and 0 <= number < 1:
                yield f"{name}={settings[name]}: expected a number from 1 on"
            elif number < 0:
                yield f"{name}={settings[name]}: expected a number that is not negative"
        except (TypeError, ValueError):
            yield f"{name}={settings[name]}: expected a number"


def _bad_places(settings: BaseSettings) -> Iterator[str]:
    """Where the log and the definitions are to be, as far as an operator has said it."""
    level = str(settings["LOG_LEVEL"])
    if level.upper() not in logging.getLevelNamesMapping() and not level.isdigit():
        yield f"LOG_LEVEL={level}: expected DEBUG, INFO, WARNING, ERROR or CRITICAL"
    file = settings.get("LOG_FILE")
    if file and not Path(file).absolute().parent.is_dir():
        yield f"LOG_FILE={file}: there is no folder {Path(file).absolute().parent}; make it first"
    elif file and Path(file).is_dir():
        yield f"LOG_FILE={file}: is a folder, expected a file"
    if (settings.getpriority("PORTAL_FOLDERS") or 0) < _BY_OPERATOR:
        return
    for folder in settings.getlist("PORTAL_FOLDERS"):
        if not Path(folder).is_dir():
            yield f"PORTAL_FOLDERS={folder}: there is no such folder"


def refuse_bad(settings: BaseSettings) -> None:
    """Raises UsageError, before anything is opened or logged, where a setting cannot work."""
    if problems := problems_of(settings):
        raise UsageError("\n".join(problems), print_help=False)
