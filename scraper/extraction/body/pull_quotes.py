"""Quotes set large into a text that repeat what it says anyway."""

from lxml.html import HtmlElement

from scraper.extraction.body.pieces import Piece
from scraper.extraction.fields.title import folded
from scraper.extraction.page.landmarks import Place

# A text of more quotes is made of them.
_MOST = 50
# In letters: what may be a subhead or a caption is repeated by chance.
_SHORTEST, _SHORTEST_ASIDE = 12, 40
_MARKS = "\"'“”„‟«»‹›‘’.,!?…-–—"
# In letters: who said it, below a quote.
_A_NAME = 90


def without_pull_quotes(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the quotes whose words another piece holds, and the names below them."""
    quotes = [piece for piece in pieces if _is_set_apart(piece)]
    if not 0 < len(quotes) <= _MOST:
        return pieces
    texts = [(piece, folded(piece.text)) for piece in pieces]
    dropped: list[Piece] = []
    for quote in quotes:
        box = _box(quote)
        inside = [one for one in quotes if box is not None and _box(one) is box]
        names = [one for one in inside if one is not quote]
        alone = all(name.weight < min(quote.weight, _A_NAME) for name in names)
        if alone and _is_repeated(quote, texts):
            dropped += [quote, *names]
    return [piece for piece in pieces if not any(piece is one for one in dropped)]


def _is_set_apart(piece: Piece) -> bool:
    return bool(piece.first.place & (Place.QUOTE | Place.FIGURE | Place.ASIDE))


def _is_repeated(quote: Piece, texts: list[tuple[Piece, str]]) -> bool:
    words = folded(quote.text).strip(_MARKS)
    shortest = _SHORTEST if quote.first.place & Place.QUOTE else _SHORTEST_ASIDE
    return len(words) >= shortest and any(
        words in text and len(text) > len(words) for piece, text in texts if piece is not quote
    )


def _box(piece: Piece) -> HtmlElement | None:
    """The outermost quote or figure that a piece is in."""
    block = piece.first.block
    around = [block, *block.iterancestors("blockquote", "figure", "aside")]
    return around[-1] if len(around) > 1 or block.tag in ("blockquote", "aside") else None
