"""What pages ask of a reader in passing in many languages: to follow, to report a slip."""

import re

from scraper.extraction.vocabulary.phrases import any_of, compiled, words_of

_CHANNELS = tuple(words_of("notices.channels"))
# A few words between: "Follow us for more on our Telegram channel".
_APPEAL = re.compile(
    rf"\b{any_of('notices.follow')}\b.{{0,60}}{any_of('notices.channels')}", re.IGNORECASE
)
_SLIP = compiled("notices.slip")
_MACHINE = compiled("notices.machine")
# To look for one of the signs costs far less than the pattern.
_KINDS = (
    (_CHANNELS, _APPEAL),
    (("ctrl", "опечатк", "ошибк", "помилк"), _SLIP),
    (("auto",), _MACHINE),
)


def is_appeal(folded: str) -> bool:
    """Whether a short text asks to be followed somewhere or to be told of slips, or says that a
    machine made it. `folded`: in lower case."""
    return any(
        any(sign in folded for sign in signs) and pattern.search(folded) is not None
        for signs, pattern in _KINDS
    )
