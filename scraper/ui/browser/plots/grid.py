"""A grid of counts, the deeper the more: how many things rise and fall over time at once."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from scraper.ui.browser.plots import svg

_NARROW = 450
_ROW, _TOP, _BOTTOM = 24, 8, 40
SHADES = 5


def grid(
    width: float,
    said: svg.Alternative,
    places: Sequence[str],
    rows: Mapping[str, Sequence[int]],
    axis: str,
) -> Markup:
    """A row of cells for each name, a cell for each place, its count in it."""
    left = 92 if width < _NARROW else 130
    step = (width - left) / max(len(places), 1)
    largest = max((max(values, default=0) for values in rows.values()), default=0)
    floor = _TOP + _ROW * len(rows)
    parts = []
    for row, (name, values) in enumerate(rows.items()):
        y = _TOP + row * _ROW
        parts.append(svg.label(left - 8, y + 16, svg.shortened(name, left - 10), "end"))
        for place, value in enumerate(values):
            x = left + place * step
            shade = _shade(value, largest)
            tip = f"{name}, {places[place]}: {value:,}"
            parts.append(svg.rect(x + 1, y + 1, step - 2, _ROW - 2, f"s{shade}", tip))
            if value:
                kind = f"cell on{shade}"
                parts.append(svg.label(x + step / 2, y + 16, svg.count(value), "middle", kind))
    widest = max((svg.width_of(place) for place in places), default=0) + 6
    every = max(-(-int(widest) // max(int(step), 1)), 1)
    for place in range(0, len(places), every):
        parts.append(svg.label(left + (place + 0.5) * step, floor + 16, places[place], "middle"))
    parts.append(svg.label(left + (width - left) / 2, floor + 34, axis, "middle", "axis"))
    return svg.drawing(width, floor + _BOTTOM, said, parts)


def _shade(value: int, largest: int) -> int:
    """0 for none, then 1 to SHADES."""
    return 0 if not value else min(1 + (value - 1) * SHADES // max(largest, 1), SHADES)
