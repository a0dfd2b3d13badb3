"""JSON-LD as nodes: every shape that portals serve it in, none trusted to be well formed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from scraper.values.clean import clean_or_none

_COMMENT = re.compile(
    r"^\s*+(?:/\*.*?\*/|<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*+;?\s*+$", re.DOTALL
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_DEPTH = 12
# What an article names that stands as a node of its own beside it.
_NAMED = ("author", "creator", "about")


@dataclass(slots=True)
class Node:
    """One JSON-LD object: `types` in lower case, `is_part` where it stands in a list of others."""

    data: dict[str, Any]
    types: str
    is_part: bool

    def text(self, *keys: str) -> str | None:
        """The first of these properties that holds a text (or an object with a name)."""
        for key in keys:
            for value in strings_of(self.data.get(key)):
                return value
        return None

    def texts(self, key: str) -> list[str]:
        """All texts of a property, lists and named objects included."""
        return list(strings_of(self.data.get(key)))


def strings_of(value: Any, depth: int = 0) -> Iterator[str]:
    """The texts in a JSON-LD value: itself, its list's members, an object's name or @value."""
    if isinstance(value, str):
        text = clean_or_none(value)
        if text:
            yield text
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list) and depth < _DEPTH:
        for member in value:
            yield from strings_of(member, depth + 1)
    elif isinstance(value, dict) and depth < _DEPTH:
        name = value.get("name") or value.get("@value") or _full_name(value)
        yield from strings_of(name, depth + 1)


def _full_name(person: dict[str, Any]) -> str | None:
    parts = (person.get("givenName"), person.get("familyName"))
    return " ".join(part for part in parts if isinstance(part, str)) or None


def _loads(text: str) -> Any:
    text = _COMMENT.sub("", text.strip()).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def read_json_ld(root: HtmlElement) -> list[Any]:
    """What the page's `application/ld+json` scripts hold, unreadable ones left out."""
    found = []
    for node in root.iter("script"):
        kind = (node.get("type") or "").lower()
        if "ld+json" in kind and node.text:
            value = _loads(node.text)
            if value is not None:
                found.append(value)
    return found


def _types(data: dict[str, Any]) -> str:
    kinds = data.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return " ".join(str(name).rsplit("/", 1)[-1].lower() for name in names if name)


_LISTS = frozenset(
    {"itemListElement", "hasPart", "blogPost", "relatedLink", "citation", "mentions"}
)


def nodes_of(value: Any, is_part: bool = False, depth: int = 0) -> list[Node]:
    """Every object in a JSON-LD value, outer before inner."""
    if depth > _DEPTH:
        return []
    if isinstance(value, list):
        return [node for member in value for node in nodes_of(member, is_part, depth + 1)]
    if not isinstance(value, dict):
        return []
    found = [Node(value, _types(value), is_part)]
    for key, member in value.items():
        if isinstance(member, (dict, list)):
            found += nodes_of(member, is_part or key in _LISTS, depth + 1)
    return found


def with_named(nodes: list[Node]) -> list[Node]:
    """The nodes, with what others of them are named by their "@id" alone (`"author": {"@id": …}`)
    put in its place."""
    named = {
        node.data["@id"]: node.data
        for node in nodes
        if isinstance(node.data.get("@id"), str) and "name" in node.data
    }
    for node in nodes if named else ():
        for key in _NAMED:
            if key in node.data:
                node.data[key] = _named(node.data[key], named)
    return nodes


def _named(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_named(member, named) if isinstance(member, dict) else member for member in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value
