"""Upright columns, stacked where there are several series."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from scraper.ui.browser.plots import svg

_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 24, 40


def columns(
    width: float,
    said: svg.Alternative,
    places: Sequence[str],
    series: Mapping[str, Sequence[int]],
    axes: tuple[str, str],
) -> Markup:
    """A column for each place, of the values of all series there, the first at the bottom.

    `axes` are the labels of x and y.
    """
    height = 200 + _TOP + _BOTTOM
    floor, inner = height - _BOTTOM, width - _LEFT - _RIGHT
    sums = [sum(values) for values in zip(*series.values(), strict=True)]
    scale = svg.ticks(max(sums, default=0))
    unit = 200 / scale[-1]
    parts = [svg.label(0, 12, axes[1], kind="axis")]
    for tick in scale:
        y = floor - tick * unit
        parts.append(svg.line(_LEFT, y, width - _RIGHT, y, "base" if tick == 0 else "rule"))
        parts.append(svg.label(_LEFT - 6, y + 4, svg.count(tick), "end"))
    step = inner / max(len(places), 1)
    parts += _bars(places, series, step, floor, unit)
    for place in _labelled(places, inner):
        x = _LEFT + (place + 0.5) * step
        parts.append(svg.label(x, floor + 16, _short(places, place), "middle"))
    parts.append(svg.label(_LEFT + inner / 2, height - 6, axes[0], "middle", "axis"))
    return svg.drawing(width, height, said, parts)


def _bars(
    places: Sequence[str],
    series: Mapping[str, Sequence[int]],
    step: float,
    floor: float,
    unit: float,
) -> list[Markup]:
    bars = []
    # Columns of a pixel or two stand close, or the gaps would be all that is seen.
    gap = min(step * 0.2, 6) if step > 4 else 0
    for place, name in enumerate(places):
        y = floor
        for number, (title, values) in enumerate(series.items()):
            value = values[place]
            if not value:
                continue
            y -= value * unit
            tip = f"{name}, {title}: {value:,}" if title else f"{name}: {value:,}"
            x = _LEFT + place * step + gap / 2
            bars.append(svg.rect(x, y, step - gap, value * unit, f"c{number}", tip))
    return bars


def _labelled(places: Sequence[str], inner: float) -> list[int]:
    """Where a label stands: everywhere if there is room, else at years, else now and then."""
    widest = max((svg.width_of(place) for place in places), default=0) + 8
    if widest * len(places) <= inner:
        return list(range(len(places)))
    years = [n for n, place in enumerate(places) if place.endswith("-01")]
    every = years if len(years) > 1 else list(range(len(places)))
    room = max(int(inner / (widest if every is not years else 40)), 1)
    return every[:: -(-len(every) // room)]


def _short(places: Sequence[str], place: int) -> str:
    years = sum(name.endswith("-01") for name in places)
    return places[place][:4] if years > 1 and places[place].endswith("-01") else places[place]
