"""Settings given by `-s` that a run would silently ignore, or stumble over later."""

from collections.abc import Iterator
from difflib import get_close_matches
from zoneinfo import available_timezones

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
)
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
    for name in _NUMBERS:
        try:
            if settings.getfloat(name) < 0:
                yield f"{name}={settings[name]}: expected a number that is not negative"
        except (TypeError, ValueError):
            yield f"{name}={settings[name]}: expected a number"
    for name in _SWITCHES:
        try:
            settings.getbool(name)
        except ValueError:
            yield f"{name}={settings[name]}: expected True or False"
