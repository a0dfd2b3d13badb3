"""What a page is to the article that was asked for: decided from what holds for any wall.

A wall (login, consent, bot check, maintenance, "not found" with status 200) says the same at many
addresses, is called otherwise than its listing says, and shares no text with the copy that there
is. No words of any language are looked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from scraper.values.likeness.addresses import akin
from scraper.values.likeness.texts import folded_title, shared, titles_agree

# Less of the shorter text than this in the other one is chance: a set phrase, the portal's name.
LITTLE = 0.1
# A page with less of its copy's length than this, and none of its words, has not been rewritten.
SHORT = 1 / 3
# A second name has all of the text but for a line or two: a print version adds its address.
ALIKE = 0.85
_FIELDS = ("published_at", "section", "views", "next_article")
_LISTS = ("breadcrumbs", "tags", "authors", "images", "related")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one look at an address gave. `listed`: what links call the address; `fields`: those of
    the record that have a value; `images`: their addresses."""

    url: str
    title: str | None
    published_at: str | None
    body: str
    listed: str | None = None
    fields: frozenset[str] = frozenset()
    images: frozenset[str] = frozenset()

    @classmethod
    def of(cls, record: dict[str, Any], listed: str | None = None) -> "Reading":
        """Of a record, be it stored or just read."""
        fields = {name for name in (*_FIELDS, *_LISTS) if record[name] not in (None, [])}
        return cls(
            record["url"],
            record["title"],
            record["published_at"],
            record["body"] or "",
            listed,
            frozenset(fields),
            frozenset(image["url"].partition("?")[0] for image in record["images"]),
        )

    @property
    def is_listed_so(self) -> bool | None:
        """Whether links call it by its title; None where none says how they call it."""
        return titles_agree(self.listed, self.title)


def relook(copy: Reading, new: Reading) -> Literal["same", "rewritten", "other", "wall"]:
    """What a page is to the good copy of its address: the same article, edited or not, or written
    anew; another page altogether, which may be an article put in its place; or a wall.

    A portal that redesigns loses fields, but not the text; an author who rewrites the text keeps
    the date, and most of the title.
    """
    if shared(copy.body, new.body) >= LITTLE:
        return "same"
    lost = copy.fields - new.fields
    if "published_at" in lost or (len(lost) >= 2 and 2 * len(lost) > len(copy.fields)):
        return "wall"
    is_short = len(new.body) < SHORT * len(copy.body)
    same_title = titles_agree(copy.title, new.title) or titles_agree(new.title, copy.title)
    same_time = copy.published_at is not None and same_moment(copy, new)
    return "rewritten" if (same_title or same_time) and not is_short else "other"


def same_moment(one: Reading, other: Reading) -> bool:
    """Whether both say the same time; a version without the hour says the same day."""
    if one.published_at is None or other.published_at is None:
        return False
    first, second = map(datetime.fromisoformat, (one.published_at, other.published_at))
    if first == second:
        return True
    has_hour = (bool(first.hour or first.minute), bool(second.hour or second.minute))
    return has_hour.count(False) > 0 and abs(first - second) < timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Twin:
    """A page under another address that tells the same. `names`: how many other addresses lead to
    it without a word of evidence; `is_wall`: it was judged to be one; `id`: of its article."""

    reading: Reading
    id: int | None = None
    is_wall: bool = False
    names: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a page at a new address is: an article of its own; `name`: another name of `twin`;
    `stray`: it shows the article of `twin`, and its own is not to be had; `wall`: it and those of
    `withdrawn` are none."""

    what: Literal["own", "name", "stray", "wall"]
    twin: Twin | None = None
    withdrawn: tuple[Twin, ...] = ()


def first_look(new: Reading, twins: Sequence[Twin]) -> Judgement:
    """What a page at a new address is, by the pages at other addresses that tell the same."""
    mine = new.is_listed_so
    same = [twin for twin in twins if _same_title(twin.reading, new)]
    for twin in same:
        if twin.id is not None and _is_name(new, mine, twin):
            return Judgement("name", twin)
    if echoes := _echoes(new, twins):
        return Judgement("wall", withdrawn=echoes)
    if mine is True:
        return Judgement("own")
    if any(twin.is_wall for twin in twins):
        return Judgement("wall", withdrawn=_doubtful(same, new))
    real = [twin for twin in same if twin.id is not None and twin.reading.is_listed_so]
    if real:
        return Judgement("stray" if mine is False or not new.published_at else "own", real[0])
    if same and (mine is False or len(same) + sum(twin.names for twin in same) > 1):
        return Judgement("wall", withdrawn=_doubtful(same, new))
    if same and not new.published_at:
        return Judgement("wall", withdrawn=_doubtful(same, new))
    return Judgement("own")


def _echoes(new: Reading, twins: Sequence[Twin]) -> tuple[Twin, ...]:
    """The twins, where all of them put one text under the title that each was asked for: three or
    more, without a date or a picture of their own."""
    bare = [
        twin
        for twin in twins
        if not {"published_at", "images"} & twin.reading.fields
        and _said(twin.reading) == _said(new)
    ]
    if {"published_at", "images"} & new.fields or len(bare) < 2:
        return ()
    titles = {folded_title(twin.reading.title) for twin in bare} | {folded_title(new.title)}
    return tuple(bare) if len(titles) > 2 else ()


def _said(reading: Reading) -> str:
    text = reading.body
    for title in filter(None, (reading.title, reading.listed)):
        text = text.replace(title, "")
    return " ".join(text.split())


def _same_title(one: Reading, other: Reading) -> bool:
    return folded_title(one.title) == folded_title(other.title)


def _is_name(new: Reading, mine: bool | None, twin: Twin) -> bool:
    """Whether the new address is another name of the twin's article."""
    there = twin.reading
    if shared(there.body, new.body) < ALIKE:
        return False
    if akin(new.url, there.url):
        return True
    if new.images and there.images and not new.images & there.images:
        # Picture stories can have the same few words.
        return False
    is_timed = new.published_at is not None and there.published_at is not None
    if is_timed and not same_moment(new, there):
        return False
    if mine is None:
        return is_timed and twin.names == 0
    return mine


def _doubtful(same: Sequence[Twin], new: Reading) -> tuple[Twin, ...]:
    """Those of the twins that nothing but their own text speaks for."""
    return tuple(
        twin
        for twin in same
        if twin.id is not None
        and twin.reading.is_listed_so is not True
        and (twin.reading.published_at is None or same_moment(twin.reading, new))
    )
