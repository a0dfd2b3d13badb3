"""Bytes of a page to text, whatever the page says of its encoding."""

import codecs
import re

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    to_unicode,
)

from scraper.values.encoding.plausibility import plausibility

__all__ = ["decode", "is_encoding"]

# Tried in this order where the declared ones do not fit; the first wins a tie, so the wider comes
# before what shares its letters (windows-1252 before 1254).
_CANDIDATES = (
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
    *("cp1252", "cp1251", "koi8-r", "cp1250", "cp1254", "cp1253", "cp1255", "cp1256", "cp874"),
)
# A page's encoding is one of these families; codecs such as "hex" or "idna" are no encodings.
_ENCODING_NAME = re.compile(r"(?:gb|big5|cp|iso|koi8|euc|shift|mac|tis|ptcp|johab|hz)")
_NO_ENCODINGS = (
    *("undefined", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "unicode-escape"),
    *("raw-unicode-escape", "utf-7", "mbcs", "oem", "palmos"),
)
_BROKEN_PLACE = re.compile("\ufffd+")
_GOOD_FOR_A_PLACE = 4
_HIGH = re.compile(rb"[\x80-\xff]")
# To decode all of a long text in each of the candidates would take seconds.
_ENOUGH = 1024 * 1024
# How much better another encoding must fit than a declared one.
_MARGIN = 0.3
# windows-1252 is what browsers assume and servers declare by default: it wins where the others of
# its kind fit hardly better, but as a declaration it says little.
_LATIN_MARGIN = 0.04
_HOPELESS = -0.4
# No wrong encoding comes near this.
_CERTAIN = 0.7


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page. A byte order mark decides, then UTF-8 that holds; then the encoding
    declared by the header or a meta tag if the text is plausible in it, else the likeliest one.
    What cannot be read is U+FFFD. Never raises."""
    mark_encoding, mark = read_bom(body)
    if mark_encoding and mark:
        return to_unicode(body[len(mark) :], mark_encoding)
    if body.isascii():
        return _without_high_bytes(body)
    declared = _declared(body, content_type)
    text = _as_utf8(body, "utf-8" in declared)
    return to_unicode(body, _likeliest(body, declared)) if text is None else text


def is_encoding(name: str) -> bool:
    """Whether a codec of that name is an encoding that a page can be in: Python has codecs that are
    none, and some that raise on whatever they are given."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return codec.name not in _NO_ENCODINGS and bool(getattr(codec, "_is_text_encoding", True))


def _without_high_bytes(body: bytes) -> str:
    wide = _wide_encoding(body)
    if wide:
        return to_unicode(body, wide)
    # ISO-2022-JP shifts into Japanese by escape sequences.
    return to_unicode(body, "iso2022_jp" if b"\x1b$" in body else "ascii")


def _declared(body: bytes, content_type: str | None) -> list[str]:
    stated = (http_content_type_encoding(content_type), html_body_declared_encoding(body))
    return list(dict.fromkeys(name for name in stated if name))


def _as_utf8(body: bytes, declared: bool) -> str | None:
    """The text if the bytes are UTF-8 but for a few; no other encoding looks like it by chance.

    Where UTF-8 is declared, many bad bytes in few places are a few: of another encoding's text,
    as many characters happen to be UTF-8 as are not, at most."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - broken if broken else 1
    if good >= broken * (1 if declared else 4):
        return text
    places = len(_BROKEN_PLACE.findall(text)) if declared else broken
    return text if good >= _GOOD_FOR_A_PLACE * places else None


def _likeliest(body: bytes, declared: list[str]) -> str:
    wide = _wide_encoding(body)
    if wide:
        return wide
    body = _sample(body)
    scores: dict[str, float] = {}
    for name in filter(_ENCODING_NAME.match, declared):
        scores[name] = _score(body, name)
        if scores[name] >= _CERTAIN and name != "cp1252":
            return name
    stated = list(scores)
    scores |= {name: _score(body, name) for name in _CANDIDATES if name not in scores}
    best = max(scores, key=lambda name: scores[name])
    for name in stated if "cp1252" in stated else [*stated, "cp1252"]:
        margin = _LATIN_MARGIN if name == "cp1252" else _MARGIN
        if scores[name] > _HOPELESS and scores[name] >= scores[best] - margin:
            return name
    return best


def _score(body: bytes, encoding: str) -> float:
    return plausibility(to_unicode(body, encoding), encoding)


def _sample(body: bytes) -> bytes:
    """Of a long text enough to tell its encoding by: from its first line on that is not ASCII."""
    if len(body) <= _ENOUGH:
        return body
    beyond = _HIGH.search(body)
    start = body.rfind(b"\n", 0, beyond.start()) + 1 if beyond else 0
    start = max(start, beyond.start() - _ENOUGH // 2 if beyond else 0)
    return body[start : start + _ENOUGH]


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 without its mark, by the zero bytes of its markup."""
    start = body[:400]
    if start.count(0) * 4 < len(start):
        return None
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
