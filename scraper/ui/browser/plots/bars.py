"""Lying bars, for names that are too long to stand under columns."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from scraper.ui.browser.plots import svg

_NARROW = 450
_LEFT_LABELS = 150.0
_TOP, _BOTTOM, _THICK = 6, 40, 16


def bars(
    width: float,
    said: svg.Alternative,
    names: Sequence[str],
    series: Mapping[str, Sequence[float]],
    axis: str,
    *,
    largest: float | None = None,
    ends: Sequence[str] | None = None,
) -> Markup:
    """A bar for each name, of the values of all series there. `ends` is what stands at the end of
    each, the sum if it is not given; `largest` is where the axis ends, if not at the largest."""
    is_above = width < _NARROW or any(svg.width_of(name) > _LEFT_LABELS - 10 for name in names)
    left = 4.0 if is_above else _LEFT_LABELS
    row = 38 if is_above else 25
    sums = [sum(values) for values in zip(*series.values(), strict=True)]
    scale = svg.ticks(largest if largest is not None else max(sums, default=0))
    unit = (width - left - 56) / scale[-1]
    floor = _TOP + row * len(names)
    parts = []
    for tick in scale:
        x = left + tick * unit
        parts.append(svg.line(x, _TOP, x, floor, "base" if tick == 0 else "rule"))
        parts.append(svg.label(x, floor + 16, svg.count(tick), "middle"))
    for place, name in enumerate(names):
        y = _TOP + row * place + (18 if is_above else (row - _THICK) / 2)
        if is_above:
            parts.append(svg.label(left + 3, y - 4, svg.shortened(name, width - left - 8)))
        else:
            parts.append(svg.label(left - 8, y + 12, svg.shortened(name, left - 10), "end"))
        end = left
        for number, (title, values) in enumerate(series.items()):
            tip = f"{name}, {title}: {values[place]:,}" if title else f"{name}: {values[place]:,}"
            length = values[place] * unit
            parts.append(svg.rect(end, y, length, _THICK, f"c{number}", tip))
            end += length
        text = ends[place] if ends else f"{sums[place]:,}"
        parts.append(svg.label(end + 5, y + 12, text))
    parts.append(svg.label(left + (width - left - 56) / 2, floor + 34, axis, "middle", "axis"))
    return svg.drawing(width, floor + _BOTTOM, said, parts)
