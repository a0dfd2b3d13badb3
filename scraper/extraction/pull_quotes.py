"""Quotes set large into a text that repeat what it says anyway."""

from lxml.html import HtmlElement

from scraper.extraction.pieces import Piece
from scraper.extraction.place import Place
from scraper.extraction.title import folded

# In letters: what may be a subhead or a caption is repeated by chance.
_SHORTEST, _SHORTEST_ASIDE = 12, 40
_MARKS = "\"'“”„‟«»‹›‘’.,!?…-–—"
# In letters: who said it, below a quote.
_A_NAME = 60


def without_pull_quotes(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the quotes whose words another piece holds, and the names below them."""
    quotes = [piece for piece in pieces if _is_set_apart(piece)]
    if not quotes:
        return pieces
    texts = [(piece, folded(piece.text)) for piece in pieces]
    repeated = [quote for quote in quotes if _is_repeated(quote, texts)]
    boxes = {box for quote in repeated if (box := _box(quote)) is not None}
    return [
        piece
        for piece in pieces
        if piece not in repeated and not (piece.weight <= _A_NAME and _box(piece) in boxes)
    ]


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
