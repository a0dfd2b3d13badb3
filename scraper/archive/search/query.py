"""The language of queries: words, "phrases", prefix*, AND, OR, NOT, parentheses, and where.

    query  = every {"OR" every}
    every  = item {["AND"] item}
    item   = ["NOT" | "-"] (place | near | word | word* | "phrase" | "(" query ")")
    place  = ("title:" | "tag:" | "body:" | "caption:") (word | word* | "phrase")
    near   = word "NEAR" ["/" number] word | "NEAR(" word word ["," number] ")"

What does not fit is read as words: nothing that anybody types is an error.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

from scraper.archive.search.tokens import phrase

_LEXEME = re.compile(
    r'NEAR\([^()"]*\)|-?(?:titles?|tags?|body|captions?):(?:"[^"]*"\*?|[^\s"()]+)|-?"[^"]*"\*?|[()"]|[^\s"()]+',
    re.IGNORECASE,
)
_NEAR_FORM = re.compile(r"NEAR\(\s*(\S+?)\s+(\S+?)\s*(?:,\s*(\d{1,3})\s*)?\)")
_AUTHOR = re.compile(r'(?:^|(?<=\s))authors?:("[^"]+"|[^\s"()]+)', re.IGNORECASE)
_INFIX = re.compile(r"(?:^|[\s(])\*\w")
_PLACE = re.compile(r"(titles?|tags?|body|captions?):(.+)", re.IGNORECASE | re.DOTALL)
# As people write it after search engines and library catalogues.
PLACES = {"title": "title", "tag": "tags", "body": "body", "caption": "captions"}
_NEAR = re.compile(r"NEAR(?:/(\d{1,3}))?")
# Words between two that are near each other, where the query names no number.
_NEAR_WORDS = 10
_WORD = re.compile(r'[^\s"()*]+')
_QUOTES = str.maketrans("“”„‟", '""""')
# What people type is far below; beyond it the database's parser would give up.
_LONGEST = 10_000
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens in a row; the last may be only the beginning of a word."""

    text: str
    is_prefix: bool = False
    # The one column that it must stand in: title, tags, body or captions.
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Two terms with at most `words` words between them, in any order."""

    parts: tuple[Term, Term]
    words: int


@dataclass(frozen=True, slots=True)
class Every:
    """All parts, and none of `without`."""

    parts: tuple["Node", ...]
    without: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part."""

    parts: tuple["Node", ...]


Node: TypeAlias = Term | Near | Every | Either


class _NotValid(Exception):
    """The text does not follow the rules."""


def parse(text: str) -> Node | None:
    """What the text asks for; None where it has nothing to search for."""
    # Chinese keyboards give wide parentheses and curly quotes.
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).translate(_QUOTES)
    try:
        return _Parser(_LEXEME.findall(text)).query()
    except _NotValid:
        return _every([_term(word) for word in _WORD.findall(text)], [])


def authors_of(text: str) -> tuple[str, list[str]]:
    """The query without its `author:NAME` conditions, and the names. The index has no authors:
    whoever asks restricts the articles by them."""
    names = [found.strip('"') for found in _AUTHOR.findall(text[:_LONGEST].translate(_QUOTES))]
    if not names:
        return text, []
    return _AUTHOR.sub(" ", text[:_LONGEST].translate(_QUOTES)), names


def hint_for(text: str) -> str | None:
    """How to ask for what this language has no words for; None where nothing is to be said."""
    if _INFIX.search(text):
        return "words are found by their beginning: write weav* rather than *weav"
    if text.strip().startswith("-") or text.strip().startswith("NOT "):
        return "a query needs a word that must be there, beside those that must not"
    return None


def terms(node: Node) -> list[Term]:
    """What a hit can show: every term but those that must not be there."""
    if isinstance(node, Term):
        return [node]
    return [term for part in node.parts for term in terms(part)]


class _Parser:
    def __init__(self, lexemes: list[str]) -> None:
        self._lexemes = lexemes
        self._at = 0
        self._depth = 0

    def query(self) -> Node | None:
        found = self._either()
        if self._next() is not None:
            raise _NotValid
        return found

    def _next(self) -> str | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def _take(self, lexeme: str) -> bool:
        taken = self._next() == lexeme
        self._at += taken
        return taken

    def _either(self) -> Node | None:
        parts = [self._all()]
        while self._take("OR"):
            parts.append(self._all())
        kept = _distinct(parts)
        return kept[0] if len(kept) == 1 else Either(kept) if kept else None

    def _all(self) -> Node | None:
        parts: list[Node | None] = []
        without: list[Node | None] = []
        while True:
            excluded = self._take("NOT") or self._takes_minus()
            (without if excluded else parts).append(self._near())
            if not self._take("AND") and self._next() in (None, ")", "OR"):
                return _every(parts, without)

    def _takes_minus(self) -> bool:
        """Takes the hyphen off a word that begins with one: `-craft` is `NOT craft`."""
        lexeme = self._next() or ""
        # A dash alone, and one before another, is punctuation.
        if len(lexeme) < 2 or lexeme[0] != "-" or lexeme[1] == "-" or not phrase(lexeme):
            return False
        self._lexemes[self._at] = lexeme[1:]
        return True

    def _near(self) -> Node | None:
        found = self._item()
        near = _NEAR.fullmatch(self._next() or "")
        if near is None or self._at + 1 >= len(self._lexemes) or not isinstance(found, Term):
            return found
        self._at += 1
        other = self._item()
        if not isinstance(other, Term) or found.place != other.place:
            raise _NotValid
        return Near((found, other), int(near[1] or _NEAR_WORDS))

    def _item(self) -> Node | None:
        lexeme = self._next()
        if lexeme in (None, "AND", "OR", "NOT", ")", '"'):
            raise _NotValid
        self._at += 1
        assert lexeme is not None
        form = _NEAR_FORM.fullmatch(lexeme)
        if form is not None and phrase(form[1]) and phrase(form[2]):
            return Near((Term(form[1]), Term(form[2])), int(form[3] or _NEAR_WORDS))
        return self._group() if lexeme == "(" else _term(lexeme)

    def _group(self) -> Node | None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _NotValid
        found = self._either()
        if not self._take(")"):
            raise _NotValid
        self._depth -= 1
        return found


def _term(lexeme: str) -> Term | None:
    place = _PLACE.fullmatch(lexeme)
    if place is not None and phrase(place[2]):
        return Term(place[2], place[2].endswith("*"), PLACES[place[1].lower().removesuffix("s")])
    return Term(lexeme, lexeme.endswith("*")) if phrase(lexeme) else None


def _every(parts: list[Node | None], without: list[Node | None]) -> Node | None:
    kept, kept_out = _distinct(parts), _distinct(without)
    if not kept and kept_out:
        # All but a few is no search.
        raise _NotValid
    if len(kept) == 1 and not kept_out:
        return kept[0]
    return Every(kept, kept_out) if kept else None


def _distinct(nodes: list[Node | None]) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(node for node in nodes if node is not None))
