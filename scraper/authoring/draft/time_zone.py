"""Which zone a portal's times are in: by the offsets that its pages state, by where its address and
its language say that it is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scraper.extraction.fields.published_at import stated_dates
from scraper.extraction.page.page import Page
from scraper.values.dates import parse_date

# Domains of regions under which anybody registers, and one that is called otherwise.
_ANYBODYS = frozenset(
    ("AI", "AM", "CC", "CO", "FM", "GG", "IM", "IO", "LA", "LY", "ME", "SH", "TO", "TV", "WS")
)
_REGION_OF = {"UK": "GB"}
# Where most people of a region live, if that is not its easternmost zone.
_MAIN = {
    **{"AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto"},
    **{"RU": "Europe/Moscow", "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent"},
}
# Where a portal in that language is most likely to be.
_BY_LANGUAGE = {
    **{"zh": "Asia/Shanghai", "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "de": "Europe/Berlin"},
    **{"fr": "Europe/Paris", "it": "Europe/Rome", "es": "Europe/Madrid", "pl": "Europe/Warsaw"},
    **{"nl": "Europe/Amsterdam", "vi": "Asia/Ho_Chi_Minh", "th": "Asia/Bangkok"},
    **{"tr": "Europe/Istanbul", "sv": "Europe/Stockholm", "da": "Europe/Copenhagen"},
    **{
        "ru": "Europe/Moscow",
        "uk": "Europe/Kyiv",
        "cs": "Europe/Prague",
        "sk": "Europe/Bratislava",
    },
    **{
        "hu": "Europe/Budapest",
        "ro": "Europe/Bucharest",
        "el": "Europe/Athens",
        "bg": "Europe/Sofia",
    },
    **{"fi": "Europe/Helsinki", "no": "Europe/Oslo", "nb": "Europe/Oslo", "he": "Asia/Jerusalem"},
    **{"fa": "Asia/Tehran", "hi": "Asia/Kolkata", "id": "Asia/Jakarta"},
}
_REGION = re.compile(r"[A-Za-z]{2,3}[-_](?:[A-Za-z]{4}[-_])?([A-Za-z]{2})\b")
_HOUR = timedelta(hours=1)
# No zone has this one: what has it after reading stated none.
_NOWHERE = timedelta(hours=-12)


def zone_of(
    url: str,
    pages: Sequence[Page],
    bare: Sequence[datetime | None],
    language: str | None,
    setting: str,
) -> tuple[str, str] | None:
    """The zone, and the reason for it; None where nothing on the pages speaks for one.

    `bare`: of each page, the time that it shows to readers, where it shows it without an offset.
    `setting`: the zone of portals that state none.
    """
    offsets = Counter(
        offset for page, shown in zip(pages, bare, strict=True) for offset in _offsets(page, shown)
    )
    known = list(_likely(url, pages, language))
    if offsets:
        offset, moment = offsets.most_common(1)[0][0]
        reason = f"the pages' times are {_hours(offset)} from UTC"
        for zone, _ in (*known, (setting, "")):
            if ZoneInfo(zone).utcoffset(moment) == offset:
                return zone, reason
        return _fixed(offset, reason)
    return (known[0][0], f"CHECK: {known[0][1]} speaks for it") if known else None


def states_utc(pages: Sequence[Page]) -> bool:
    """Whether the pages state times in UTC, which portals do wherever they are."""
    stated = (parse_date(text, "Etc/GMT+12") for page in pages for text, _ in stated_dates(page))
    return any(moment is not None and moment.utcoffset() == timedelta(0) for moment in stated)


def _likely(url: str, pages: Sequence[Page], language: str | None) -> Iterator[tuple[str, str]]:
    """Zones with what speaks for them, the likeliest first."""
    host = urlsplit(url).hostname or ""
    ending = host.rpartition(".")[2].upper()
    if ending not in _ANYBODYS:
        for zone in _zones_of_regions().get(_REGION_OF.get(ending, ending), ()):
            yield zone, "the address's ending"
    region = _region_of(pages)
    zones = _zones_of_regions().get(region or "", ())
    among = f", which has {len(zones)} zones," if len(zones) > 1 else ""
    yield from ((zone, f"the language's region {region}{among}") for zone in zones)
    by_language = _BY_LANGUAGE.get((language or "")[:2])
    if by_language and not zones:
        yield by_language, "the language"


def _region_of(pages: Sequence[Page]) -> str | None:
    """The region in the language that all pages declare: GB of "en-GB"."""
    declared = [page.language or page.meta("og:locale") for page in pages]
    found = {_REGION.match(text.strip()) for text in declared if text}
    regions = {match[1].upper() if match else None for match in found}
    return regions.pop() if len(regions) == 1 else None


@cache
def _zones_of_regions() -> dict[str, tuple[str, ...]]:
    """The zones of each region, the one that most people live in first, by the tz database's own
    table, which goes from east to west."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            region, _, zone, *_ = line.split("\t")
            found[region] = (*found.get(region, ()), zone)
    for region, main in _MAIN.items():
        found[region] = (main, *(zone for zone in found[region] if zone != main))
    return found


def _fixed(offset: timedelta, reason: str) -> tuple[str, str] | None:
    """A zone of that offset all year, where there is one: its name has the sign the other way."""
    hours, rest = divmod(offset, _HOUR)
    if rest or not -12 <= hours <= 14:
        return None
    name = f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"
    return name, f"CHECK: {reason}, in a zone that no summer time is known of"


def _offsets(page: Page, shown: datetime | None) -> Iterable[tuple[timedelta, datetime]]:
    """How far from UTC the page's own data say that its times are."""
    for text, _ in stated_dates(page):
        stated = parse_date(text, "Etc/GMT+12")
        offset = stated.utcoffset() if stated else None
        if stated is None or offset is None or offset == _NOWHERE:
            continue
        moment = stated.replace(tzinfo=None)
        if offset:
            yield offset, moment
        elif shown is not None:
            ahead = shown - moment
            if abs(ahead) <= timedelta(hours=14) and ahead % timedelta(minutes=15) == timedelta(0):
                yield ahead, shown
        return


def _hours(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
