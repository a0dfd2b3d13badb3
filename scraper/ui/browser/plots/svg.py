"""Pieces of SVG. Whatever comes in as text goes out escaped."""

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

COLOURS = 6
# A Latin letter at the style sheet's 12 pixels; a Chinese character takes two.
_LETTER = 7.0


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a screen reader says in place of a plot. `key` is unique on the page."""

    key: str
    title: str
    text: str


def drawing(width: float, height: float, said: Alternative, parts: Iterable[Markup]) -> Markup:
    """The whole plot."""
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" role="img" '
        'aria-labelledby="{key}-title {key}-text"><title id="{key}-title">{title}</title>'
        '<desc id="{key}-text">{text}</desc>{parts}</svg>'
    ).format(
        w=_n(width),
        h=_n(height),
        key=said.key,
        title=said.title,
        text=said.text,
        parts=Markup("").join(parts),
    )


def rect(x: float, y: float, width: float, height: float, colour: str, tip: str) -> Markup:
    """A filled box that says `tip` under the pointer."""
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" class="{}"><title>{}</title></rect>'
    ).format(_n(x), _n(y), _n(max(width, 0)), _n(max(height, 0)), colour, tip)


def label(x: float, y: float, text: str, anchor: str = "start", kind: str = "label") -> Markup:
    """A text whose `anchor` (start, middle, end) stands at x, its baseline at y."""
    return Markup('<text x="{}" y="{}" text-anchor="{}" class="{}">{}</text>').format(
        _n(x), _n(y), anchor, kind, text
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str = "rule") -> Markup:
    """A straight line."""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>').format(
        _n(x1), _n(y1), _n(x2), _n(y2), kind
    )


def path(points: Iterable[tuple[float, float]], colour: str) -> Markup:
    """A line through the points."""
    steps = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return Markup('<polyline points="{}" class="line {}"/>').format(steps, colour)


def dot(x: float, y: float, colour: str, tip: str) -> Markup:
    """A point that says `tip` under the pointer."""
    return Markup('<circle cx="{}" cy="{}" r="3.5" class="{}"><title>{}</title></circle>').format(
        _n(x), _n(y), colour, tip
    )


def width_of(text: str) -> float:
    """About how wide a label is, in pixels."""
    return _LETTER * sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shortened(text: str, width: float) -> str:
    """The text, or as much of its beginning as fits, and an ellipsis."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) + _LETTER > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def ticks(largest: float, about: int = 4) -> list[int]:
    """Round whole numbers from 0 to at least `largest`, about so many."""
    rough = max(largest, 1) / about
    power = 10 ** math.floor(math.log10(rough)) if rough > 1 else 1
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough)
    return [int(step * n) for n in range(math.ceil(max(largest, 1) / step) + 1)]


def count(number: float) -> str:
    """A number as an axis shows it: 1,200, 12k, 3M."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if number >= 10 * size or (size == 1_000_000 and number >= size):
            return f"{number / size:.3g}{letter}"
    return f"{number:,.0f}"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
