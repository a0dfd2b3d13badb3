"""Labels of the next and of the previous article."""

from functools import lru_cache

from scraper.extraction.vocabulary.phrases import compiled

NEXT = compiled("steps.next")
PREVIOUS = compiled("steps.previous")
_SIGN = compiled("steps.signs")


@lru_cache(maxsize=4096)
def may_step(text: str) -> bool:
    """Whether a text can hold a label of the next or of the previous article: cheap, and right to
    say no."""
    return _SIGN.search(text.casefold()) is not None
