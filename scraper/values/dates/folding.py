"""A text with its digits and marks in ASCII, and numerals as numbers."""

# Arabic, Persian, Devanagari, Bengali, Thai, full-width.
_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10)
# The digits of other scripts, and which of 0 to 9 each is.
DIGITS = {zero + digit: 0x30 + digit for zero in _ZEROS for digit in range(10)}
_FOLD = {
    **{0xFF01 + at: 0x21 + at for at in range(94)},
    **DIGITS,
    **dict.fromkeys((0xA0, 0x3000, 0x2009, 0x202F), 0x20),
    **dict.fromkeys((0x2010, 0x2011, 0x2212), 0x2D),
}
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def fold(text: str) -> str:
    """The text with full-width, Arabic and Indic digits as 0 to 9 and typographic marks as plain
    ones; of the same length, so that places in it are places in the text."""
    return text if text.isascii() else text.translate(_FOLD)


def number(written: str) -> int:
    """The value of "24", "二〇二〇", "十二" or "二十四"; 元, the first year of an era, is 1."""
    if written == "元":
        return 1
    tens, ten, units = written.translate(_NUMERALS).partition("十")
    return int(tens or 1) * 10 + int(units or 0) if ten else int(tens)
