"""Where sentences end, in the scripts that news portals write."""

import re

FULL_STOPS = ".。!！?？…।॥؟۔"
PAUSES = ";；؛:："
QUOTES = '"”’」』'
# Thai and its neighbours write no stop.
_UNSTOPPED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_ENDED = re.compile(rf"[{FULL_STOPS}][{QUOTES}]?$")
_WHOLE = re.compile(rf"[{FULL_STOPS};；؛{_UNSTOPPED}]$|[{FULL_STOPS}][{QUOTES}）)]$")
_MARKED = re.compile(rf"[{FULL_STOPS}{PAUSES}{QUOTES},，、،）)\]】]$")
# A Greek question ends in a semicolon, a Japanese one in a syllable.
_ASKED = re.compile(
    r"(?:[?？؟]|(?<=[\u0370-\u03ff]);|か[。.]?|(?:ください|下さい)[。.]?)[\"”’」』)）»]*\s*$"
)
_TAIL = 12


def is_ended(text: str) -> bool:
    """Whether a text ends with a full stop, a quotation mark behind it or not."""
    return _ENDED.search(text[-_TAIL:]) is not None


def is_whole(text: str) -> bool:
    """Whether a text ends as a paragraph does, in a script without stops with any letter."""
    return _WHOLE.search(text[-_TAIL:]) is not None


def is_marked(text: str) -> bool:
    """Whether a text ends with a mark that a heading does not end with, a question mark too."""
    return _MARKED.search(text[-_TAIL:]) is not None


def asks(text: str) -> bool:
    """Whether a text ends in a question."""
    return _ASKED.search(text[-_TAIL:]) is not None
