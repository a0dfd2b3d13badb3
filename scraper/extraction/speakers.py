"""Labels that say who speaks: `Q:`, `答：`, `记者：`, `Interviewer:`."""

import re
from typing import Literal

Role = Literal["question", "answer"]

# `Q`, `Q1.`, `问`, `【记者】`, `Lin Yue`: what stands before a colon, or in brackets.
LABEL = re.compile(
    r"^\s*(?:[-–—•·*]\s*)?(?:[【\[（(]\s*(?P<held>[^】\])）:：]{1,24})\s*[】\])）]\s*[:：]?"
    r"|(?P<plain>[^:：。？！?!,，;；\"“”「」]{1,32})\s*[:：])\s*(?P<rest>.*)$",
    re.DOTALL,
)
NUMBERED = re.compile(r"^(?P<label>[QA])\s?\d{0,2}\s?[.、)]\s+(?P<rest>.+)$", re.DOTALL)
NUMBER = re.compile(r"\s*\d{1,3}$")
_ASKS = re.compile(r"[?？؟;][\"”’」』)）]*\s*$")
# Labels that name no one: what is said, not who says it.
_ASKED = re.compile(
    r"q|question|ask(?:ed)?|问|問|提问|提問|文|질문|문|frage|f|pregunta|p|domanda|d|вопрос|pergunta|質問",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"a|answer|答|回答|대답|답|antwort|respuesta|r|réponse|risposta|ответ|resposta|答え",
    re.IGNORECASE,
)
# Labels that name a part in the talk.
_ASKING = re.compile(
    r".{0,8}(?:记者|記者|主持人|采访者|採訪者|编者|小编|聞き手|기자|사회자)(?:问|問)?"
    r"|(?:the\s+)?(?:interviewer|reporter|journalist|host|moderator|editor|correspondent)"
    r"|корр(?:\.|еспондент)?|journaliste|moderador|entrevistador|giornalista|redaktion",
    re.IGNORECASE,
)
_ASKED_OF = re.compile(
    r"(?:受访者|受訪者|被采访者|嘉宾|嘉賓|来宾|受访人)|(?:the\s+)?(?:interviewee|guest|respondent|speaker)"
    r"|entrevistado|intervistato|gast",
    re.IGNORECASE,
)


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
    found = LABEL.match(text)
    return found is not None and role_of(label_in(found)) is not None


def label_in(found: re.Match[str]) -> str:
    """The label that `LABEL` found, without the number of the question."""
    return NUMBER.sub("", (found["held"] or found["plain"]).strip()).strip()


def asks(text: str) -> bool:
    """Whether a text ends in a question."""
    return _ASKS.search(text) is not None
