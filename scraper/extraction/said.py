"""A block of a text and what it says of who speaks."""

from dataclasses import dataclass

from scraper.extraction.pieces import Piece
from scraper.extraction.turns import Turn
from scraper.items import Block, BlockKind


@dataclass(slots=True)
class Said:
    """A block, the piece that it is made of, and what that says of who speaks: `kind` and `speaker`
    once they are known, `words` what is said, behind the label or in the block under it."""

    block: Block
    piece: Piece
    turn: Turn | None
    kind: BlockKind | None = None
    speaker: str | None = None
    words: str = ""
