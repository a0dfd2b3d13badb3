"""What an edit changed, as a list: what analysts count, and readers are told.

Which fields have changes is said by the table of the record (`revises`). Each change has `field`
and `kind`. A single value is `set`, `cleared` or `edited`, with `before` and `after`. Of a list
(names, images, the body's blocks) a `value` is `added` or `removed`, or `edited` with `before` and
`after`. Images are named by their url, and can be `reordered`; blocks by their `position` in the
text, of the earlier one where removed.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from scraper.archive.database.columns import storable
from scraper.record import FIELDS

Change = dict[str, Any]
# The order in which archives have told and digested these from the first; later fields follow.
_FIRST = ("title", "published_at", "section", "tags", "body", "images")
_LATER = tuple(row.name for row in FIELDS if row.revises and row.name not in _FIRST)


def changes_between(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The changes of meaning from one record to another; none where only white space, the order of
    tags, views or links differ."""
    found: list[Change] = []
    for name in (*_FIRST, *_LATER):
        if name == "body":
            found.extend(_body(_texts(before), _texts(after)))
        elif name == "images":
            found.extend(_images(before[name], after[name]))
        elif FIELDS[name].is_names:
            found.extend(_names(name, before[name], after[name]))
        else:
            found.extend(_single(name, before[name], after[name]))
    return found


def meaning_of(record: dict[str, Any]) -> list[Any]:
    """What two records have in common that have no changes between them."""
    later = [[name, _meaning(name, record)] for name in _LATER if record[name]]
    return [*(_meaning(name, record) for name in _FIRST), *later]


def _meaning(name: str, record: dict[str, Any]) -> Any:
    if name == "body":
        return folded("".join(_texts(record)))
    if name == "images":
        return [[image["url"], folded(image["caption"] or "")] for image in record[name]]
    if FIELDS[name].is_names:
        return sorted(folded(value) for value in record[name])
    return _same(name, record[name])


def folded(text: str) -> str:
    """The text without its white space, which is layout, not meaning."""
    return "".join(storable(text).split())


def _same(name: str, value: Any) -> str | None:
    if value is None:
        return None
    # The same instant, in whatever zone it is written.
    if name == "published_at":
        return str(datetime.fromisoformat(value).timestamp())
    return folded(str(value))


def _single(name: str, before: Any, after: Any) -> Iterator[Change]:
    if _same(name, before) != _same(name, after):
        kind = "set" if before is None else "cleared" if after is None else "edited"
        yield {"field": name, "kind": kind, "before": before, "after": after}


def _names(name: str, before: list[str], after: list[str]) -> Iterator[Change]:
    old, new = {folded(one) for one in before}, {folded(one) for one in after}
    for kind, values, others in (("removed", before, new), ("added", after, old)):
        for value in values:
            if folded(value) not in others:
                yield {"field": name, "kind": kind, "value": value}


def _images(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Change]:
    old = {image["url"]: image["caption"] for image in before}
    new = {image["url"]: image["caption"] for image in after}
    for url in old:
        if url not in new:
            yield {"field": "images", "kind": "removed", "value": url}
    for url in new:
        if url not in old:
            yield {"field": "images", "kind": "added", "value": url}
        elif folded(old[url] or "") != folded(new[url] or ""):
            edit = {"value": url, "before": old[url], "after": new[url]}
            yield {"field": "images", "kind": "edited", **edit}
    if old.keys() == new.keys() and list(old) != list(new):
        yield {"field": "images", "kind": "reordered"}


def _body(before: list[str], after: list[str]) -> Iterator[Change]:
    old, new = [folded(text) for text in before], [folded(text) for text in after]
    if "".join(old) == "".join(new):
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, begin, end, start, stop in matcher.get_opcodes():
        if what != "equal":
            yield from _blocks(before, after, range(begin, end), range(start, stop))


def _blocks(
    before: Sequence[str], after: Sequence[str], old: range, new: range
) -> Iterator[Change]:
    for place, other in zip(old, new, strict=False):
        edit = {"position": other + 1, "before": before[place], "after": after[other]}
        yield {"field": "body", "kind": "edited", **edit}
    for place in old[len(new) :]:
        yield {"field": "body", "kind": "removed", "position": place + 1, "value": before[place]}
    for other in new[len(old) :]:
        yield {"field": "body", "kind": "added", "position": other + 1, "value": after[other]}


def _texts(record: dict[str, Any]) -> list[str]:
    return [block["text"] for block in record["blocks"]]
