"""What a library reads on a page where our own reading of the text is in doubt.

It is `trafilatura`, the best kept of those that read pages of any site. It is asked for nothing but
which lines are the text: how these are put together stays one and the same.
"""

import re
from collections import Counter
from dataclasses import dataclass

from lxml.html import HtmlElement

from scraper.extraction.body.body import Body, read_body
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import weight_of
from scraper.extraction.page.page import Page
from scraper.extraction.parts.prose import is_prose
from scraper.items import Block
from scraper.values.clean import clean

OPINION = "second-opinion:trafilatura"
_MENUS = Place.NAV | Place.FOOT | Place.COMMENT | Place.FORM | Place.HOT | Place.ASIDE
# By weight: a paragraph that counts, and so much text in them as an article has.
_A_PARAGRAPH, _A_TEXT = 80, 400
# A text that holds less of a page's paragraphs is in doubt.
_LEAST = 0.5
# So much of a shorter reading's words are in a longer one that agrees with it, and so much longer
# that one is.
_AGREED, _LONGER = 0.8, 1.15
# In letters: the library takes minutes over what no article has.
_LARGEST = 3_000_000


def is_doubtful(page: Page, body: Body, ruled_out: set[int], stop: int) -> bool:
    """Whether a text holds much less than the paragraphs that stand outside of menus, before line
    `stop` and not `ruled_out` by what stands over them."""
    shown = sum(
        line.weight
        for line in page.lines[:stop]
        if line.weight >= _A_PARAGRAPH
        and line.index not in ruled_out
        and not line.place & _MENUS
        and is_prose(line)
    )
    return shown >= _A_TEXT and _weight(body) < _LEAST * shown


@dataclass(frozen=True, slots=True)
class Opinion:
    """The block that holds the text, and what in it is none, by both readings together; `plain` is
    the library's text where the page shows it in no line, as where a script would."""

    block: HtmlElement | None = None
    others: frozenset[int] = frozenset()
    plain: tuple[Block, ...] = ()


def second_opinion(
    page: Page, html: str, body: Body, stop: int, title: str | None
) -> Opinion | None:
    """What both readings make of the page together; None where the library finds no more than is in
    `body`, or something else that is not much longer."""
    theirs = _read(html)
    said = Counter(_words(theirs))
    ours = Counter(_words("\n".join(block.text for block in body.blocks)))
    shared = (ours & said).total()
    if said.total() < max(_LONGER * ours.total(), 1):
        return None
    if shared < _AGREED * ours.total() and said.total() * _LEAST < ours.total():
        return None
    whole = " ".join(_words(theirs))
    chosen = {
        line.index
        for line in page.lines[:stop]
        if line.image is None and (words := " ".join(_words(line.text))) and words in whole
    }
    if sum(page.lines[at].weight for at in chosen) < _LEAST * weight_of(theirs):
        parts = filter(None, map(clean, theirs.split("\n")))
        return Opinion(plain=tuple(Block("paragraph", part) for part in parts))
    chosen |= {line.index for piece, _ in body.parts for line in piece.lines}
    block = _around(page, chosen)
    if block is None:
        return None
    others = set(page.extents[block]) - chosen
    found = read_body(page, block, others, range(stop), title)
    return Opinion(block, frozenset(others)) if _weight(found) > _weight(body) else None


def _read(html: str) -> str:
    if len(html) > _LARGEST:
        return ""
    # It takes a third of a second to import, for pages that few runs have.
    from trafilatura import extract

    return extract(html, include_comments=False, with_metadata=False) or ""


def _around(page: Page, lines: set[int]) -> HtmlElement | None:
    """The smallest block that holds these lines."""
    if not lines:
        return None
    first, last = min(lines), max(lines)
    holding = (node for node, extent in page.extents.items() if first in extent and last in extent)
    return min(holding, key=lambda node: len(page.extents[node]), default=None)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _weight(body: Body) -> int:
    return sum(piece.weight for piece, _ in body.parts) + sum(line.weight for line in body.lead)
