"""Where two values of a field part, in words."""

import re
from typing import Any

_WIDE, _BEFORE = 100, 30
_OFFSET = re.compile(r"(T\d\d:\d\d:\d\d(?:\.\d+)?)[+-]\d\d:\d\d")


def finds(found: Any, expected: Any, by: str = "") -> str:
    """What is found instead of what: of lists the first entry that differs, of long texts the
    place where they part. `by` is said behind what is found."""
    if isinstance(found, list) and isinstance(expected, list) and found and expected:
        return _in_lists(found, expected, by)
    if isinstance(found, str) and isinstance(expected, str):
        at = next((n for n, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), 0)
        start = max(0, at - _BEFORE) if at >= _WIDE - _BEFORE else 0
        cut = "…" if start else ""
        found, expected = cut + found[start:], cut + expected[start:]
    return f"finds {shown(found)}{by}, expected {shown(expected)}"


def differ_in_zone_alone(found: Any, expected: Any) -> bool:
    """Whether two values are the same but for their times' offsets."""
    return _OFFSET.sub(r"\1", repr(found)) == _OFFSET.sub(r"\1", repr(expected))


def shown(value: Any) -> str:
    """A value in short."""
    if value is None or value == []:
        return "nothing"
    text = " ".join(value.split()) if isinstance(value, str) else repr(value)
    text = text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"
    return repr(text) if isinstance(value, str) else text


def _in_lists(found: list[Any], expected: list[Any], by: str) -> str:
    if len(repr(found)) <= _WIDE and len(repr(expected)) <= _WIDE:
        return f"finds {shown(found)}{by}, expected {shown(expected)}"
    pairs = enumerate(zip(found, expected, strict=False))
    at = next((n for n, (a, b) in pairs if a != b), min(len(found), len(expected)))
    one = found[at] if at < len(found) else None
    other = expected[at] if at < len(expected) else None
    where = f"entry {at + 1}"
    if isinstance(one, dict) and isinstance(other, dict):
        key = next((key for key in other if one.get(key) != other[key]), None)
        if key is not None:
            where, one, other = f"{where}, {key}", one.get(key), other[key]
    return f"{where}: {finds(one, other, by)}"
