"""Texts of portals for people: whatever they hold, they move no cursor, set no title and begin no
line of their own. The one way from a portal to terminal, log, status and alerts."""

import re

# C0 and C1 controls but the line feed, and the marks that turn the reading direction about.
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text with U+FFFD for each character that would act upon the terminal, tabs as spaces."""
    return (
        _UNPRINTABLE.sub("\ufffd", text.replace("\t", " "))
        .encode("utf-8", "replace")
        .decode("utf-8")
    )


def one_line(text: str, most: int = 500) -> str:
    """The same in one line, and no longer than that: for reasons and addresses."""
    flat = " ".join(printable(text).split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
