"""Which part of a page a short text announces."""

import re
from functools import lru_cache

from scraper.extraction.vocabulary import words

RELATED, HOT, NEXT, PREVIOUS, COMMENTS, SHARE, TAGS, BIO = (
    "related",
    "hot",
    "next",
    "previous",
    "comments",
    "share",
    "tags",
    "bio",
)
_WHOLE = (
    (NEXT, words.NEXT),
    (PREVIOUS, words.PREVIOUS),
    (COMMENTS, words.COMMENTS),
    (SHARE, words.SHARE),
    (BIO, words.BIO),
)
_PARTS = re.compile(
    r"\s*[/|｜]\s*|(?<=[\u3040-\u9fff\uac00-\ud7af])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[\u3040-\u9fff\uac00-\ud7af])"
)


def plain_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """A portal's own names in the form in which a text is compared with them: "See also:" is the
    same name as "see also"."""
    return tuple(words.unspread(words.bare(name)).casefold() for name in names)


@lru_cache(maxsize=8192)
def kind_of_label(
    text: str,
    related: tuple[str, ...] = (),
    following: tuple[str, ...] = (),
    linked: bool = False,
) -> str | None:
    """Which part a short text announces, or None. `related`, `following`: a portal's own names
    (`plain_names`).
    A text that is all a link (`linked`) announces no list."""
    plain = words.unspread(words.bare(text)) if len(text) <= 100 else ""
    if not plain or len(plain) > 40:
        return None
    parts = [part for part in _PARTS.split(plain) if part.strip()]
    if len(parts) == 2:
        kinds = [kind_of_label(part, related, following, linked) for part in parts]
        if HOT in kinds:
            return HOT
        return next((kind for kind in kinds if kind and kind != COMMENTS), None)
    if plain.casefold() in related:
        return RELATED
    if plain.casefold() in following:
        return NEXT
    if words.TAGS.fullmatch(plain):
        return TAGS
    hot = not linked and words.HOT.search(plain) is not None and words.VIEWS.search(plain) is None
    if not hot and not linked and words.is_related(plain):
        return RELATED
    for kind, pattern in _WHOLE:
        if pattern.fullmatch(plain):
            return kind
    return HOT if hot and len(plain) <= 28 else None
