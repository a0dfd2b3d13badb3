"""The figures of one system: from the scoring programs of the handed sets, and from the table of
related reading that was read by hand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.reading.pages import Kit, half_of
from benchmarks.reading.systems import Answers
from scraper.values.urls import canonical

LABELS = Path(__file__).resolve().parent.parent.parent / "tests" / "pages" / "real_related.json"


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in percent: `path` is where the scoring program has it, by set of pages."""

    name: str
    title: str
    path: tuple[str, ...]
    target: float


_NEWS = (
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
# name: (title, the key of a page's scores, to reach).
_WCXB = {
    "body": ("body F1", "f1", 96.5),
    "over": ("pages over 0.9", "over", 92),
    "title": ("title", "title", 90),
    "day": ("day", "day", 92),
    "author": ("author", "author", 88),
}
_HALVES = {"": "WCXB", "_first": "WCXB, first half", "_second": "WCXB, second half"}
ROWS = (
    *_NEWS,
    *(
        Row(f"wcxb_{name}{half}", f"{called}: {title}", (), target)
        for half, called in _HALVES.items()
        for name, (title, _, target) in _WCXB.items()
    ),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one system: how many pages it has read, a value in percent by row (absent where it has no
    such field), milliseconds of a page, and the ids of pages whose related reading is not right."""

    pages: int
    values: dict[str, float]
    median_ms: float | None
    wrong_related: list[str]


def figures_of(kit: Kit, answers: Answers) -> Figures:
    """The figures of a system's answers."""
    scores = _news_scores(kit, answers)
    found = [(row.name, _at(scores, row.path)) for row in _NEWS]
    values = {name: value for name, value in found if value is not None}
    wrong: list[str] = []
    if any("related" in answer for answer in answers.out.values()):
        shares, wrong = _related(answers.out, {one["id"] for one in kit.news})
        values.update(shares)
    values.update(_wcxb(kit, answers))
    return Figures(len(answers.out), values, answers.median_ms, wrong)


def wcxb_pages(kit: Kit, answers: Answers) -> list[dict[str, Any]]:
    """The scores of each page of WCXB."""
    if kit.wcxb_scorer is None:
        return []
    read = {
        one["id"]: {"error": None, "ms": 0, **answers.out.get(one["id"], {})} for one in kit.wcxb
    }
    pages: list[dict[str, Any]] = kit.wcxb_scorer.score(kit.wcxb, read)
    for page in pages:
        page["over"] = page["f1"] > 0.9
    return pages


def _news_scores(kit: Kit, answers: Answers) -> dict[str, Any]:
    """The scoring program's summaries of the news and of the benchmark set."""
    some: dict[str, Any] = next(iter(answers.out.values()), {})
    blank = {"unsupported": some.get("unsupported", [])}
    pages = [
        kit.news_scorer.score_page(one, answers.out.get(one["id"]) or blank) for one in kit.news
    ]
    keys = {"fundus": "body_cjk", "bench": "body"}
    return {
        name: {"open": kit.news_scorer.summarise([p for p in pages if p["set"] == name], key)}
        for name, key in keys.items()
    }


def _at(scores: dict[str, Any], path: tuple[str, ...]) -> float | None:
    found: Any = scores
    for part in path:
        found = (found or {}).get(part)
    return found if path else None


def _wcxb(kit: Kit, answers: Answers) -> dict[str, float]:
    pages = wcxb_pages(kit, answers)
    empty = set(_unsupported(answers))
    found = {}
    for half in _HALVES:
        part = [page for page in pages if not half or half == f"_{half_of(page['url'])}"]
        for name, (_, key, _target) in _WCXB.items():
            scores = [float(page[key]) for page in part if key in page]
            if scores and name not in empty:
                found[f"wcxb_{name}{half}"] = 100 * sum(scores) / len(scores)
    return found


def _unsupported(answers: Answers) -> Sequence[str]:
    """The rows of WCXB that a system has no field for."""
    some: dict[str, Any] = next(iter(answers.out.values()), {})
    names = {"body": ("body", "over"), "authors": ("author",), "published_at": ("day",)}
    return [row for field in some.get("unsupported") or [] for row in names.get(field, (field,))]


def _related(answers: dict[str, Any], read: set[str]) -> tuple[dict[str, float], list[str]]:
    """The shares of pages whose related reading is right, of those with and without any; and which
    are not. Right: every expected link, and none but those that may be taken for it (`also`)."""
    labels: dict[str, dict[str, list[str]]] = json.loads(LABELS.read_text(encoding="utf-8"))
    right: dict[bool, list[bool]] = {True: [], False: []}
    wrong = []
    for page, label in labels.items():
        if page not in read:
            continue
        expected = set(map(canonical, label.get("links", ())))
        allowed = expected | set(map(canonical, label.get("also", ())))
        entries = answers.get(page, {}).get("related") or []
        shown = {canonical(entry["url"]) for entry in entries if entry["url"]}
        is_right = expected <= shown <= allowed
        right[bool(expected)].append(is_right)
        if not is_right:
            wrong.append(page)
    shares = {there: 100 * sum(values) / len(values) for there, values in right.items() if values}
    named = {True: "related", False: "related_none"}
    return {named[there]: share for there, share in shares.items()}, wrong
