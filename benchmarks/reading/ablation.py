"""What each rule of extraction earns on the handed sets: figures with it, less those without.

    python -m benchmarks.reading.ablation [--kit ../shared] [--every 8] [--phrases | --functions]

A function is left out only on pages on which it says yes, as it changes nothing elsewhere; a group
of phrases on all. `--every` takes one page in so many.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.reading import rules
from benchmarks.reading.figures import Figures, figures_of
from benchmarks.reading.ours import reader
from benchmarks.reading.pages import KIT, PROJECT, Kit, Unmeasured, opened
from benchmarks.reading.systems import Answers, line_of, read_at_once
from scraper.values import switches

_FORK = get_context("fork")


@dataclass(frozen=True, slots=True)
class Earned:
    """Of one rule: on how many pages it says yes (None for phrases), how many answers it changes,
    and how far it lifts the figures of each set, in points."""

    name: str
    holds: int | None
    changed: int
    news: float
    first: float
    second: float


def main() -> None:
    """Prints a row a rule, the most useful first; the same as JSON in build/extraction."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kit", type=Path, default=KIT, help="folder of the pages (../shared)")
    parser.add_argument("--every", type=int, default=8, help="one page in so many")
    parser.add_argument("--phrases", action="store_true", help="groups of phrases alone")
    parser.add_argument("--functions", action="store_true", help="functions alone")
    parser.add_argument("--out", type=Path, default=PROJECT / "build" / "extraction")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        with opened(options.kit, options.every) as kit:
            found = []
            for one in _earned(kit, phrases=not options.functions, functions=not options.phrases):
                found.append(one)
                print(_row(one), flush=True)
    except Unmeasured as error:
        sys.exit(f"benchmarks.reading.ablation: {error}")
    found.sort(key=lambda one: -(one.news + one.first + one.second))
    table = [asdict(one) for one in found]
    (options.out / "ablation.json").write_text(json.dumps(table, indent=1), encoding="utf-8")
    print("\n| rule | holds on | changes | news | WCXB first | WCXB second |")
    print("|---|--:|--:|--:|--:|--:|")
    for one in found:
        print(_row(one))


def _row(one: Earned) -> str:
    holds = "" if one.holds is None else str(one.holds)
    points = " | ".join(f"{value:+.2f}" for value in (one.news, one.first, one.second))
    return f"| {one.name} | {holds} | {one.changed} | {points} |"


def _earned(kit: Kit, *, phrases: bool, functions: bool) -> Iterator[Earned]:
    rules.read_without(())
    # All is imported before processes are forked.
    reader()
    lines = {one["id"]: line_of(one).encode() for one in kit.requests}
    answers, holding = _base(lines)
    base = figures_of(kit, Answers(answers))
    if functions:
        # A process a rule, forked before it has read a page: nothing is remembered from others.
        asked = [(name, [lines[page] for page in pages]) for name, pages in holding.items()]
        with _FORK.Pool(os.cpu_count(), maxtasksperchild=1) as pool:
            for name, read in pool.imap_unordered(_without, asked, chunksize=1):
                yield _compared(kit, base, answers, name, read, len(holding[name]))
    if phrases:
        for name in switches.names():
            read = read_at_once(kit.requests, [name]).out
            yield _compared(kit, base, answers, name, read, None)


def _base(lines: dict[str, bytes]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The answers of all pages, and the pages on which each function says yes."""
    holding: dict[str, list[str]] = {name: [] for name in sorted(rules.functions())}
    answers = {}
    with _FORK.Pool(os.cpu_count(), partial(rules.count_into, _HELD)) as pool:
        for page, answer, held in pool.imap_unordered(_counted, lines.values(), chunksize=4):
            answers[page] = answer
            for name in held:
                holding[name].append(page)
    return answers, holding


# Of each process.
_HELD: set[str] = set()


def _counted(line: bytes) -> tuple[str, dict[str, Any], list[str]]:
    _HELD.clear()
    answer = next(reader()([line]))
    return answer["id"], answer, sorted(_HELD)


def _without(asked: tuple[str, Sequence[bytes]]) -> tuple[str, dict[str, Any]]:
    name, lines = asked
    rules.leave_out(name)
    return name, {answer["id"]: answer for answer in reader()(lines)} if lines else {}


def _compared(
    kit: Kit,
    base: Figures,
    answers: dict[str, Any],
    name: str,
    read: dict[str, Any],
    holds: int | None,
) -> Earned:
    changed = [page for page, answer in read.items() if _told(answer) != _told(answers[page])]
    if not changed:
        return Earned(name, holds, 0, 0.0, 0.0, 0.0)
    without = figures_of(kit, Answers({**answers, **read}))
    points = {"news": [0.0], "first": [0.0], "second": [0.0]}
    for row, value in base.values.items():
        kind = row.rpartition("_")[2] if row.startswith("wcxb") else "news"
        if kind in points:
            points[kind].append(value - without.values.get(row, 0.0))
    return Earned(name, holds, len(changed), *(sum(p) / (len(p) - 1 or 1) for p in points.values()))


def _told(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without the names of what found its fields."""
    return {key: value for key, value in answer.items() if key != "rules"}


if __name__ == "__main__":
    main()
