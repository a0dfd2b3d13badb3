"""dateparser, for what no known pattern reads."""

import re
from datetime import datetime, tzinfo
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

# A call costs milliseconds, and dateparser is ready to see a date in any short string.
_WORTH_TRYING = re.compile(r"(?=.*\d{4})(?=.*[^\W\d_]{3})|\d{8}(?:T?\d{4,6}Z?)?$", re.DOTALL)
_LONGEST = 60
_COMPACT = ("%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S", "%Y%m%d%H%M%S", "%Y%m%d%H%M", "%Y%m%d")


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
