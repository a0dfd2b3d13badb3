"""Lines over time."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from scraper.ui.browser.plots import svg

_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 22, 24, 40

Line = Sequence[tuple[datetime, int]]


def lines(
    width: float, said: svg.Alternative, series: Sequence[Line], axes: tuple[str, str]
) -> Markup:
    """A line for each series, numbered from 1 at its end; `axes` are the labels of x and y."""
    height, floor = 200 + _TOP + _BOTTOM, 200 + _TOP
    first = min(points[0][0] for points in series)
    last = max(points[-1][0] for points in series)
    span = (last - first).total_seconds() or 1
    inner = width - _LEFT - _RIGHT
    scale = svg.ticks(max(value for points in series for _, value in points))
    unit = 200 / scale[-1]
    parts = [svg.label(0, 12, axes[1], kind="axis")]
    for tick in scale:
        y = floor - tick * unit
        parts.append(svg.line(_LEFT, y, width - _RIGHT, y, "base" if tick == 0 else "rule"))
        parts.append(svg.label(_LEFT - 6, y + 4, svg.count(tick), "end"))
    for share in (0, 0.5, 1) if width < 450 else (0, 0.25, 0.5, 0.75, 1):
        anchor = "start" if share == 0 else "end" if share == 1 else "middle"
        moment = first + share * (last - first)
        text = f"{moment:%Y-%m-%d}" if span > 4 * 86400 else f"{moment:%m-%d %H:%M}"
        parts.append(svg.label(_LEFT + share * inner, floor + 16, text, anchor))
    for number, points in enumerate(series):
        placed = [
            (_LEFT + (moment - first).total_seconds() / span * inner, floor - value * unit)
            for moment, value in points
        ]
        parts.append(svg.path(placed, f"l{number}"))
        for (x, y), (moment, value) in zip(placed, points, strict=True):
            tip = f"{number + 1}: {value:,} on {moment:%Y-%m-%d %H:%M} UTC"
            parts.append(svg.dot(x, y, f"c{number}", tip))
        x, y = placed[-1]
        parts.append(svg.label(x + 7, y + 4, str(number + 1)))
    parts.append(svg.label(_LEFT + inner / 2, height - 6, axes[0], "middle", "axis"))
    return svg.drawing(width, height, said, parts)
