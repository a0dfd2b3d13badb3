"""Names of persons, and lists of them, told from other short texts."""

import re

_JOINT = re.compile(
    r"\s*(?:[,，、،;；&＆|]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b|\ben\b|\bi\b|\bwith\b|和|与|與|及"
    r"|(?<=[\u3040-\u9fff])[/／]|[/／](?=[\u3040-\u9fff])|\s[/／]|[/／]\s|[/／](?=[^\W\d_]{2,}\s[^\W\d_]))\s*",
    re.IGNORECASE,
)
_JOINT_LAST = re.compile(rf"(?:{_JOINT.pattern})\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？!?.]\s*\S{12}|[,:;\"“”]")
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_PARTICLE = re.compile(
    r"(?:de|del|della|di|da|das|do|dos|du|des|la|le|van|von|vom|zu|zur|der|den|ten|ter|bin|ibn|al|el|bint|y|e)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]['’.\w-]*", re.UNICODE)
_NO_NAME = re.compile(
    r"\b(?:read|follow|more|share|email|updated|published|minutes?|subscribe|twitter|facebook|about"
    r"|view|profile|comments?|newsletter|correspondent|reporter|editor|redakteur\w*|autor\w*)\b",
    re.IGNORECASE,
)


def names_in(text: str) -> list[str]:
    """The members of a list of names: parted by commas, "and" in several languages, or strokes; a
    stroke within one word, as in an agency's sign ("dpa/abc"), parts nothing."""
    return [part for part in _JOINT.split(text) if part.strip()]


def is_joined(before: str, after: str) -> bool:
    """Whether a list of names goes on from one text into the next: with "and" or a comma."""
    return _JOINT.match(after) is not None or _JOINT_LAST.search(before) is not None


def is_name(text: str) -> bool:
    """Whether a text can be a person's or a desk's name: a few words, no sentence."""
    text = text.strip()
    if _SENTENCE.search(text):
        return False
    if len(_WIDE.findall(text)) >= len(text) / 2:
        return len(text) <= 12
    return len(text.split()) <= 5 and text[:1].isupper()


def has_no_case(text: str) -> bool:
    """Whether a text begins with a letter, and all its letters are of scripts without capitals."""
    return text[:1].isalpha() and not any(char.isupper() or char.islower() for char in text)


def may_be_name(text: str) -> bool:
    """Whether a text can be a name where a label says that one is: also in a script that has no
    capitals."""
    text = text.strip()
    if is_name(text):
        return True
    return has_no_case(text[:1]) and not _SENTENCE.search(text) and len(text.split()) <= 5


def is_person(text: str) -> bool:
    """Whether a text looks like a person's full name: two to five words with capitals, or two to
    five characters of a script without."""
    text = text.strip()
    if not is_name(text) or _NO_NAME.search(text):
        return False
    if _WIDE.match(text):
        return 2 <= len(text) <= 6
    parts = text.split()
    if not 2 <= len(parts) <= 5 or not all(_WORD.fullmatch(part) for part in parts):
        return False
    return all(part[0].isupper() or _PARTICLE.fullmatch(part) for part in parts) or has_no_case(
        text
    )
