"""The figures of one system, from what the scoring program wrote, and from the table of related
reading that was read by hand."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scraper.values.urls import canonical

LABELS = Path(__file__).resolve().parent.parent / "tests" / "pages" / "real_related.json"


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in percent: `path` is where the scoring program has it, by set of pages."""

    name: str
    title: str
    path: tuple[str, ...]
    target: float


ROWS = (
    Row("title", "title, equal", ("fundus", "open", "title", "exact"), 93),
    Row("instant", "publication instant", ("fundus", "open", "date", "instant_aware"), 99),
    Row("day", "same day", ("fundus", "open", "date", "same_day"), 99.5),
    Row("tags", "tags F1", ("fundus", "open", "tags", "f1"), 80),
    Row("authors", "authors F1", ("fundus", "open", "authors", "f1"), 88),
    Row("news_body", "body F1, news set", ("fundus", "open", "body", "f1"), 97),
    Row("bench_body", "body F1, benchmark set", ("bench", "open", "body", "f1"), 97),
    Row("related", "related: links right where there are any", (), 85),
    Row("related_none", "related: none where there are none", (), 0),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one system: how many pages it has read, a value in percent by row (absent where it has no
    such field), milliseconds of a page, and the ids of pages whose related reading is not right."""

    pages: int
    values: dict[str, float]
    median_ms: float
    wrong_related: list[str]


def figures_of(folder: Path, name: str) -> Figures:
    """The figures of the system `name`, whose answers and scores are in the folder."""
    run = json.loads((folder / f"run.{name}.json").read_text(encoding="utf-8"))
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))[name]["sets"]
    values = {row.name: found for row in ROWS if (found := _at(scores, row.path)) is not None}
    wrong: list[str] = []
    if any("related" in answer for answer in run["out"].values()):
        shares, wrong = _related(run["out"])
        values.update(shares)
    return Figures(len(run["out"]), values, run["cost"]["median_ms"], wrong)


def _at(scores: dict[str, Any], path: tuple[str, ...]) -> float | None:
    found: Any = scores
    for part in path:
        found = (found or {}).get(part)
    return found if path else None


def _related(answers: dict[str, Any]) -> tuple[dict[str, float], list[str]]:
    """The shares of pages whose related reading is right, of those with and without any; and which
    are not. Right: every expected link, and none but those that may be taken for it (`also`)."""
    labels: dict[str, dict[str, list[str]]] = json.loads(LABELS.read_text(encoding="utf-8"))
    right: dict[bool, list[bool]] = {True: [], False: []}
    wrong = []
    for page, label in labels.items():
        expected = set(map(canonical, label.get("links", ())))
        allowed = expected | set(map(canonical, label.get("also", ())))
        entries = answers.get(page, {}).get("related") or []
        shown = {canonical(entry["url"]) for entry in entries if entry["url"]}
        is_right = expected <= shown <= allowed
        right[bool(expected)].append(is_right)
        if not is_right:
            wrong.append(page)
    shares = {there: 100 * sum(values) / len(values) for there, values in right.items()}
    return {"related": shares[True], "related_none": shares[False]}, wrong
