"""The language of queries: words, "phrases", prefix*, AND, OR, NOT and parentheses.

    query  = every {"OR" every}
    every  = item {["AND"] item}
    item   = ["NOT"] (word | word* | "phrase" | "(" query ")")

What does not fit is read as words: nothing that anybody types is an error.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

from scraper.archive.search.tokens import phrase

_LEXEME = re.compile(r'"[^"]*"\*?|[()"]|[^\s"()]+')
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


@dataclass(frozen=True, slots=True)
class Every:
    """All parts, and none of `without`."""

    parts: tuple["Node", ...]
    without: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part."""

    parts: tuple["Node", ...]


Node: TypeAlias = Term | Every | Either


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
            (without if self._take("NOT") else parts).append(self._item())
            if not self._take("AND") and self._next() in (None, ")", "OR"):
                return _every(parts, without)

    def _item(self) -> Node | None:
        lexeme = self._next()
        if lexeme in (None, "AND", "OR", "NOT", ")", '"'):
            raise _NotValid
        self._at += 1
        assert lexeme is not None
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
