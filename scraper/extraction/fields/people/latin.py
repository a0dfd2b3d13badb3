"""Whom a title in a script with capitals names as the one it is with."""

import re
from collections.abc import Iterator

from scraper.extraction.vocabulary.names import is_person

_NAME = r"[^\W\d_][\w’'.-]*(?:\s+[^\W\d_][\w’'.-]*){1,4}"
_LONG = _NAME.replace("1,4", "1,8")
_WITH = re.compile(
    r"\b(?:(?P<weak>talk|chat|dialogue|exclusive|questions|fragen)|interview|conversation|q\s*&\s*a|gespräch"
    r"|entretien|entrevista|intervista|wywiad|rozhovor|gesprek|intervju|mülakat|röportaj|интервью"
    r"|беседа)\s+(?:with|to|for|mit|an|avec|a|à|con|com|com\s+o|med|met|z|s|с)\s+"
    rf"(?P<name>{_LONG})",
    re.IGNORECASE,
)
_APART = re.compile(rf"(?:^|\s[-–—|:]\s|:\s)(?P<name>{_NAME})")
# Who speaks, after what that is: `Customs Broker Mo Xiaolan: …`.
_SPEAKING = re.compile(rf"(?:^|\s[-–—|]\s)(?P<name>{_LONG})\s?:\s")
# Who is quoted: `Lin Yue: “Salt was hard”`, `Lin Yue, dyer of Suogang: “Salt was hard”`.
_QUOTING = re.compile(rf"(?P<name>{_NAME})(?:,\s[^:\"“”«„]{{2,60}})?\s?:\s*[“”\"«„‘']")
# Who is in the talk: `“Salt was hard” – Lin Yue in conversation`.
_IN_TALK = re.compile(
    rf"(?:^|[–—|:-]\s)(?P<name>{_LONG})\s(?:im\s(?:gespräch|interview)|in\s(?:conversation|gesprek)"
    r"|en\s(?:entretien|conversación|conversation)|in\sconversazione|em\s(?:conversa|entrevista)"
    r"|w\srozmowie|v\srozhovoru|i\s(?:samtale|samtal))\b",
    re.IGNORECASE,
)
# What a name that a title begins with is followed by: a colon, or who that is.
_OF = re.compile(r"(?:of|on|from|in|at|von|vom|über|de|del|di|sur|sobre)\b", re.IGNORECASE)
_EVIDENCE = (
    "said|says|told|tells|recalls?|recalled|explains?|explained|adds|added|laughs|laughed|thinks"
    "|believes?|replied|answers?|answered|smiles|sagt|sagte|erklärt|erzählt|dit|explique|raconte"
    "|dice|dijo|explica|cuenta|afirma|disse|diz|spiega|racconta|zegt|sier|säger|siger|mówi|říká"
    "|сказал\\w*|рассказ\\w*|говорит"
)


def latin_names(title: str, text: str, *, asked: bool) -> Iterator[str]:
    """The persons that a title names as such, who speak in the text; `asked` says that the text has
    questions."""
    for place in _SPEAKING.finditer(title):
        name = _last_in(place["name"], text)
        if name and any(_says(part, text) for part in name.split()):
            yield name
    for place in _WITH.finditer(title):
        sure = asked or not place["weak"]
        name = _first_in(place["name"], text, sure=sure)
        last = _last_in(place["name"], text)
        if name:
            yield name
        elif last and (
            asked
            or (sure and text.count(last.split()[0]) > 1)
            or any(_says(part, text) for part in last.split())
        ):
            yield last
    in_talk = (_last_in(place["name"], text) for place in _IN_TALK.finditer(title))
    yield from filter(None, in_talk)
    yield from _quoted(title, text) if asked else ()
    for place in _APART.finditer(title):
        name = _first_in(place["name"], text, sure=False)
        if name:
            yield name


def _quoted(title: str, text: str) -> Iterator[str]:
    """Whom a title quotes first of all, where the text names that person too."""
    quoting = _QUOTING.match(title)
    if quoting and is_person(quoting["name"]):
        surname = quoting["name"].split()[-1]
        if re.search(rf"\b{re.escape(surname)}", text):
            yield quoting["name"]


def _last_in(words: str, text: str) -> str | None:
    """The person's name that these words end with, as the text has it: what stands before it is
    who that is."""
    parts = words.split()
    name = " ".join(parts[-2:])
    if any(map(_OF.match, parts)) or not is_person(name) or name not in text:
        return None
    for count in range(3, min(len(parts), 4) + 1):
        longer = " ".join(parts[-count:])
        if is_person(longer) and 2 * text.count(longer) > text.count(name):
            name = longer
    return name


def _first_in(words: str, text: str, *, sure: bool) -> str | None:
    """The longest beginning of these words that is a person's name in the text. Where the title
    does not say that it is an interview with that person (`sure`), the text has to let it speak."""
    parts = words.split()
    for count in range(min(len(parts), 4), 1, -1):
        name = " ".join(parts[:count]).rstrip(".,:;")
        goes_on = " ".join(parts[count:])
        if not is_person(name) or name not in text:
            continue
        if goes_on and not sure and not _OF.match(goes_on):
            continue
        last = parts[count - 1].rstrip(".,:;")
        if sure or _says(last, text):
            return _without_office(name, text)
    return None


def _without_office(name: str, text: str) -> str:
    """The name without what somebody is ("Mayor"), where the text mostly leaves that out."""
    short = " ".join(name.split()[-2:])
    return short if text.count(short) >= 2 * text.count(name) else name


def _says(name: str, text: str) -> bool:
    """Whether somebody by this part of a name says something in the text."""
    part = rf"\b{re.escape(name)}"
    says = rf"{part}\s+(?:\w+\s+)?(?:{_EVIDENCE})\b|\b(?:{_EVIDENCE})\s+(?:\w+\s+)?{part}\b"
    return re.search(says, text) is not None
