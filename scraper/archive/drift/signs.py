"""Signs of a changed layout: what new articles lack that those before have. Nothing but figures.

Each sign is a question that an article answers with yes or no, and how often those before said yes
says what to expect: so a portal where half of the articles have no photo is not asked for photos.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import comb
from statistics import median
from typing import Any

# So many articles before are compared with, and fewer than these say nothing.
BEFORE, FEWEST_BEFORE = 50, 8
# Fewer new ones than these are chance, and so is what chance would bring as often as this.
FEWEST_NEW, CHANCE = 3, 2e-5
# Where the ones before are a mix, chance has more ways: the newest are looked at at every run.
ALWAYS, CHANCE_IN_A_MIX = 0.95, 5e-7
# What is less common than this among those before is not missed.
COMMON = 0.5
# So much of the usual length is a whole text, and so many times it are more than the text.
WHOLE, SWOLLEN = 0.7, 1.8
_AT_ONCE = timedelta(minutes=5)
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """An article as far as signs are concerned: its fields by name, and its figures."""

    id: int
    url: str
    section: str | None
    is_new: bool
    fields: frozenset[str]
    length: int
    paragraphs: int
    related: int
    is_garbled: bool
    published_at: str | None
    published_at_utc: datetime | None
    seen_at: datetime
    date_rule: str | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual among the articles before: figures that a sign is measured by."""

    length: float
    paragraphs: float
    related: float
    date_rule: str | None
    dates: Counter[str | None] = field(default_factory=Counter)

    @classmethod
    def of(cls, before: Sequence[Sample], dates: Counter[str | None]) -> "Usual":
        """Of some articles; `dates` counts all dates, the new ones' too."""
        rules = Counter(one.date_rule for one in before)
        return cls(
            median(one.length for one in before),
            median(one.paragraphs for one in before),
            median(one.related for one in before),
            rules.most_common(1)[0][0],
            dates,
        )


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that new articles lack: on `had` of the `before` ones, on `has` of the `new`, the
    first of which was seen at `since`."""

    name: str
    what: str
    had: int
    before: int
    has: int
    new: int
    examples: tuple[str, ...]
    since: datetime

    def __str__(self) -> str:
        return (
            f"{self.what}: on {self.has} of the {self.new} newest articles, on {self.had} of the"
            f" {self.before} before, such as {self.examples[0]}"
        )

    def figures(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Those of before and now, to be kept."""
        return {"yes": self.had, "of": self.before}, {"yes": self.has, "of": self.new}


_Question = Callable[[Sample, Usual], bool]


def _has(name: str) -> _Question:
    return lambda one, usual: name in one.fields


def _own_date(one: Sample, usual: Usual) -> bool:
    return one.published_at is None or usual.dates[one.published_at] < FEWEST_NEW


def _time_of_day(one: Sample, usual: Usual) -> bool:
    return one.published_at is None or one.published_at[11:19] not in ("", "00:00:00")


def _not_of_now(one: Sample, usual: Usual) -> bool:
    published = one.published_at_utc
    return published is None or abs(one.seen_at - published) > _AT_ONCE


def _same_place(one: Sample, usual: Usual) -> bool:
    # What a definition says is found where it says; that somebody wrote one is no drift.
    rule = one.date_rule
    return rule is None or rule == usual.date_rule or rule.startswith("rule")


# By name: how it is said, and what is asked of an article.
QUESTIONS: dict[str, tuple[str, _Question]] = {
    **{
        name.replace(" ", "_"): (name, _has(name))
        for name in ("published date", "tags", "views", "authors", "images", "section")
    },
    "related": ("related reading", lambda one, usual: one.related > 0),
    "next_article": ("next article", _has("next article")),
    "body": (
        "body text of the usual length and not shorter",
        lambda one, usual: one.length >= WHOLE * usual.length,
    ),
    "long_body": (
        "body text of the usual length and not longer",
        lambda one, usual: one.length <= SWOLLEN * usual.length,
    ),
    "paragraphs": (
        "body in as many paragraphs as usual",
        lambda one, usual: one.paragraphs >= WHOLE * usual.paragraphs,
    ),
    "fewer_related": (
        "related reading with as many entries as usual",
        lambda one, usual: not one.related or one.related >= WHOLE * usual.related,
    ),
    "characters": ("text without broken characters", lambda one, usual: not one.is_garbled),
    "own_date": ("published date of the article's own", _own_date),
    "time_of_day": ("published date with the time of day", _time_of_day),
    "date_of_now": ("published date other than the moment it was fetched", _not_of_now),
    "date_place": ("published date found where it was", _same_place),
}


def signs_in(articles: Sequence[Sample]) -> list[Sign]:
    """What the new ones of the articles lack; they come oldest first, the new ones last."""
    return [sign for name in QUESTIONS if (sign := _sign(name, articles)) is not None]


def answers(name: str, articles: Sequence[Sample], before: Sequence[Sample]) -> list[bool]:
    """What articles answer to the question of a sign, by what was usual before."""
    usual = Usual.of(before, Counter(one.published_at for one in articles))
    return [QUESTIONS[name][1](one, usual) for one in articles]


def _sign(name: str, articles: Sequence[Sample]) -> Sign | None:
    """New articles that all lack something, together with those just before them that do, too; or
    most of the new ones, where there are many."""
    new = sum(one.is_new for one in articles)
    if not new:
        return None
    found = None
    for size in sorted({new, _lacking(name, articles, new)}):
        before = articles[:-size][-BEFORE:]
        if size < FEWEST_NEW or len(before) < FEWEST_BEFORE:
            continue
        had = sum(answers(name, before, before))
        now = answers(name, articles[-size:], before)
        if had >= COMMON * len(before) and _is_no_chance(had, len(before), sum(now), size):
            lacking = [one.url for one, yes in zip(articles[-size:], now, strict=True) if not yes]
            examples = tuple(lacking[-1 : -_SHOWN - 1 : -1])
            since = min(one.seen_at for one in articles[-size:])
            what = QUESTIONS[name][0]
            found = Sign(name, what, had, len(before), sum(now), size, examples, since)
    return found


def _lacking(name: str, articles: Sequence[Sample], new: int) -> int:
    """How many of the latest articles all lack it, the new ones among them; 0 for none."""
    before = articles[:-new][-BEFORE:]
    if len(before) < FEWEST_BEFORE:
        return 0
    size = 0
    for yes in reversed(answers(name, articles, before)):
        if yes:
            break
        size += 1
    # What so many lack is what is usual now.
    return size if new < size < BEFORE else 0


def _is_no_chance(had: int, before: int, has: int, new: int) -> bool:
    """Whether so few of the new ones hardly come about where so many had it before."""
    share = had / (before + 1)
    if has > share * new / 2:
        return False
    less = sum(comb(new, k) * share**k * (1 - share) ** (new - k) for k in range(has + 1))
    return less < (CHANCE if had >= ALWAYS * before else CHANCE_IN_A_MIX)
