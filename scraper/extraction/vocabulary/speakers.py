"""Labels that say who speaks: `Q:`, `答：`, `记者：`, `Interviewer:`."""

import re
from typing import Literal

from scraper.extraction.vocabulary.phrases import compiled
from scraper.extraction.vocabulary.words import unspread

Role = Literal["question", "answer"]

# `Q`, `Q1.`, `问`, `【记者】`, `Lin Yue`: what stands before a colon, or in brackets.
LABEL = re.compile(
    r"^\s*(?:[-–—•·*]\s*)?(?:[【\[（(]\s*(?P<held>[^】\])）:：]{1,24})\s*[】\])）]\s*[:：]?"
    r"|(?P<plain>[^:：。？！?!,，;；\"“”「」]{1,32})\s*[:：])\s*(?P<rest>.*)$",
    re.DOTALL,
)
# `Q. …`, `P.- …`: a letter of those below, or two.
NUMBERED = re.compile(
    r"^(?P<label>[^\W\d_]{1,2})\s?\d{0,2}\s?(?:[.、)]\s?[-–—]?|[-–—])\s+(?P<rest>.+)$", re.DOTALL
)
NUMBER = re.compile(r"\s*\d{1,3}$")
# `Lin Yue (laughs)`: what the speaker does meanwhile.
_ASIDE = re.compile(r"\s*[（(\[［【][^）)\]］】]{1,24}[）)\]］】]$")
# `记者问`: that somebody speaks.
_SPEAKS = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:问|問|答|说|說|道|回答)$")
# Labels that name no one: what is said, not who says it; letters stand for them.
_ASKED = compiled("speakers.asked")
_ANSWERED = compiled("speakers.answered")
# Labels that name a part in the talk.
_ASKING = compiled("speakers.asking")
_ASKED_OF = compiled("speakers.asked_of")
# The letters that are an abbreviation of nothing else are enough by themselves.
_SURE = frozenset("qa问問答")


def role_of(label: str) -> Role | None:
    """Whether a label says that what follows is asked, or answered; None for a name."""
    if _ASKED.fullmatch(label) or _ASKING.fullmatch(label):
        return "question"
    return "answer" if _ANSWERED.fullmatch(label) or _ASKED_OF.fullmatch(label) else None


def is_nameless(label: str) -> bool:
    """Whether a label names no one: what is said, not who says it."""
    return _ASKED.fullmatch(label) is not None or _ANSWERED.fullmatch(label) is not None


def begins_turn(text: str) -> bool:
    """Whether a text begins with a label that says that it is asked or answered."""
    numbered = NUMBERED.match(text)
    if numbered and role_of(numbered["label"]):
        return True
    found = LABEL.match(text)
    return found is not None and role_of(label_in(found)) is not None


def is_letter(label: str) -> bool:
    """Whether a label is a letter that can also be a person's initial, such as `R.`."""
    return len(label) == 1 and label.lower() not in _SURE


def label_in(found: re.Match[str]) -> str:
    """The label that `LABEL` found, without the number of the question."""
    return plain_label((found["held"] or found["plain"]).strip())


def plain_label(label: str) -> str:
    """The label as one name: without a number, an aside in brackets, "says", and without spaces
    that spread a short one."""
    label = NUMBER.sub("", _ASIDE.sub("", label)).strip()
    return _SPEAKS.sub("", unspread(label))
