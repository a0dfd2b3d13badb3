"""A page cut to what is read of it at most, before anything parses it.

What a parser does with a page can take the square of its size; so the page is made smaller first,
and what was cut is said.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import AnyStr, Generic, NamedTuple

from scraper.values.ceilings import CEILINGS, Ceilings
from scraper.values.encoding import decode
from scraper.values.unpacking import unpacked

_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_LOOKED_AT = 4096
_TAG = re.compile("<[A-Za-z]")
_LINK = re.compile(r"<[aA][\s/>]")
_NAME = re.compile(r"<[A-Za-z][^\s<>/]*+")
_ATTRIBUTE = re.compile(
    r"[\s/]*+[^\s<>/=\"'][^\s<>/=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s<>\"']*+))?+"
)
# A shorter tag cannot have too many.
_SHORTEST = 2
# How JSON-LD begins, and how it ends.
_SCRIPTS = (r"<script\b[^<>]{0,1000}?ld\+json[^<>]{0,1000}>", r"</script")
# A picture within a page is no text of it.
_WITHIN = r"(data:[\w/+.-]{1,60};base64,)[\w+/=]{100,}"
_HEAD_ENDS = r"</head\b"
# Characters of a head that are read of a page which is too large; hardly any has a tenth of that.
_HEAD_MOST = 1_000_000


class _Patterns(Generic[AnyStr]):
    """What is looked for in a page's bytes, and in its text alike."""

    def __init__(self, compiled: Callable[[str], re.Pattern[AnyStr]], tag: AnyStr) -> None:
        self.json_ld: tuple[re.Pattern[AnyStr], ...] = tuple(compiled(part) for part in _SCRIPTS)
        self.within: re.Pattern[AnyStr] = compiled(_WITHIN)
        self.head_ends: re.Pattern[AnyStr] = compiled(_HEAD_ENDS)
        self.tag: AnyStr = tag


_OF_TEXT = _Patterns(lambda part: re.compile(part, re.IGNORECASE), "<")
_OF_BYTES = _Patterns(lambda part: re.compile(part.encode(), re.IGNORECASE), b"<")


# The rule under which an article says what was not read or kept of it.
CUT = "cut"


class Bounded(NamedTuple):
    """A page's text as far as it is read, and what was left out of it, in words."""

    text: str
    cut: tuple[str, ...] = ()


def read_bytes(
    body: bytes, content_type: str | None = None, ceilings: Ceilings = CEILINGS
) -> Bounded:
    """A response's text, whatever its encoding and size."""
    whole = unpacked(body, ceilings.unpacked_maxsize)
    if _is_sitemap(whole):
        return bounded(decode(whole[: ceilings.unpacked_maxsize], content_type), ceilings)
    cut: list[str] = []
    if len(whole) > ceilings.page_maxsize:
        whole = _lightened(whole, ceilings, _OF_BYTES, cut)
    if len(whole) > ceilings.page_maxsize:
        cut.append(_said("bytes", ceilings.page_maxsize, len(whole)))
        whole = whole[: ceilings.page_maxsize]
    found = bounded(decode(whole, content_type), ceilings)
    return Bounded(found.text, (*cut, *found.cut))


