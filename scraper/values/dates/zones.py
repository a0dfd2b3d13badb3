"""Time zones as pages state them beside a time."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

_HOURS = {
    **{"Z": 0.0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1},
    **{"CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "МСК": 3, "TRT": 3, "GST": 4, "PKT": 5},
    **{"IST": 5.5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8, "JST": 9},
    **{"KST": 9, "ACST": 9.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13},
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
    **{"AST": -4, "ADT": -3, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "ART": -3},
}
_PLACES = {
    **{"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver"},
    **{"PT": "America/Los_Angeles", "BEIJING TIME": "Asia/Shanghai", "北京时间": "Asia/Shanghai"},
    **{"北京時間": "Asia/Shanghai", "台北時間": "Asia/Taipei", "香港時間": "Asia/Hong_Kong"},
    "日本時間": "Asia/Tokyo",
}
_NAMES = "|".join(sorted(map(re.escape, {*_HOURS, *_PLACES}), key=len, reverse=True))
# Abbreviations in capitals only: "at 9:05 est" and "9:05 et 9:10" are words.
NAMED_ZONE = rf"(?-i:{_NAMES}|мск)(?![A-Za-z])"
ZONE = (
    r"(?:(?-i:UTC|GMT)\s?[+\-−]\s?\d{1,2}(?::?[0-5]\d)?(?!\d)|[+\-−]\d{2}:?[0-5]\d(?![\d:])"
    rf"|[+\-−]\d{{2}}(?![\d:/.\-])|{NAMED_ZONE})"
)
_OFFSET = re.compile(r"([+\-−])\s?(\d{1,2}):?([0-5]\d)?$")


@cache
def zone_named(name: str) -> tzinfo:
    """The IANA zone of that name; ValueError where there is none."""
    try:
        return ZoneInfo(name)
    # Names that are no path, a folder's name, an empty name: each fails in its own way.
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is not an IANA time zone such as 'Asia/Shanghai'") from error


def stated_zone(text: str, moment: datetime) -> tzinfo | None:
    """What `text` ("+08:00", "GMT", "EST", "ET") means at `moment`, which is in the portal's zone;
    None where the offset is impossible.

    An abbreviation that the portal's own zone goes by means that zone: CST is China's in Shanghai.
    """
    name = text.strip()
    if offset := _OFFSET.search(name):
        return _offset(offset[1], int(offset[2]), int(offset[3] or 0))
    name = name.upper()
    if name == moment.tzname() and name not in {"UTC", "GMT"}:
        return moment.tzinfo
    if name in _PLACES:
        return ZoneInfo(_PLACES[name])
    return timezone(timedelta(hours=_HOURS[name])) if _HOURS[name] else UTC


def _offset(sign: str, hours: int, minutes: int) -> tzinfo | None:
    if hours > 14:
        return None
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(size if sign == "+" else -size) if size else UTC
