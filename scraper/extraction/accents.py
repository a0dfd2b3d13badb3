"""Letters without their accents."""

import re
import unicodedata

# The marks of Latin, Greek and Cyrillic; those of kana and of Indic scripts are part of the letter.
_ACCENTS = re.compile("[\u0300-\u036f]")


def unaccented(text: str) -> str:
    """The text without the accents of its letters; other scripts as they are."""
    if text.isascii():
        return text
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)
