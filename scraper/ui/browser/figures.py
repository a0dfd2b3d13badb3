"""The overview's plots: which question each is drawn from, and how."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup

from scraper.ui.browser.plots.bars import bars
from scraper.ui.browser.plots.columns import columns
from scraper.ui.browser.plots.grid import grid
from scraper.ui.browser.plots.lines import lines
from scraper.ui.browser.plots.periods import periods
from scraper.ui.browser.plots.svg import COLOURS, Alternative, shortened

Rows = list[dict[str, Any]]

_OTHER = "Other sections"
_TAGS = 12
_MOST_MONTHS = 360
_MOST_COLUMNS = 9
_SECTIONS = 15


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot that can be drawn at any width, or `empty`, which says why there is none.

    `spoken` is the alternative text; the legend has pairs of label and colour class.
    """

    draw: Callable[[float, Alternative], Markup] | None = None
    title: str = ""
    spoken: str = ""
    legend: list[tuple[str, str]] = field(default_factory=list)
    empty: str = ""

    def drawing(self, key: str, width: float) -> Markup | None:
        """The SVG at this width; `key` is unique on the page."""
        if self.draw is None:
            return None
        return self.draw(width, Alternative(key, self.title, self.spoken))


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot of the overview, its heading, and the question whose rows it is drawn from."""

    name: str
    title: str
    subtitle: str
    question: str
    draw: Callable[[Rows], Plot]


def by_month(rows: Rows) -> Plot:
    """Columns of interviews, by section."""
    time = periods((row["month"] for row in rows), _MOST_MONTHS, ("month", "year"))
    if not time.names:
        return Plot(empty="No interview has a date.")
    label = _of_section(rows)
    totals: Counter[str] = Counter()
    for row in rows:
        totals[label(row)] += row["interviews"]
    names = [name for name, _ in totals.most_common(COLOURS - 1)]
    if len(totals) == COLOURS:
        names = [name for name, _ in totals.most_common()]
    elif len(totals) > COLOURS:
        names.append(_OTHER)
    place = {name: number for number, name in enumerate(time.names)}
    series = {name: [0] * len(time.names) for name in names}
    for row in rows:
        name = label(row) if label(row) in series else _OTHER
        if time.name_of(row["month"]) in place:
            series[name][place[time.name_of(row["month"])]] += row["interviews"]
    title = f"Interviews a {time.unit} by section"
    told = "; ".join(f"{name}: {sum(values):,}" for name, values in series.items())
    return Plot(
        lambda width, said: columns(
            width, said, time.names, series, (f"{time.unit.title()} of publication", "Interviews")
        ),
        title,
        f"Stacked columns from {time.names[0]} to {time.names[-1]}. In all, {told}.",
        [(name, f"c{number}") for number, name in enumerate(names)],
    )


def _of_section(rows: Rows) -> Callable[[dict[str, Any]], str]:
    """What a row's section is called: with its portal, where there are several."""
    if len({row["portal"] for row in rows}) < 2:
        return lambda row: str(row["section"])
    return lambda row: f"{row['portal']}: {row['section']}"


def tags_over_time(rows: Rows) -> Plot:
    """A grid of the most used tags."""
    time = periods((row["month"] for row in rows), _MOST_COLUMNS)
    if not time.names:
        return Plot(empty="No dated interview has a tag.")
    place = {name: number for number, name in enumerate(time.names)}
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(time.names))
    for row in rows:
        if time.name_of(row["month"]) in place:
            found[row["tag"]][place[time.name_of(row["month"])]] += row["interviews"]
    most = sorted(found.items(), key=lambda item: (-sum(item[1]), item[0]))[:_TAGS]
    told = "; ".join(f"{name}: {sum(values):,}" for name, values in most)
    return Plot(
        lambda width, said: grid(
            width, said, time.names, dict(most), f"{time.unit.title()} of publication"
        ),
        f"Tags over time, interviews a {time.unit}",
        f"A grid from {time.names[0]} to {time.names[-1]}, a row a tag. In all, {told}.",
    )


def views(rows: Rows) -> Plot:
    """Columns of how many interviews have how many views."""
    portals: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        portals[row["portal"]].append(row["interviews"])
    sums = [sum(counts) for counts in zip(*portals.values(), strict=True)]
    filled = [place for place, count in enumerate(sums) if count]
    if not filled:
        return Plot(empty="No interview has a view count.")
    shown = slice(filled[0], filled[-1] + 1)
    names = [_step(row["at_least"], row["below"]) for row in rows[: len(sums)][shown]]
    told = "; ".join(f"{name} views: {n:,}" for name, n in zip(names, sums[shown], strict=True))
    series = {portal: counts[shown] for portal, counts in _few(portals).items()}
    legend = [(portal, f"c{number}") for number, portal in enumerate(series)]
    if len(series) == 1:
        series, legend = {"": sums[shown]}, []
    axes = ("Views, latest count", "Interviews")
    return Plot(
        lambda width, said: columns(width, said, names, series, axes),
        "How views are distributed",
        f"Columns. Interviews with {told}.",
        legend,
    )


