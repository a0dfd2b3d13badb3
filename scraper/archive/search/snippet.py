"""The place of a text that shows why it was found, its hits told apart."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from scraper.archive.search.query import Term
from scraper.archive.search.tokens import BOUNDARY, LONGEST, RUN, fold, phrase

# A text in pieces, each with whether it is a hit.
Pieces = list[tuple[str, bool]]
_Span = tuple[int, int]

# A base and what combines with it (accents, voicing marks, jamo) are folded together.
_CLUSTER = re.compile(
    "[\u1100-\u11ff]+|.[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u3099\u309a\uff9e\uff9f]*",
    re.DOTALL,
)
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
    return _cut(text, start, max(end, 1), [span for span, _ in hits])


def beginning(text: str) -> Pieces:
    """About two lines from the text's beginning, without hits."""
    text = _SPACE.sub(" ", text).strip()
    return _cut(text, 0, _forth(text, 0, _CELLS), [])


def _hits(text: str, terms: Sequence[Term]) -> list[tuple[_Span, int]]:
    """Where each term stands in the text, with the term's number, in order."""
    words, places = _located(text)
    at: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        at.setdefault(word, []).append(number)
    found: list[tuple[_Span, int]] = []
    for number, term in enumerate(terms):
        wanted = phrase(term.text)
        for start in _starts(wanted, term.is_prefix, words, at):
            end = start + len(wanted) - 1
            found.append(((places[start][0], places[end][1]), number))
    return sorted(found)


def _starts(
    wanted: list[str], is_prefix: bool, words: list[str], at: dict[str, list[int]]
) -> list[int]:
    last = len(wanted) - 1

    def ends(word: str) -> bool:
        return word.startswith(wanted[last]) if is_prefix else word == wanted[last]

    if last:
        candidates = at.get(wanted[0], [])
    else:
        candidates = [n for word, places in at.items() if ends(word) for n in places]
    return [
        n
        for n in candidates
        if words[n : n + last] == wanted[:last] and n + last < len(words) and ends(words[n + last])
    ]


def _located(text: str) -> tuple[list[str], list[_Span]]:
    """The text's tokens, and where each stands in it."""
    clusters = _CLUSTER.findall(text)
    folded = [_fold(cluster) for cluster in clusters]
    # Cluster n begins at starts[n] of the text, and its folded form at begins[n] of all of them.
    starts = [0, *accumulate(map(len, clusters))]
    begins = [0, *accumulate(map(len, folded))]

    def place(start: int, end: int) -> _Span:
        return starts[bisect_right(begins, start) - 1], starts[bisect_right(begins, end - 1)]

    words: list[str] = []
    places: list[_Span] = []
    for found in RUN.finditer("".join(folded)):
        start, end = found.span()
        if found.group(1):
            words += [*found.group(), BOUNDARY]
            places += [place(n, n + 1) for n in range(start, end)] + [place(end - 1, end)]
        else:
            words.append(found.group()[:LONGEST])
            places.append(place(start, end))
    return words, places


@lru_cache(maxsize=16384)
def _fold(cluster: str) -> str:
    return fold(cluster)


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


def _cells(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _forth(text: str, start: int, cells: int) -> int:
    end = start
    while end < len(text) and (cells := cells - _cells(text[end])) >= 0:
        end += 1
    return end


def _back(text: str, end: int, cells: int) -> int:
    start = end
    while start > 0 and (cells := cells - _cells(text[start - 1])) >= 0:
        start -= 1
    return start


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
