"""What is wrong with a portal definition, in words: file, line, key, what is there, what should be.

tomllib keeps no positions, so the line of a key is found again in the text.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scraper.portals.model import Labels, Layout, Listing, Politeness, Portal, Recheck, Selectors

Keys = tuple[str | int, ...]

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_FENCE = re.compile(r'"""|\'\'\'')
_KNOWN_KEYS = {
    (): tuple(Portal.model_fields),
    ("listings",): tuple(Listing.model_fields),
    ("selectors",): tuple(Selectors.model_fields),
    ("labels",): tuple(Labels.model_fields),
    ("layouts",): tuple(Layout.model_fields),
    ("layouts", "selectors"): tuple(Selectors.model_fields),
    ("layouts", "labels"): tuple(Labels.model_fields),
    ("politeness",): tuple(Politeness.model_fields),
    ("recheck",): tuple(Recheck.model_fields),
}
_EXPECTED = {
    "missing": "is missing, expected {0}",
    "string_type": "found {1}, expected a text in quotes",
    "bool_type": "found {1}, expected true or false, without quotes",
    "bool_parsing": "found {1}, expected true or false, without quotes",
    "tuple_type": "found {1}, expected a list in [ ]",
    "int_type": "found {1}, expected a whole number, without quotes",
    "int_parsing": "found {1}, expected a whole number",
    "int_from_float": "found {1}, expected a whole number",
    "float_type": "found {1}, expected a number of seconds, without quotes",
    "float_parsing": "found {1}, expected a number of seconds, without quotes",
    "greater_than_equal": "found {1}, expected {2} or more",
    "greater_than": "found {1}, expected more than {4}",
    "less_than_equal": "found {1}, expected {3} or less",
    "date_type": "found {1}, expected a day such as 2024-04-30, without quotes",
    "date_parsing": "found {1}, expected a day such as 2024-04-30, without quotes",
    "date_from_datetime_parsing": "found {1}, expected a day such as 2024-04-30, without quotes",
    "date_from_datetime_inexact": "found {1}, expected a day such as 2024-04-30, without a time",
    "string_too_short": "is empty; leave the key out where there is nothing to say",
    "model_type": "found {1}, expected a table of its own",
    "model_attributes_type": "found {1}, expected a table of its own",
}
_MISSING = {
    "name": "the portal's name, the same as the file's",
    "home": "the address of the portal's home page",
    "url": "the address of the listing's first page",
    "until": "the last day of the layout, such as 2024-04-30",
}
# More would hide the first, which is where to begin.
_SHOWN = 20


def syntax_problem(file: Path, error: ValueError) -> str:
    """One line for a file that is not TOML, or not UTF-8."""
    if isinstance(error, UnicodeDecodeError):
        line = error.object.count(b"\n", 0, error.start) + 1
        return f"{file}:{line}: is not UTF-8; save it as UTF-8"
    text = file.read_bytes().decode("utf-8-sig", "replace")
    place = re.search(r"\(at line (\d+), column \d+\)", str(error))
    what = re.sub(r"\s*\(at [^)]*\)", "", str(error))
    # Without a place, the text ends too early.
    line = int(place.group(1)) if place else len(text.splitlines())
    return f"{file}:{line}: is not TOML: {what}{_remedy(what, text, line)}"


def _remedy(what: str, text: str, line: int) -> str:
    if what.startswith("Cannot overwrite"):
        keys = [path for path, number in _positions(text) if number <= line]
        return f"; {_dotted(keys[-1])} is there twice" if keys else ""
    if what.startswith("Cannot declare"):
        return "; put all keys of a table below one [table]"
    if what.startswith("Unescaped"):
        return r"; a text with \ goes into single quotes: '\d+'"
    return "; a text has to be in quotes, a list in [ ]" if what == "Invalid value" else ""


def validation_problems(file: Path, text: str, error: ValidationError) -> list[str]:
    """One line for each thing that the Portal model refuses."""
    lines = _lines_of(text)
    details = error.errors(include_url=False)
    problems = [
        f"{file}:{_nearest(lines, detail['loc'])}: {_dotted(detail['loc'])}: {_in_words(detail)}"
        for detail in details[:_SHOWN]
    ]
    more = len(details) - _SHOWN
    return [*problems, f"{file}: and {more:,} more mistakes"] if more > 0 else problems


def line_of(text: str, keys: Keys) -> int:
    """The line, from 1, on which a key is set, or the nearest table around it begins; else 1."""
    return _nearest(_lines_of(text), keys)


def _lines_of(text: str) -> dict[Keys, int]:
    lines: dict[Keys, int] = {}
    for path, number in _positions(text):
        lines.setdefault(path, number)
    return lines


def _nearest(lines: dict[Keys, int], keys: Keys) -> int:
    return next((lines[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in lines), 1)


def _positions(text: str) -> Iterator[tuple[Keys, int]]:
    table: Keys = ()
    counts: dict[Keys, int] = {}
    in_text = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not in_text and (header := _TABLE.match(line)):
            table = _within(counts, _parts(header.group(2)))
            yield table, number
            if header.group(1) == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
                yield table, number
        elif not in_text and (key := _KEY.match(line)):
            path = (*table, *_parts(key.group(1)))
            yield from ((path[:end], number) for end in range(len(table) + 1, len(path) + 1))
        in_text ^= len(_FENCE.findall(line)) % 2 == 1


def _within(counts: dict[Keys, int], parts: Keys) -> Keys:
    """The path of a table: one below a list of tables belongs to the list's latest."""
    path: Keys = ()
    for at, part in enumerate(parts):
        path = (*path, part)
        if path in counts and at < len(parts) - 1:
            path = (*path, counts[path])
    return path


def _parts(dotted: str) -> Keys:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _dotted(keys: Sequence[str | int]) -> str:
    # People count from one.
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)


def _in_words(detail: ErrorDetails) -> str:
    kind, found = detail["type"], _shown(detail["input"])
    key = str(detail["loc"][-1])
    if kind == "tuple_type" and isinstance(detail["input"], dict):
        return f"is one table, expected a list of them: [[{key}]] in double brackets"
    if kind == "model_type" and isinstance(detail["input"], list):
        return f"is a list of tables, expected one: [{key}] in single brackets"
    if kind == "extra_forbidden":
        return _unknown_key(detail["loc"])
    if kind == "value_error":
        return f"found {found}, {detail['ctx']['error']}"
    expected = _EXPECTED.get(kind, "found {1}: " + detail["msg"].replace("{", "{{"))
    context = detail.get("ctx", {})
    return expected.format(
        _MISSING.get(key, "a value"), found, context.get("ge"), context.get("le"), context.get("gt")
    )


def _unknown_key(keys: Sequence[str | int]) -> str:
    group = tuple(key for key in keys[:-1] if isinstance(key, str))
    known = _KNOWN_KEYS.get(group, ())
    key = str(keys[-1])
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
    if group and key in _KNOWN_KEYS[()]:
        hint = "put what is said of the whole portal above the first [table]"
    elif elsewhere := [table for table, names in _KNOWN_KEYS.items() if key in names]:
        hint = f"it belongs into the table {'.'.join(elsewhere[0])}"
    return f"is not a known key; {hint}"


def _shown(value: object) -> str:
    text = repr(value) if not isinstance(value, bool) else str(value).lower()
    return text if len(text) <= 80 else text[:77] + "..."
