"""The truth: interviews as they were written, before any markup shows them.

Everything follows from the language and the number, so that a run today and a run in a year agree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random

from scraper.items import Block
from tests.support.markups.words import BANKS
from tests.support.markups.words.bank import Language

_NEWEST = datetime(2020, 12, 24, 12, 12)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of an interview; it stands before the block with the index `before`."""

    name: str
    caption: str | None
    before: int


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry of the related reading: which interview, and the views that it had by then."""

    number: int
    views: int


@dataclass(frozen=True, slots=True)
class Following:
    """The next interview, announced in the portal's other language."""

    number: int
    title: str
    teaser: str


@dataclass(frozen=True, slots=True)
class Interview:
    """Times are local, without a zone: a markup says which zone its portal is in."""

    number: int
    language: Language
    section: int
    title: str
    published: datetime
    views: int
    tags: tuple[str, ...]
    author: str
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    related: tuple[Mention, ...]
    following: Following | None

    def flow(self) -> list[Block | Picture]:
        """Blocks and photos in the order in which a reader meets them."""
        parts: list[Block | Picture] = []
        for at, block in enumerate(self.blocks):
            parts += [picture for picture in self.pictures if picture.before == at]
            parts.append(block)
        return parts


@cache
def interviews(language: Language, count: int) -> tuple[Interview, ...]:
    """Numbers 1 to `count`, newest first; every third belongs to the second section."""
    return tuple(_interview(language, number, count) for number in range(1, count + 1))


def section_of(number: int) -> int:
    """0 or 1."""
    return 1 if number % 3 == 0 else 0


def published(number: int) -> datetime:
    """Falls with the number; hours of one and of two digits, full hours, quiet minutes."""
    back = timedelta(days=number * number // 5, minutes=number * 427 % 1380)
    return _NEWEST - back


def _interview(language: Language, number: int, count: int) -> Interview:
    bank, draw = BANKS[language], Random(f"{language}/{number}")
    fill = _filler(language, number, draw)
    blocks = _blocks(language, draw, fill)
    return Interview(
        number=number,
        language=language,
        section=section_of(number),
        title=bank.titles[number - 1],
        published=published(number),
        views=_views(number, draw),
        tags=tuple(draw.sample(bank.tags, draw.randint(2, 6))),
        author=draw.choice(bank.reporters),
        blocks=blocks,
        pictures=_pictures(language, number, draw, fill, len(blocks)),
        related=_related(number, count, draw),
        following=_following(language, number, count),
    )


def _views(number: int, draw: Random) -> int:
    return {1: 2, 2: 0, 3: 1234, 4: 12345}.get(number, draw.randint(3, 9999))


def _filler(language: Language, number: int, draw: Random) -> Callable[[str], str]:
    bank = BANKS[language]
    person, firm, city = bank.people[number - 1], draw.choice(bank.firms), draw.choice(bank.cities)

    def fill(text: str) -> str:
        count = draw.choice(("40", "223", "1,300", "730000", "3060"))
        return text.format(
            person=person, firm=firm, city=city, n=count, year=draw.randint(1994, 2019)
        )

    return fill


def _blocks(language: Language, draw: Random, fill: Callable[[str], str]) -> tuple[Block, ...]:
    bank = BANKS[language]
    sentences = iter(draw.sample(bank.sentences, len(bank.sentences)))
    total = draw.randint(6, 9)
    paragraphs = [
        bank.joiner.join(fill(next(sentences)) for _ in range(draw.randint(2, 3)))
        for _ in range(total)
    ]
    blocks = [Block("paragraph", text) for text in paragraphs]
    extras = [(Block("paragraph", fill(draw.choice(bank.short))), 0.4)]
    extras += [(Block("quote", draw.choice(bank.quotes)), 0.5)]
    extras += [(Block("list", "\n".join(draw.choice(bank.lists))), 0.3)]
    for extra, chance in extras:
        if draw.random() < chance:
            blocks.insert(draw.randint(2, len(blocks) - 1), extra)
    return _with_subheads(blocks, draw, bank.subheads)


def _with_subheads(
    blocks: list[Block], draw: Random, subheads: tuple[str, ...]
) -> tuple[Block, ...]:
    """One to three subheads, each before a whole paragraph, none before the first."""
    places = [at for at, block in enumerate(blocks) if at > 0 and len(block.text) > 35]
    chosen = sorted(draw.sample(places, draw.randint(1, 3)), reverse=True)
    for place, subhead in zip(chosen, draw.sample(subheads, len(chosen)), strict=True):
        blocks.insert(place, Block("heading", subhead))
    return tuple(blocks)


def _pictures(
    language: Language, number: int, draw: Random, fill: Callable[[str], str], blocks: int
) -> tuple[Picture, ...]:
    captions = draw.sample(BANKS[language].captions, 2)
    places = (0, blocks // 2)
    return tuple(
        Picture(
            name=f"{number:03d}-{at + 1}",
            caption=fill(captions[at]) if draw.random() < 0.75 else None,
            before=places[at],
        )
        for at in range((1, 0, 2, 1, 2)[number % 5])
    )


def _related(number: int, count: int, draw: Random) -> tuple[Mention, ...]:
    others = [other for other in range(1, count + 1) if other != number]
    return tuple(
        Mention(other, draw.choice((0, 0, 2, 4, 6, 18, 356, 1207)))
        for other in sorted(draw.sample(others, 5))
    )


def _following(language: Language, number: int, count: int) -> Following | None:
    later = [n for n in range(number + 1, count + 1) if section_of(n) == section_of(number)]
    if not later:
        return None
    other: Language = "zh" if language == "en" else "en"
    bank, draw = BANKS[other], Random(f"{language}/{number}/next")
    fill = _filler(other, later[0], draw)
    text = bank.joiner.join(fill(sentence) for sentence in draw.sample(bank.sentences, 2))
    teaser = text[: bank.teaser_length].rstrip(" ,\uff0c、")
    return Following(later[0], bank.titles[later[0] - 1], teaser)
