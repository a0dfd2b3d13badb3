"""Counts as pages show them: views, comments, readers."""

import re
from decimal import Decimal

from scraper.values.dates import find_dates
from scraper.values.dates.folding import DIGITS

_FOLD = (
    str.maketrans("，．＋－：／ｋＫｍＭ٬٫\u00a0\u202f\u2009\u3000−", ",.+-:/kKmM,.    -") | DIGITS
)
_UNITS = {
    **{"十": 10, "百": 100, "千": 1_000, "천": 1_000, "万": 10_000, "萬": 10_000, "만": 10_000},
    **{"亿": 10**8, "億": 10**8, "억": 10**8},
    **{"k": 1_000, "thousand": 1_000, "tsd": 1_000, "m": 10**6, "million": 10**6, "mio": 10**6},
    **{"b": 10**9, "billion": 10**9},
}
_LABELS = r"(?<=views)|(?<=view)|(?<=reads)|(?<=hits)|(?<=clicks)|(?<=comments)|(?<=likes)"
_COUNT = re.compile(
    rf"""
    (?:(?<![A-Za-z0-9_.,/$€£¥￥\-])(?<![0-9]:)(?<![$€£¥￥]\s)|{_LABELS})
    (?P<number>
        [1-9][0-9]{{0,2}}(?:,[0-9]{{2,3}})*,[0-9]{{3}}
      | [1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+
      | [1-9][0-9]{{0,2}}(?:['’ ][0-9]{{3}})+
      | [0-9]+(?:[.,][0-9]+)?
    )
    (?![0-9]|[.,:/\-][0-9]|-)
    (?:\s?(?P<unit>[十百千천万萬만亿億억]|(?:thousand|million|billion|tsd|mio)\b)
      |(?P<letter>[kmb])(?![A-Za-z]))?
    (?P<rest>\s*[^\s0-9]*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What follows a number that counts something else: time, money, shares, ordinals, sizes.
_OTHER = re.compile(
    r"[a-z]+[0-9]|\s*(?:年|月|日|号|號|时|時|点|點|分(?!享)|秒|天|小时|小時|周|个月|個月|岁|歲|元|块|美元|期|届|屆|%|％|‰|°|€|£|\$"
    r"|년|월|일|시|분|초|원|(?:years?|months?|weeks?|days?|hours?|minutes?|mins?|seconds?|secs?)\b"
    r"|(?:am|pm|a\.m|p\.m|st|nd|rd|th|px|kb|mb|gb|km|kg|cm|mm|usd|eur|cny|rmb)\b)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:第|\bNo\.?|№|#)\s*$", re.IGNORECASE)
# 1,234k is a thousand and more thousands; 1.234万 is a little more than one 万.
_GROUPED = r"[1-9][0-9]{0,2},[0-9]{3}"
# Longer is an identifier, and past what a database holds.
_MOST_DIGITS = 12


def parse_count(text: str) -> int | None:
    """The first count in a text ("1,234", "1.2万", "阅读 2", "Views: 2"); None where there is none.
    Dates, times, prices, shares, ordinals, versions and negative numbers count nothing."""
    if text.isdecimal() and text.isascii():
        return int(text) if len(text) <= _MOST_DIGITS else None
    text = _without_dates(text.translate(_FOLD))
    for found in _COUNT.finditer(text):
        if _ORDINAL.search(text, 0, found.start()) or _OTHER.match(text, found.start("rest")):
            continue
        count = _value(found["number"], (found["unit"] or found["letter"] or "").lower())
        if count is not None:
            return count
    return None


def _without_dates(text: str) -> str:
    for date in reversed(find_dates(text)):
        text = f"{text[: date.start]}\n{text[date.end :]}"
    return text


def _value(number: str, unit: str) -> int | None:
    if unit and re.fullmatch(r"[0-9]+[.,][0-9]+", number) and not re.fullmatch(_GROUPED, number):
        value = round(Decimal(number.replace(",", ".")) * _UNITS[unit])
    elif re.fullmatch(r"[0-9]+[.,][0-9]{1,2}|[0-9]+[.,][0-9]{4,}|0[.,][0-9]+", number):
        return None
    else:
        value = int(re.sub("[^0-9]", "", number)) * _UNITS.get(unit, 1)
    return value if value < 10**_MOST_DIGITS else None
