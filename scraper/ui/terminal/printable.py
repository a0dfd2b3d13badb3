"""Texts of pages on a terminal: whatever a page holds, it moves no cursor and sets no title."""

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
