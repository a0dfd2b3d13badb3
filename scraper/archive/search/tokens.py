"""What a text is searched by: its words, and the characters of its Chinese, Japanese and Korean.

Letters of one word are the same token however they are written: wide or narrow, upper or lower
case, with accents or without, traditional or simplified.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from scraper.archive.search.hanzi import SIMPLIFIED

# Scripts that part no words: Han with its repetition marks, Kana, Bopomofo; and Hangul, whose words
# carry their endings.
_CHARACTERS = "々〇ぁ-ゖゝゞァ-ヺー-ヿㄅ-ㄯㇰ-ㇿ㐀-䶿一-鿿가-힣\U00020000-\U000323af"
# Vowel signs and the like, which belong to their word but are no letters: Hebrew, Arabic, Indic,
# Thai, Lao, Tibetan, Myanmar, Khmer; and what is left of accents.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a4d\u0a70"
    "\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04"
    "\u0c3e-\u0c4d\u0c81-\u0c83\u0cbc-\u0ccd\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e"
    "\u17b4-\u17d3\u200c\u200d"
)
_SYMBOLS = "\u2600-\u27bf\U0001f000-\U0001faff"
CHARACTER = f"[{_CHARACTERS}]"
_LETTER = f"[^\\W_{_CHARACTERS}]"
OF_WORD = f"(?:{_LETTER}|[{_MARKS}])"
BETWEEN = f"(?:_|[^\\w{_SYMBOLS}])"
# Nothing is given back once it is taken: to be able to, Python would keep 170 bytes a letter.
_RUN = re.compile(f"({CHARACTER}++)|({_LETTER}++(?:[{_MARKS}]++{_LETTER}*+)*+)|([{_SYMBOLS}])")
# Where a run of characters ends: no phrase reaches over a comma or from one tag into the next.
BOUNDARY = "|"
LONGEST = 100
Kind = Literal["word", "characters", "symbol"]

_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u036f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff]")
_ACCENTS = re.compile("(?<=[a-z\u0370-\u03ff])[\u0300-\u036f]+")
_UNACCENTED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ё": "е"}
)


def fold(text: str) -> str:
    """The text as it is compared. Its length may differ."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    if _ACCENTED.search(text):
        text = _ACCENTS.sub("", unicodedata.normalize("NFD", text.translate(_UNACCENTED)))
    return unicodedata.normalize("NFKC", text).translate(SIMPLIFIED)


class Run(NamedTuple):
    """A word or a symbol, or a run of characters."""

    text: str
    kind: Kind


def runs(text: str) -> Iterator[Run]:
    """What a text is made of, folded, in order."""
    for found in _RUN.finditer(fold(text)):
        yield Run(found[0], "characters") if found[1] else _short_run(found)


def _short_run(found: re.Match[str]) -> Run:
    return Run(found[0][:LONGEST], "word") if found[2] else Run(found[0], "symbol")


def tokens(text: str) -> list[str]:
    """Words, and characters one by one; a BOUNDARY behind each run of these."""
    found: list[str] = []
    for run in runs(text):
        if run.kind == "characters":
            found.extend(run.text)
            found.append(BOUNDARY)
        else:
            found.append(run.text)
    return found


def spaced(text: str) -> str:
    """The same as one text, a space between: for a long text a tenth of the list's memory."""
    return " ".join(
        f"{' '.join(run.text)} {BOUNDARY}" if run.kind == "characters" else run.text
        for run in runs(text)
    )


def phrase(text: str) -> list[str]:
    """The tokens that stand one behind the other wherever the text stands."""
    found = tokens(text)
    return found[:-1] if found and found[-1] == BOUNDARY else found