def bounded(text: str, ceilings: Ceilings = CEILINGS) -> Bounded:
    """The text as far as it is read. `bounded(bounded(x).text)` cuts nothing more."""
    if _is_sitemap(text[:_LOOKED_AT].encode("utf-8", "replace")):
        # By their own rules they hold more than any page; they are read piece by piece.
        return Bounded(text[: ceilings.unpacked_maxsize])
    cut: list[str] = []
    if len(text) > ceilings.page_maxsize:
        text = _lightened(text, ceilings, _OF_TEXT, cut)
    if len(text) > ceilings.page_maxsize:
        cut.append(_said("characters", ceilings.page_maxsize, len(text)))
        text = text[: ceilings.page_maxsize]
    if len(text) > ceilings.json_ld_maxsize:
        spans = list(_json_ld_beyond(text, ceilings.json_ld_maxsize, _OF_TEXT.json_ld))
        text = _without(text, spans, "JSON-LD", cut)
    for what, pattern, most in (
        ("tag", _TAG, ceilings.page_maxtags),
        ("link", _LINK, ceilings.page_maxlinks),
    ):
        found = pattern.finditer(text) if len(text) >= _SHORTEST * most else iter(())
        end = next(islice(found, most, None), None)
        if end is not None:
            cut.append(f"what follows {what} number {most:,}")
            text = text[: end.start()]
    if len(text) >= _SHORTEST * ceilings.tag_maxattributes:
        spans = list(_attributes_beyond(text, ceilings.tag_maxattributes))
        text = _without(text, spans, "attributes", cut)
    return Bounded(text, tuple(cut))


def _lightened(
    whole: AnyStr, ceilings: Ceilings, patterns: _Patterns[AnyStr], cut: list[str]
) -> AnyStr:
    """A page that is too large without what is no text of it, so that the text behind is read."""
    spans = list(_json_ld_beyond(whole, ceilings.json_ld_maxsize, patterns.json_ld))
    whole = _without(whole, spans, "JSON-LD", cut)
    whole = patterns.within.sub(lambda found: found[1], whole)
    return _without(whole, list(_head_beyond(whole, patterns)), "the head", cut)


def _head_beyond(whole: AnyStr, patterns: _Patterns[AnyStr]) -> Iterator[tuple[int, int]]:
    """Where the head is not read any more: from the tag on that goes over what is read of it."""
    end = patterns.head_ends.search(whole)
    if end is not None and end.start() > _HEAD_MOST:
        yield max(whole.rfind(patterns.tag, 0, _HEAD_MOST), 0), end.start()


def _is_sitemap(start: bytes) -> bool:
    found = _SITEMAP.search(start, 0, _LOOKED_AT)
    return found is not None and _HTML.search(start, 0, found.start()) is None


def _said(what: str, kept: int, found: int) -> str:
    return f"{what} beyond {kept:,} of {found:,}"


def _without(text: AnyStr, spans: list[tuple[int, int]], what: str, cut: list[str]) -> AnyStr:
    if not spans:
        return text
    cut.append(f"{sum(end - start for start, end in spans):,} characters of {what}")
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return text[:0].join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _json_ld_beyond(
    text: AnyStr, most: int, patterns: tuple[re.Pattern[AnyStr], ...]
) -> Iterator[tuple[int, int]]:
    """Where JSON-LD stands that is not read: all of a script that goes over what is left."""
    begins, ends = patterns
    at = 0
    while (opening := begins.search(text, at)) is not None:
        closing = ends.search(text, opening.end())
        at = closing.start() if closing else len(text)
        size = at - opening.end()
        if size > most:
            yield opening.end(), at
        else:
            most -= size


def _attributes_beyond(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Where in a tag the attributes stand that are not read: a parser compares each with all."""
    at = end = 0
    for opening in _TAG.finditer(text):
        begin = opening.start()
        if begin < at:
            continue
        if end <= begin:
            end = text.find(">", begin)
            end = len(text) if end < 0 else end
        # Most tags are too short to be looked at, and end where the next ">" is.
        is_short = end - begin < _SHORTEST * most
        if is_short and not any(text.count(quote, begin, end) % 2 for quote in "\"'"):
            continue
        start, at = _attributes(text, begin, most)
        if start is not None:
            yield start, at


def _attributes(text: str, begin: int, most: int) -> tuple[int | None, int]:
    """Where a tag's attributes go over what is read of them, or None, and where they end."""
    name = _NAME.match(text, begin)
    at, count, start = name.end() if name else begin + 1, 0, None
    while (found := _ATTRIBUTE.match(text, at)) is not None and found.end() > at:
        count += 1
        if count == most + 1:
            start = at
        at = found.end()
    return start, at
