"""The exit codes, and what one says."""

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `scrapy crawl` and `scrapy demo`."""

    DONE = 0
    UNEXPECTED_ERROR = 1
    BAD_USAGE = 2
    FAILURES_LEFT = 3
    NOTHING_RECOGNISABLE = 4
    UNREACHABLE = 5
    ARCHIVE_TROUBLE = 6
    STOPPED = 7
    ARCHIVE_BUSY = 8
    LISTING_GOES_ON = 9


@dataclass(frozen=True, slots=True)
class Outcome:
    """The exit code, and the reason as a sentence for a person."""

    code: Exit
    reason: str
