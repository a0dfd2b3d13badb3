"""How much a decoded page looks like text that somebody wrote."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from scraper.values.encoding import frequent

# Enough to tell encodings apart; the rest of a long page says the same.
_SAMPLE = 1500
# A run beyond ASCII, and what it is glued to.
_RUN = re.compile(
    r"(?P<before>[A-Za-z@\[\\\]^_`{|}~])?(?P<run>[^\x00-\x7f]+)(?=(?P<after>[A-Za-z@\[\\\]^_`{|}~])?)"
)
_BROKEN, _STRANGE, _RARE, _FAIR, _FREQUENT = -3.0, -1.5, -0.6, 0.35, 1.0

Rate = Callable[[str], float]


def plausibility(text: str, encoding: str) -> float:
    """From -3 (broken) to 1 (every character frequent in the languages written in `encoding`),
    averaged over the characters beyond ASCII; 0 where there are none."""
    rate = _rate_run(encoding)
    # Half of a double-byte character can be a Latin letter: "ชลLฎ" is no word in any alphabet.
    glue = 1.5 if encoding in _ALPHABETS else 0.0
    total, size = 0.0, 0
    for found in _RUN.finditer(text):
        run = found["run"][:_SAMPLE]
        total += sum(rate(run)) - glue * (
            (found["before"] is not None) + (found["after"] is not None)
        )
        size += len(run)
        if size >= _SAMPLE:
            break
    return total / size if size else 0.0


@cache
def _rate_run(encoding: str) -> Callable[[str], Iterator[float]]:
    rate = _RATES.get(encoding)
    if rate is None:
        return _rate_latin(_LATIN.get(encoding, frequent.WESTERN))
    known = cache(rate)
    return lambda run: map(known, run)


def _rate_latin(letters: frozenset[str]) -> Callable[[str], Iterator[float]]:
    """Latin text has its accented letters one or two at a time, among plain ones."""

    def rate(run: str) -> Iterator[float]:
        words = "".join(char for char in run if char not in frequent.MARKS)
        crowd = 0.0 if len(words) < 2 else 0.4 if len(words) == 2 else 1.6
        for char in run:
            if char in frequent.MARKS:
                # Where marks crowd, another encoding's bytes are read as marks.
                yield _FREQUENT if len(run) < 3 else -0.3
            else:
                yield (_FREQUENT if char in letters else _unusual(char)) - crowd

    return rate


def _unusual(char: str) -> float:
    category = unicodedata.category(char)
    if char == "\ufffd" or category in {"Cc", "Co", "Cn", "Cs"}:
        return _BROKEN
    return _RARE


@cache
def _rows(codec: str, first: int, last: int, trails: tuple[int, ...]) -> frozenset[str]:
    """The characters of a double-byte codec whose first byte is from `first` to `last`."""
    pairs = (bytes([lead, trail]) for lead in range(first, last + 1) for trail in trails)
    return frozenset("".join(pair.decode(codec, "ignore") for pair in pairs))


_UPPER = tuple(range(0xA1, 0xFF))
_BOTH = (*range(0x40, 0x7F), *range(0x80, 0xFF))


def _chinese(char: str) -> float:
    if char in frequent.CHINESE or char in frequent.PUNCTUATION:
        return _FREQUENT
    # The levels that the standards give to the characters in daily use.
    if char in _rows("gb2312", 0xB0, 0xD7, _UPPER):
        return _FAIR
    return _unusual(char) if char < "㐀" or char > "鿿" else _RARE


def _traditional(char: str) -> float:
    if char in frequent.CHINESE or char in frequent.PUNCTUATION:
        return _FREQUENT
    if char in _rows("big5", 0xA4, 0xC6, _BOTH):
        return _FAIR
    return _unusual(char)


def _japanese(char: str) -> float:
    if "ぁ" <= char <= "ヺ" or char == "ー":
        return _FREQUENT
    if char in frequent.JAPANESE or char in frequent.PUNCTUATION:
        return _FREQUENT
    if char in _rows("cp932", 0x88, 0x97, _BOTH):
        return _FAIR
    # Half-width kana are single bytes, which is what Chinese looks like in Shift_JIS.
    return _STRANGE if "｡" <= char <= "ﾟ" else _unusual(char)


def _korean(char: str) -> float:
    if char in frequent.KOREAN:
        return _FREQUENT
    if char in _rows("euc_kr", 0xB0, 0xC8, _UPPER):
        return _FAIR
    return _FAIR if char in frequent.PUNCTUATION else _unusual(char)


def _among(letters: str, capitals: str) -> Rate:
    """Rates by the place of a letter in `letters`, which are in order of frequency."""
    others = re.compile(capitals)
    size = len(letters)
    rates = {
        letter: _FREQUENT if at < size * 0.45 else 0.4 if at < size * 0.7 else _RARE
        for at, letter in enumerate(letters)
    }

    def rate(char: str) -> float:
        if char in rates:
            return rates[char]
        if others.match(char) or char in frequent.MARKS:
            return 0.1
        return _STRANGE if _unusual(char) > _BROKEN else _BROKEN

    return rate


_CYRILLIC = _among(frequent.CYRILLIC, "[А-ЯЁІЇЄҐ№]")
_GREEK = _among(frequent.GREEK, "[Α-ΩΆΈΉΊΌΎΏ]")
_HEBREW = _among(frequent.HEBREW, "[\u05b0-\u05c3]")
_ARABIC = _among(frequent.ARABIC, "[\u060c\u061b\u061f\u064b-\u06d5\u200c]")
_THAI = _among(frequent.THAI, "[\u0e4f-\u0e5b]")
_ALPHABETS: dict[str, Rate] = {
    **dict.fromkeys(("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866"), _CYRILLIC),
    **{"cp1253": _GREEK, "iso8859-7": _GREEK, "cp1255": _HEBREW, "iso8859-8": _HEBREW},
    **{"cp1256": _ARABIC, "iso8859-6": _ARABIC, "cp874": _THAI},
}
_RATES: dict[str, Rate] = {
    **{"gb18030": _chinese, "hz": _chinese, "big5hkscs": _traditional, "big5": _traditional},
    **{"cp932": _japanese, "euc_jp": _japanese, "cp949": _korean, "johab": _korean},
    **_ALPHABETS,
}
_LATIN = {
    **{"cp1250": frequent.CENTRAL_EUROPEAN, "iso8859-2": frequent.CENTRAL_EUROPEAN},
    **{"cp1254": frequent.TURKISH | frequent.WESTERN - frozenset("šžŠŽ")},
}
