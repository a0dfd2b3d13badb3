"""What a language has to supply."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh", "zh-Hant", "ja"]


@dataclass(frozen=True, slots=True)
class Bank:
    """Texts with the slots {person}, {firm}, {city}, {n} and {year}; titles are whole."""

    titles: tuple[str, ...]
    people: tuple[str, ...]
    firms: tuple[str, ...]
    cities: tuple[str, ...]
    reporters: tuple[str, ...]
    tags: tuple[str, ...]
    subheads: tuple[str, ...]
    sentences: tuple[str, ...]
    short: tuple[str, ...]
    quotes: tuple[str, ...]
    lists: tuple[tuple[str, ...], ...]
    captions: tuple[str, ...]
    sections: tuple[str, str]
    home: str
    joiner: str
    teaser_length: int
