"""What the addresses of a portal's articles have in common, as a regular expression."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

_DIGITS = re.compile(r"\d+")
_MOST_WORDS = 4


def pattern_of(urls: Sequence[str]) -> str | None:
    """A pattern that all these addresses contain; None where they have too little in common."""
    parts = [urlsplit(url) for url in urls]
    paths = [part.path.split("/")[1:] for part in parts]
    lengths = {len(path) for path in paths}
    if len(urls) < 3 or len(lengths) != 1:
        return None
    columns = list(zip(*paths, strict=True))
    found = [_segment(column, at == len(columns) - 1) for at, column in enumerate(columns)]
    query = _query([parse_qsl(part.query, keep_blank_values=True) for part in parts])
    if query is None or not any(_says_something(text) for text in (*found, query)):
        return None
    pattern = "/" + "/".join(found) + query + "$"
    return pattern if all(re.search(pattern, url) for url in urls) else None


def _segment(values: Sequence[str], is_last: bool) -> str:
    """One part of the paths: as it is, with its numbers open, one of a few words, or anything."""
    shapes = {_open_numbers(value) for value in values}
    if len(shapes) == 1:
        return shapes.pop()
    if not is_last and len(set(values)) <= _MOST_WORDS and len(values) > 2 * len(set(values)):
        return f"(?:{'|'.join(sorted(shapes))})"
    endings = {re.search(r"\.[A-Za-z]{2,5}$|$", value).group() for value in values}  # type: ignore[union-attr]
    ending = re.escape(endings.pop()) if len(endings) == 1 else ""
    return f"[^/?]+{ending}"


def _open_numbers(text: str) -> str:
    # A hyphen needs no escape here, and reads better without.
    return r"\d+".join(re.escape(part).replace(r"\-", "-") for part in _DIGITS.split(text))


def _query(queries: Sequence[Sequence[tuple[str, str]]]) -> str | None:
    """The parameters that every address has, in their order; None where they differ."""
    names = {tuple(name for name, _ in query) for query in queries}
    if len(names) != 1:
        return None
    pairs = []
    for at, name in enumerate(names.pop()):
        shapes = {_open_numbers(query[at][1]) for query in queries}
        pairs.append(f"{re.escape(name)}={shapes.pop() if len(shapes) == 1 else '[^&]*'}")
    return r"\?" + "&".join(pairs) if pairs else ""


def _says_something(part: str) -> bool:
    return r"\d+" in part or re.search(r"[A-Za-z]{2}", part.replace("[^/?]+", "")) is not None
