"""How well and how fast pages are read, beside other extractors, on all handed sets.

    python -m benchmarks.reading [--kit ../shared] [--only ours,trafilatura | --no-peers]
                                 [--without NAME,NAME] [--every N]

The kit holds the pages with what is true of them, the programs that score, and the adapters of the
other extractors. All read every page one by one, one after the other in the same run; without peers
ours reads on all cores, and no times are told.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.reading.figures import ROWS, Figures, figures_of, wcxb_pages
from benchmarks.reading.pages import KIT, PROJECT, Kit, Unmeasured, opened
from benchmarks.reading.systems import OURS, PEERS, Answers, read_at_once, read_in_turn


def main() -> None:
    """Prints a row a field, a column a system, and the times."""
    options = _options()
    try:
        with opened(options.kit, options.every) as kit:
            if options.no_peers or options.without:
                found = measure_ours(kit, options.without.split(","), options.out)
            else:
                found = measure(kit, options.kit, options.only.split(","), options.out)
    except Unmeasured as error:
        sys.exit(f"benchmarks.reading: {error}")
    _print(found)
    print(f"all answers are in {options.out}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kit", type=Path, default=KIT, help="folder of the pages (../shared)")
    systems = (OURS, *PEERS)
    parser.add_argument("--only", default=",".join(systems), help="these systems alone")
    parser.add_argument("--no-peers", action="store_true", help="ours alone, on all cores")
    parser.add_argument("--without", default="", help="ours also without these rules, by name")
    parser.add_argument("--every", type=int, default=1, help="one page in so many")
    parser.add_argument("--out", type=Path, default=PROJECT / "build" / "extraction")
    options = parser.parse_args()
    unknown = [name for name in options.only.split(",") if name not in systems]
    if unknown:
        parser.error(f"there is no {unknown[0]}; known are {', '.join(systems)}")
    return options


def measure(kit: Kit, folder: Path, systems: Sequence[str], out: Path) -> dict[str, Figures]:
    """The figures of each system, measured now; the answers stay in the folder `out`. Unmeasured
    where a system reads no page."""
    out.mkdir(parents=True, exist_ok=True)
    found = {}
    for name in systems:
        print(f"{name}: {len(kit.requests)} pages", file=sys.stderr, flush=True)
        answers = read_in_turn(kit, folder, name, out / f"run.{name}.log")
        found[name] = _kept(kit, answers, out, name)
    return found


def measure_ours(kit: Kit, without: Sequence[str], out: Path) -> dict[str, Figures]:
    """Our figures, and where rules are left out, those without them."""
    out.mkdir(parents=True, exist_ok=True)
    found = {OURS: _kept(kit, read_at_once(kit.requests), out, OURS)}
    if any(without):
        answers = read_at_once(kit.requests, list(filter(None, without)))
        found["without"] = _kept(kit, answers, out, "without")
    return found


def _kept(kit: Kit, answers: Answers, out: Path, name: str) -> Figures:
    with (out / f"answers.{name}.json").open("w", encoding="utf-8") as file:
        json.dump(answers.out, file, ensure_ascii=False)
    with (out / f"wcxb.{name}.json").open("w", encoding="utf-8") as file:
        json.dump(wcxb_pages(kit, answers), file, ensure_ascii=False)
    return figures_of(kit, answers)


def _print(found: dict[str, Figures]) -> None:
    earns = OURS in found and "without" in found
    table = Table("field", *found, *(["earned"] if earns else []), "to reach", box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for row in ROWS:
        values = [one.values.get(row.name) for one in found.values()]
        shown = [_shown(value) for value in values]
        if earns:
            ours, without = values
            shown.append(f"{(ours or 0) - (without or 0):+.2f}")
        table.add_row(row.title, *shown, f"{row.target:g}" if row.target else "")
    times = [one.median_ms for one in found.values()]
    if all(times):
        table.add_row("median time of a page, ms", *map(_shown, times), "")
    peer = found.get("trafilatura")
    if peer is not None and peer.median_ms:
        ratios = [f"{(one.median_ms or 0) / peer.median_ms:.2f}" for one in found.values()]
        table.add_row("that, as a share of trafilatura's", *ratios, "< 0.75")
    Console(width=120).print(table)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


if __name__ == "__main__":
    main()