def _few(portals: dict[str, list[int]]) -> dict[str, list[int]]:
    """As many as there are colours; what is left counts as others."""
    ranked = sorted(portals.items(), key=lambda item: (-sum(item[1]), item[0]))
    if len(ranked) <= COLOURS:
        return dict(ranked)
    rest = [counts for _, counts in ranked[COLOURS - 1 :]]
    together = [sum(values) for values in zip(*rest, strict=True)]
    return dict([*ranked[: COLOURS - 1], ("Other portals", together)])


def growth(rows: Rows) -> Plot:
    """Lines of the most read; bars, as long as all counts are of one moment."""
    if not rows:
        return Plot(empty="No view count has been seen yet.")
    found: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    titles = {row["article_id"]: row["title"] for row in rows}
    for row in rows:
        moment = datetime.fromisoformat(row["observed_at"])
        found[row["article_id"]].append((moment, row["views"]))
    latest = {titles[key]: points[-1][1] for key, points in found.items()}
    told = "; ".join(f"{title}: {value:,} views" for title, value in latest.items())
    moments = [moment for points in found.values() for moment, _ in points]
    if max(moments) - min(moments) < timedelta(hours=1):
        names = list(titles.values())
        now = [points[-1][1] for points in found.values()]
        return Plot(
            lambda width, said: bars(width, said, names, {"": now}, "Views, latest count"),
            "Growth of the most read",
            f"Bars, since there is one count of each so far. {told}.",
            [("One count of each so far; lines grow from later crawls on", "none")],
        )
    series = list(found.values())
    return Plot(
        lambda width, said: lines(width, said, series, ("Time of the crawl, UTC", "Views")),
        "Growth of the most read",
        f"Lines from {min(moments):%Y-%m-%d} to {max(moments):%Y-%m-%d}. At the end, {told}.",
        [
            (f"{number + 1} {shortened(title, 420)}", f"c{number}")
            for number, title in enumerate(titles.values())
        ],
    )


def coverage(rows: Rows) -> Plot:
    """Bars of the share of interviews that have each field."""
    if not rows:
        return Plot(empty="The archive is empty.")
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        present, of = found.get(row["field"], (0, 0))
        found[row["field"]] = (present + row["present"], of + row["interviews"])
    names = [field.replace("_", " ") for field in found]
    shares = [round(100 * present / of, 1) for present, of in found.values()]
    ends = [f"{share:g} %" for share in shares]
    told = "; ".join(map(" ".join, zip(names, ends, strict=True)))
    return Plot(
        lambda width, said: bars(
            width, said, names, {"": shares}, "% of interviews", largest=100, ends=ends
        ),
        "Coverage of fields",
        f"Bars. {told}.",
    )


def states(rows: Rows) -> Plot:
    """Bars of what has become of each section's pages."""
    if not rows:
        return Plot(empty="The archive is empty.")
    shown = rows[:_SECTIONS]
    series = {label: [row[name] for row in shown] for name, label in _STATES.items()}
    label = _of_section(rows)
    names = [label(row) for row in shown]
    told = "; ".join(
        f"{label(row)}: "
        + ", ".join(
            f"{row[name]:,} {label.lower()}" for name, label in _STATES.items() if row[name]
        )
        for row in shown
    )
    return Plot(
        lambda width, said: bars(width, said, names, series, "Pages"),
        "Archive state by section",
        f"Stacked bars. {told}.",
        [(label, f"c{n}") for n, label in enumerate(series) if any(series[label])],
    )


def _step(at_least: int, below: int | None) -> str:
    if below is None:
        return f"{_short(at_least)}+"
    return str(at_least) if below == at_least + 1 else f"{_short(at_least)}–{_short(below)}"


def _short(number: int) -> str:
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if number >= size:
            return f"{number // size}{letter}"
    return str(number)


_STATES = {
    "stored": "Stored",
    "edited": "Stored, edited since",
    "gone": "Gone from the portal",
    "pending": "To be asked for",
    "failed": "Failed or refused",
    "rejected": "Rejected",
}

FIGURES = (
    Figure(
        "months",
        "Interviews a month by section",
        "When they were published, on the portal's own clock",
        "interviews_by_month",
        by_month,
    ),
    Figure(
        "tags",
        "Tags over time",
        "Interviews that carry each of the most used tags; the deeper, the more",
        "tags_over_time",
        tags_over_time,
    ),
    Figure(
        "views",
        "How views are distributed",
        "Interviews by their view count; each step is about three times the one before",
        "views_distribution",
        views,
    ),
    Figure(
        "growth",
        "Growth of the most read",
        "View counts of the five most read articles, as crawls saw them",
        "views_growth",
        growth,
    ),
    Figure(
        "coverage",
        "Coverage of fields",
        "Share of the interviews that have each field",
        "field_coverage",
        coverage,
    ),
    Figure(
        "states",
        "Archive state by section",
        "What has become of the pages of each section",
        "state_by_section",
        states,
    ),
)
