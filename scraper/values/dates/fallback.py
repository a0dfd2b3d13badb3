"""dateparser, for what no known pattern reads."""

import re
from datetime import datetime, tzinfo
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

# A call costs milliseconds, and dateparser is ready to see a date in any short string.
_WORTH_TRYING = re.compile(
    r"(?=.*(?<!\d)(?:1[6-9]|2[01])\d\d(?!\d))(?=.*(?<!\d)\d{1,2}(?!\d))(?=.*[^\W\d_]{3})", re.DOTALL
)
_LONGEST = 60
# ISO 8601 without its marks; within a longer text such digits are an identifier.
_COMPACT = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)"
    r"(?:T?(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)


def written_out(text: str) -> str:
    """ "20201224T0412Z" as "2020-12-24 04:12Z"; any other text as it is."""
    found = _COMPACT.fullmatch(text)
    if not found:
        return text
    clock = f" {found['H']}:{found['M']}:{found['S'] or '00'}{found['zone'] or ''}"
    return f"{found['y']}-{found['m']}-{found['d']}{clock if found['H'] else ''}"


def parse_otherwise(text: str, zone: tzinfo) -> datetime | None:
    """What dateparser reads in a whole short text, aware; None where it finds no year, month and
    day: it would make up what is missing from today's date."""
    if len(text) > _LONGEST or not _WORTH_TRYING.match(text):
        return None
    try:
        moment = _parser().get_date_data(text).date_obj
    # dateparser passes on whatever its many locales trip over, on texts that are no dates.
    except Exception:
        return None
    if moment is None or not 1600 <= moment.year < 2200:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


@cache
def _parser() -> "DateDataParser":
    from dateparser.date import DateDataParser

    return DateDataParser(
        try_previous_locales=False,
        settings={
            "REQUIRE_PARTS": ["year", "month", "day"],
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY",
        },
    )
