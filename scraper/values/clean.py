"""What a reader sees of a text: `clean`; and what language it is in: `language_of`."""

import html
import re
import unicodedata

from scraper.values.language import language_of

# The marks of Latin, Greek and Cyrillic; those of kana and of Indic scripts are part of the letter.
_ACCENTS = re.compile("[\u0300-\u036f]")


def unaccented(text: str) -> str:
    """The text without the accents of its letters; other scripts as they are."""
    if text.isascii():
        return text
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)


__all__ = ["clean", "clean_or_none", "language_of"]

# Only a reference with its semicolon: "&copy=1" in a shown address is not a copyright sign.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACE = re.compile(r"\s+")
_JOINERS = re.compile("[\u200c\u200d]+")
_FLAG_OR_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]")
# Scripts whose spelling needs the joiners: Arabic, Syriac, Indic, Myanmar, Khmer, Mongolian.
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua8e0-\ua9ff\ufb50-\ufdff\ufe70-\ufefc]"
)
_INVISIBLE = (
    *(0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFE, 0xFFFF),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    # Half a surrogate pair cannot be written as UTF-8.
    *range(0xD800, 0xE000),
)
_CONTROLS = (*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0))


def _control_meaning(code: int) -> str:
    # HTML reads &#150; as windows-1252 does, and libxml2 does not: the dash is what readers see.
    return bytes([code]).decode("cp1252", "ignore") if code >= 0x80 else ""


_DROPPED = dict.fromkeys(_INVISIBLE, "") | {code: _control_meaning(code) for code in _CONTROLS}


def clean(text: str) -> str:
    """NFC text in one line: entities decoded, whitespace folded to one space and stripped, nothing
    invisible left but joiners that a script or an emoji needs. `clean(clean(x)) == clean(x)`."""
    text = " ".join(text.split())
    if "&" not in text and text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    # Each step can uncover work for another ("&am&shy;p;"), and each round shortens the text.
    while (cleaned := _clean_once(text)) != text:
        text = cleaned
    return cleaned


def parted_at_colon(text: str) -> tuple[str, str, str]:
    """What stands before the first colon, full-width or not, the colon, and what is behind it; all
    of the text and two empty ones where there is none."""
    return text.replace("：", ":").partition(":")


def clean_or_none(text: str | None) -> str | None:
    """The clean text, or None where nothing is left of it."""
    return (clean(text) or None) if text else None


def _clean_once(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    text = text.translate(_DROPPED)
    text = _FLAG_OR_TAGS.sub(lambda found: found.group(1) or "", text)
    text = _JOINERS.sub(_needed_joiner, text)
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text).strip())


def _needed_joiner(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    after = found.string[found.end() : found.end() + 1]
    joiner = found.group()[0]
    if _JOINED.match(before):
        # An abbreviation may end in a zero-width joiner; a non-joiner parts two letters.
        return joiner if joiner == "\u200d" or _JOINED.match(after) else ""
    return joiner if joiner == "\u200d" and _is_emoji(before) and _is_emoji(after) else ""


def _is_emoji(char: str) -> bool:
    """Whether a sign can be part of an emoji: a symbol, a skin tone or the emoji selector."""
    return bool(char) and (char == "\ufe0f" or unicodedata.category(char) in {"So", "Sk"})
