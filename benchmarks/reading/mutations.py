"""Pages that no site would send, made from pages that some did; a number is one page for ever."""

import random
import re
from collections.abc import Callable, Sequence

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VALUE = re.compile(rb"""=\s*("[^"<>]{0,200}"|'[^'<>]{0,200}')""")
_NAMES = (
    *(
        b"div",
        b"p",
        b"span",
        b"table",
        b"tr",
        b"td",
        b"ul",
        b"li",
        b"a",
        b"h1",
        b"h2",
        b"dl",
        b"dt",
    ),
    *(b"article", b"section", b"aside", b"nav", b"main", b"figure", b"figcaption", b"time", b"img"),
    *(
        b"template",
        b"noscript",
        b"script",
        b"svg",
        b"blockquote",
        b"button",
        b"form",
        b"body",
        b"br",
    ),
)
_ODD_VALUES = (
    *(
        b"",
        b" ",
        b"0",
        b"-1",
        b"99999999999999999999",
        b"a.jpg 2500w, , 2x",
        b"//[",
        b"http://[::1",
    ),
    *(b"2020-13-45T99:99:99Z", b"0000-00-00", b"javascript:0", b"#", b"\xff\xfe", b"%zz", b"{{x}}"),
    *(b"&#x110000;", b"\xe2\x80\xae", b"data:,", b"mailto:", b"?", b"http://a b/", b"x" * 3000),
)
# Longer pages would be few in the time that there is; one in so many stays whole.
_WINDOW, _WHOLE = 8_000, 40


def mutated(pages: Sequence[bytes], number: int, seed: int) -> bytes:
    """The page of this number: one of the pages, or mostly a part of it, changed."""
    chance = random.Random(f"{seed}.{number}")
    page = chance.choice(pages)
    if chance.randrange(_WHOLE):
        begin = chance.randrange(max(1, len(page) - _WINDOW // 2))
        page = page[:1500] + page[begin : begin + chance.randint(500, _WINDOW)]
    for _ in range(chance.randint(1, 4)):
        page = chance.choice(_WAYS)(page, chance, pages)
    return page


def _cut(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    begin, end = sorted(chance.randrange(len(page) + 1) for _ in range(2))
    return chance.choice((page[:begin], page[begin:], page[:begin] + page[end:]))


def _nested(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    begin, end = sorted(chance.randrange(len(page) + 1) for _ in range(2))
    name, depth = chance.choice(_NAMES), chance.choice((1, 3, 40, 400))
    closed = b"</" + name + b">" if chance.random() < 0.7 else b""
    inner = page[begin:end]
    return page[:begin] + (b"<" + name + b">") * depth + inner + closed * depth + page[end:]


def _retagged(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    names = dict.fromkeys(name.lower() for _, name in _TAG.findall(page))
    if not names:
        return page
    changed = {name: chance.choice(_NAMES) for name in names if chance.random() < 0.3}
    return _TAG.sub(lambda m: b"<" + m[1] + changed.get(m[2].lower(), m[2]), page)


def _mixed(page: bytes, chance: random.Random, pages: Sequence[bytes]) -> bytes:
    other = chance.choice(pages)
    begin = chance.randrange(len(other) + 1)
    where = chance.randrange(len(page) + 1)
    return page[:where] + other[begin : begin + chance.randint(100, 5000)] + page[where:]


def _flipped(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    changed = bytearray(page)
    for _count in range(chance.choice((1, 10, 200)) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _revalued(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    def value(found: re.Match[bytes]) -> bytes:
        return b'="' + chance.choice(_ODD_VALUES) + b'"' if chance.random() < 0.15 else found[0]

    return _VALUE.sub(value, page)


def _repeated(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    begin = chance.randrange(len(page) + 1)
    part = page[begin : begin + chance.randint(5, 400)]
    return page[:begin] + part * chance.choice((2, 5, 60)) + page[begin:]


_WAYS: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    *(_cut, _nested, _retagged, _mixed, _flipped, _revalued, _repeated),
)
