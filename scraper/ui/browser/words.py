"""The pages of words: how often over time, and every place in its context; each as CSV too."""

import asyncio
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from scraper.archive import Archive, Filter
from scraper.archive.queries import article
from scraper.archive.queries.words.concordance import Line, Order
from scraper.archive.queries.words.trend import COLUMNS, Point, Unit
from scraper.ui.browser import addresses
from scraper.ui.browser.plots.lines import lines
from scraper.ui.browser.plots.svg import COLOURS, Alternative

_WIDE, _NARROW = 900.0, 340.0
_MOST_LINES = 500
_CONTEXT = 60
_ORDERS: tuple[Order, ...] = ("newest", "left", "right")


async def trend(datasette: Datasette, request: Request, archive: Archive) -> Response:
    """Words over time; commas part several. `/-/trend.csv` has the numbers."""
    get = request.args.get
    queries = [it.strip() for it in (get("q") or "").split(",") if it.strip()][:COLOURS]
    unit: Unit = "month" if get("by") == "month" else "year"
    portal, tag = get("portal") or "", (get("tag") or "").strip()
    only = Filter(portals=(portal,) if portal else (), tags=(tag,) if tag else ())
    is_counted = get("share") == "words"
    points: list[Point] = []
    if queries:
        points = await _in_thread(
            lambda: archive.trend(queries, only, unit, count_words=is_counted)
        )
    if request.path.endswith(".csv"):
        return _csv("trend", COLUMNS, (point.row for point in points))
    asked = {"q": ", ".join(queries), "by": unit, "portal": portal, "tag": tag}
    asked |= {"share": "words" if is_counted else ""}
    context = {
        "asked": asked,
        "portals": await _portals(datasette),
        "points": points,
        "series": _series(points),
        "csv": "/-/trend.csv?" + urlencode({name: it for name, it in asked.items() if it}),
        **_plot(points, unit, is_counted=is_counted),
    }
    return Response.html(await datasette.render_template("trend.html", context, request))


async def kwic(datasette: Datasette, request: Request, archive: Archive) -> Response:
    """A concordance. `/-/kwic.csv` has every line."""
    get = request.args.get
    words, portal = (get("q") or "").strip(), get("portal") or ""
    order: Order = next((it for it in _ORDERS if it == get("sort")), "newest")
    only = Filter(portals=(portal,) if portal else ())
    is_csv = request.path.endswith(".csv")
    found: list[Line] = []
    if words:
        most = None if is_csv else _MOST_LINES
        found = await _in_thread(
            lambda: archive.concordance(words, only, order=order, width=_CONTEXT, limit=most)
        )
    if is_csv:
        return _csv("kwic", [field.name for field in fields(Line)], map(astuple, found))
    asked = {"q": words, "sort": order, "portal": portal}
    context = {
        "asked": asked,
        "portals": await _portals(datasette),
        "lines": found,
        "is_cut": len(found) == _MOST_LINES,
        "csv": "/-/kwic.csv?" + urlencode({name: it for name, it in asked.items() if it}),
    }
    return Response.html(await datasette.render_template("kwic.html", context, request))


def _series(points: Sequence[Point]) -> list[tuple[str, list[Point]]]:
    return [(query, list(of)) for query, of in groupby(points, key=lambda point: point.query)]


def _plot(points: Sequence[Point], unit: Unit, *, is_counted: bool) -> dict[str, Any]:
    series = [
        [(_moment(point.period), _share(point, is_counted=is_counted)) for point in of]
        for _, of in _series(points)
    ]
    if not series or len(series[0]) < 2:
        return {"wide": None, "narrow": None}
    axes = (f"{unit.title()} of publication", "A million words" if is_counted else "% of articles")
    told = "; ".join(
        f"{query}: {sum(point.articles for point in of):,} articles"
        for query, of in _series(points)
    )
    return {
        name: lines(
            width, Alternative(f"trend-{name}", "Words over time", f"Lines. {told}."), series, axes
        )
        for name, width in (("wide", _WIDE), ("narrow", _NARROW))
    }


def _share(point: Point, *, is_counted: bool) -> int:
    # A plot's marks are whole numbers; the table beside it has the fractions.
    return round(point.per_million or 0 if is_counted else point.share)


def _moment(period: str) -> datetime:
    year, _, month = period.partition("-")
    return datetime(int(year), int(month or 1), 1, tzinfo=UTC)


async def _portals(datasette: Datasette) -> list[str]:
    found = await datasette.get_database(addresses.DATABASE).execute(article.PORTALS)
    return [row["portal"] for row in found]


async def _in_thread(work: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(None, work)


def _csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.getvalue(), headers=headers, content_type="text/csv; charset=utf-8")
