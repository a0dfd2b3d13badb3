"""The place of a text that shows why it was found, its hits told apart."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate

from scraper.archive.search.query import Term
from scraper.archive.search.tokens import BETWEEN, CHARACTER, LONGEST, OF_WORD, Run, fold, runs

# A text in pieces, each with whether it is a hit.
Pieces = list[tuple[str, bool]]
_Span = tuple[int, int]

# What combines with the sign before it (accents, voicing marks, jamo) is folded together with it.
_COMBINING = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u1100-\u11ff\u3099\u309a\uff9e\uff9f"
_HAS_COMBINING = re.compile(f"[{_COMBINING}]")
_CLUSTER = re.compile(f".[{_COMBINING}]*", re.DOTALL)
_SPACE = re.compile(r"\s+")
_CELLS = 160
_BEFORE = 50
_WORD_MOST = 20
_HITS_MOST = 300


def marked(text: str, terms: Sequence[Term]) -> Pieces:
    """The whole text."""
    return _pieces(text, 0, len(text), [span for span, _ in _hits(text, terms)])


def snippet(text: str, terms: Sequence[Term]) -> Pieces | None:
    """About two lines of the text, around as many of the terms as come together; None where none of
    them is in it."""
    text = _SPACE.sub(" ", text).strip()
    hits = _hits(text, terms)
    if not hits:
        return None
    first = _best(text, hits)
    start = _back(text, first, _BEFORE)
    end = _forth(text, start, _CELLS)
    if end == len(text):
        # There is room left behind the end: it goes to what is before.
        start = _back(text, end, _CELLS)
    return _cut(text, start, end, [span for span, _ in hits])


def occurrences(text: str, terms: Sequence[Term]) -> list[_Span]:
    """Where any of the terms stands in the text, in order, from letter to letter."""
    found: list[_Span] = []
    for span, _ in _hits(text, terms):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found


def beginning(text: str) -> Pieces:
    """About two lines from the text's beginning, without hits."""
    text = _SPACE.sub(" ", text).strip()
    return _cut(text, 0, _forth(text, 0, _CELLS), [])


def _hits(text: str, terms: Sequence[Term]) -> list[tuple[_Span, int]]:
    """Where each term stands in the text, with the term's number, in order."""
    folded, place = _folded(text)
    return sorted(
        (place(*found.span()), number)
        for number, term in enumerate(terms)
        for found in _pattern(term).finditer(folded)
    )


@lru_cache(maxsize=512)
def _pattern(term: Term) -> re.Pattern[str]:
    """What a folded text has where it has the term: the same as the index finds."""
    *before, last = runs(term.text)
    parts = [_run(run, is_prefix=False) + _end(run) for run in before]
    return re.compile(f"{BETWEEN}*".join([*parts, _run(last, is_prefix=term.is_prefix)]))


def _run(run: Run, *, is_prefix: bool) -> str:
    if run.kind != "word":
        return re.escape(run.text)
    # Of a word without end, the index has the beginning only.
    rest = f"{OF_WORD}*" if is_prefix or len(run.text) == LONGEST else f"(?!{OF_WORD})"
    return f"(?<!{OF_WORD}){re.escape(run.text)}{rest}"


def _end(run: Run) -> str:
    return f"(?!{CHARACTER})" if run.kind == "characters" else ""


class _Folds(dict[int, str]):
    """The folded form of every sign that was asked for."""

    def __missing__(self, code: int) -> str:
        found = self[code] = fold(chr(code))
        return found


_FOLDS = _Folds()


def _folded(text: str) -> tuple[str, Callable[[int, int], _Span]]:
    """The folded text, and what leads from a span of it back to one of the text."""
    if not _HAS_COMBINING.search(text):
        folded = text.translate(_FOLDS)
        # No sign folds to nothing: where the lengths are the same, each has become one.
        if len(folded) == len(text):
            return folded, lambda start, end: (start, end)
    clusters = _CLUSTER.findall(text)
    forms = [fold(cluster) for cluster in clusters]
    # Cluster n begins at starts[n] of the text, and its form at begins[n] of the folded text.
    starts = [0, *accumulate(map(len, clusters))]
    begins = [0, *accumulate(map(len, forms))]
    return "".join(forms), lambda start, end: (
        starts[bisect_right(begins, start) - 1],
        starts[bisect_right(begins, end - 1)],
    )


def _best(text: str, hits: list[tuple[_Span, int]]) -> int:
    """Where the window of most different terms begins."""
    best, most = hits[0][0][0], 0
    hits = hits[:_HITS_MOST]
    for (start, _), _ in hits:
        end = _forth(text, start, _CELLS - _BEFORE)
        together = len({number for span, number in hits if start <= span[0] and span[1] <= end})
        if together > most:
            best, most = start, together
    return best


def _forth(text: str, start: int, cells: int) -> int:
    """How far one comes from `start` in so many cells of a terminal; signs of Han take two."""
    part = text[start : start + cells]
    if part.isascii():
        return start + len(part)
    return start + _fitting(part, cells)


def _back(text: str, end: int, cells: int) -> int:
    return end - _fitting(text[max(end - cells, 0) : end][::-1], cells)


def _fitting(text: str, cells: int) -> int:
    widths = accumulate(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
    return sum(width <= cells for width in widths)


def _cut(text: str, start: int, end: int, spans: list[_Span]) -> Pieces:
    """From start to end, not through a word or a hit where that can be helped; "…" for the rest."""
    if start:
        space = text.find(" ", start, start + _WORD_MOST)
        if space >= 0 and all(span[0] > space or span[1] <= start for span in spans):
            start = space + 1
    if end < len(text):
        space = text.rfind(" ", max(end - _WORD_MOST, start), end)
        inside = [span for span in spans if start <= span[0] < end]
        if space >= 0 and all(span[1] <= space for span in inside):
            end = space
    pieces = _pieces(text, start, end, spans)
    before: Pieces = [("…", False)] if start else []
    after: Pieces = [("…", False)] if end < len(text) else []
    return before + pieces + after


def _pieces(text: str, start: int, end: int, spans: list[_Span]) -> Pieces:
    pieces: Pieces = []
    at = start
    for first, last in spans:
        first, last = max(first, at), min(last, end)
        if first < last:
            if at < first:
                pieces.append((text[at:first], False))
            pieces.append((text[first:last], True))
            at = last
    if at < end:
        pieces.append((text[at:end], False))
    return pieces
