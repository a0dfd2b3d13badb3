"""What an edit changed, as a list: what analysts count, and readers are told.

Each change has `field` and `kind`. A single value (title, published_at, section) is `set`,
`cleared` or `edited`, with `before` and `after`. Of a list (tags, images, the body's blocks) a
`value` is `added` or `removed`, or `edited` with `before` and `after`. Images are named by their
url, and can be `reordered`; blocks by their `position` in the text, of the earlier one where
removed.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from scraper.archive.database.columns import storable

Change = dict[str, Any]
_SINGLE = ("title", "published_at", "section")


def changes_between(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The changes of meaning from one record to another; none where only white space, the order of
    tags, views or links differ."""
    found: list[Change] = []
    for name in _SINGLE:
        found.extend(_single(name, before[name], after[name]))
    found.extend(_tags(before["tags"], after["tags"]))
    found.extend(_body(_texts(before), _texts(after)))
    found.extend(_images(before["images"], after["images"]))
    return found


def meaning_of(record: dict[str, Any]) -> list[Any]:
    """What two records have in common that have no changes between them."""
    return [
        *(_same(name, record[name]) for name in _SINGLE),
        sorted(folded(tag) for tag in record["tags"]),
        folded("".join(_texts(record))),
        [[image["url"], folded(image["caption"] or "")] for image in record["images"]],
    ]


def folded(text: str) -> str:
    """The text without its white space, which is layout, not meaning."""
    return "".join(storable(text).split())


def _same(name: str, value: str | None) -> str | None:
    if value is None:
        return None
    # The same instant, in whatever zone it is written.
    if name == "published_at":
        return str(datetime.fromisoformat(value).timestamp())
    return folded(value)


def _single(name: str, before: str | None, after: str | None) -> Iterator[Change]:
    if _same(name, before) != _same(name, after):
        kind = "set" if before is None else "cleared" if after is None else "edited"
        yield {"field": name, "kind": kind, "before": before, "after": after}


def _tags(before: list[str], after: list[str]) -> Iterator[Change]:
    old, new = {folded(tag) for tag in before}, {folded(tag) for tag in after}
    for kind, tags, others in (("removed", before, new), ("added", after, old)):
        for tag in tags:
            if folded(tag) not in others:
                yield {"field": "tags", "kind": kind, "value": tag}


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
