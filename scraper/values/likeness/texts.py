"""How much two texts have in common, in any language: what holds without knowing the words."""

import re
from hashlib import blake2b

# A word, or one character of a script that parts no words. What has digits names this one answer
# (a time, an incident, an address) and not what is told.
_WORD = re.compile(
    r"[぀-ヿ㐀-䶿一-鿿가-힣\u0e00-\u0e7f]|(?:(?![぀-ヿ㐀-䶿一-鿿가-힣\u0e00-\u0e7f])[^\W_])+"
)
_ADDRESS = re.compile(r"\S*(?:://|/\S|\.(?:html?|php|aspx?)\b)\S*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")
_CUT = re.compile(r"\s*(?:…|\.\.\.+|。。+)\s*$")
_RUN = 3
# Two titles with so much of the shorter's words in both are one.
_MOST = 0.8


def words(text: str) -> list[str]:
    """The words of a text in lower case, without those that have digits, and without addresses."""
    found = _WORD.findall(_ADDRESS.sub(" ", text).casefold())
    return [word for word in found if not _DIGIT.search(word)]


def shared(one: str, other: str) -> float:
    """How much of the shorter text is in the other one: 1 for all, 0 for nothing but chance. Runs
    of three words are compared: two texts of one language share many words, and few runs."""
    first, second = words(one), words(other)
    size = min(_RUN, len(first), len(second))
    if size == 0:
        return 0.0
    mine, others = _runs(first, size), _runs(second, size)
    return len(mine & others) / min(len(mine), len(others))


def _runs(found: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(found[at : at + size]) for at in range(len(found) - size + 1)}


def telling_digest(text: str, *titles: str | None) -> str | None:
    """32 hex digits that are equal for texts that tell the same: a wall's text says the same at
    each address but for a number, an address, or the title of what was asked for (`titles`). None
    for a text without words."""
    plain = _SPACE.sub(" ", text)
    for title in titles:
        if title and len(title) > 3:
            plain = plain.replace(_SPACE.sub(" ", title).strip(), " ")
    found = words(plain)
    if not found:
        return None
    return blake2b(" ".join(found).encode("utf-8", "replace"), digest_size=16).hexdigest()


def folded_title(title: str | None) -> str:
    """A title as it is compared: its words and numbers in lower case."""
    return " ".join(_WORD.findall((title or "").casefold()))


def titles_agree(listed: str | None, title: str | None) -> bool | None:
    """Whether a link's text names the page of that title; None where one of them is missing.

    A link may cut the title off, or leave out a part of it; two titles with other numbers in them
    ("Part 3", "Part 13") are two.
    """
    short = folded_title(_CUT.sub("", listed or ""))
    long = folded_title(title)
    if not short or not long:
        return None
    if short == long or (_CUT.search(listed or "") and long.startswith(short)):
        return True
    mine, others = set(short.split()), set(long.split())
    numbers = ({word for word in some if _DIGIT.search(word)} for some in (mine, others))
    first, second = numbers
    if not (first <= second or second <= first):
        return False
    if f" {short} " in f" {long} " or f" {long} " in f" {short} ":
        return first == second or min(len(mine), len(others)) > 1
    return len(mine & others) >= _MOST * min(len(mine), len(others)) and len(mine & others) > 1
