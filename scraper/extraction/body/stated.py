"""The text that a page's data state in full where the page itself shows only its beginning."""

import re

from scraper.extraction.fields.found import Found
from scraper.extraction.page.page import Page
from scraper.items import Block
from scraper.values.clean import clean

STATED = "json-ld:articleBody"
_LONGER = 1.8
_LEAST = 600
_TAG = re.compile(r"<[^>]{1,200}>")
# Where the page shows a larger share of what its data state, the data only repeat it.
_MOST = 0.6


def fuller(page: Page, blocks: list[Block]) -> Found[list[Block]] | None:
    """JSON-LD's `articleBody` as paragraphs, where it is much longer than the text found."""
    stated = next(
        (node.data.get("articleBody") for node in page.articles if not node.is_part), None
    )
    if not isinstance(stated, str):
        return None
    parts = [clean(_TAG.sub(" ", part)) for part in re.split(r"\n+|<br ?/?>|</p>", stated)]
    found = [Block("paragraph", part) for part in parts if part]
    shown = sum(len(block.text) for block in blocks)
    full = sum(len(block.text) for block in found)
    if full < _LEAST or full < _LONGER * shown or _is_shown(found, blocks):
        return None
    return Found(found, STATED)


def _is_shown(stated: list[Block], blocks: list[Block]) -> bool:
    """Whether the page shows most of what its data state: then those only repeat themselves."""
    shown = {sentence for block in blocks for sentence in _sentences(block.text)}
    told = [sentence for block in stated for sentence in _sentences(block.text)]
    return sum(sentence in shown for sentence in told) > _MOST * len(told)


def _sentences(text: str) -> list[str]:
    parts = (re.sub(r"\W+", "", part).casefold() for part in re.split(r"[.。!！?？…]", text))
    return [part for part in parts if len(part) > 8]
