"""How well and how fast pages are read, beside other extractors, on real news pages.

    python -m benchmarks.extraction [--kit ../shared] [--only ours,trafilatura]

The kit holds the pages with what is true of them (`real_pages`), the program that scores, and the
adapters of the other extractors (`measure`). Each of these is installed in an environment of its
own under `build/peers`. All read every page one by one, one after the other in the same run.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.extraction_scores import ROWS, Figures, figures_of

PROJECT = Path(__file__).resolve().parent.parent
KIT = PROJECT.parent / "shared"
OURS = "ours"
# name: (the adapter's file in the kit, the packages that it needs).
PEERS = {
    "trafilatura": ("trafilatura_adapter.py", ("trafilatura==2.3.1", "lxml_html_clean==0.4.6")),
    "newspaper4k": ("newspaper4k_adapter.py", ("newspaper4k[all]==0.9.6",)),
    "structured-data": ("extruct_adapter.py", ("extruct==0.18.0", "python-dateutil==2.9.0.post0")),
}
_SCORER, _RECORDS = Path("measure/extract_score.py"), Path("real_pages/records.jsonl")


class Unmeasured(Exception):
    """Nothing could be measured: there are no pages, or a system reads none; `str()` says why."""


def main() -> None:
    """Prints a row a field, a column a system, and the times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kit", type=Path, default=KIT, help="folder of the pages (../shared)")
    parser.add_argument("--only", default="", help="these systems alone, such as ours,trafilatura")
    parser.add_argument("--out", type=Path, default=PROJECT / "build" / "extraction")
    options = parser.parse_args()
    systems = tuple(filter(None, options.only.split(","))) or (OURS, *PEERS)
    unknown = [name for name in systems if name not in (OURS, *PEERS)]
    if unknown:
        parser.error(f"there is no {unknown[0]}; known are {', '.join((OURS, *PEERS))}")
    try:
        found = measure(options.kit, systems, options.out)
    except Unmeasured as error:
        sys.exit(f"benchmarks.extraction: {error}")
    _print(found)
    print(f"all tables and answers are in {options.out}")


def measure(kit: Path, systems: Sequence[str], out: Path) -> dict[str, Figures]:
    """The figures of each system, measured now; the answers stay in the folder `out`. Unmeasured
    where the kit has no pages or a system reads none of them."""
    for part in (_SCORER, _RECORDS):
        if not (kit / part).exists():
            raise Unmeasured(f"{kit / part} is not there; name the folder of the pages with --kit")
    commands = [f"{name}={_command(kit, name)}" for name in systems]
    options = [word for command in commands for word in ("--system", command)]
    out.mkdir(parents=True, exist_ok=True)
    with (out / "log.txt").open("w", encoding="utf-8") as log:
        subprocess.run(
            [sys.executable, kit / _SCORER, "--records", kit / _RECORDS, "--out", out, *options],
            check=True,
            stdout=log,
            cwd=PROJECT,
        )
    found = {name: figures_of(out, name) for name in systems}
    for name, figures in found.items():
        if not figures.pages:
            raise Unmeasured(f"{name} read no page; see {out / f'run.{name}.log'}")
    return found


def _command(kit: Path, name: str) -> str:
    """How the system is started; it is installed where it is not yet."""
    if name == OURS:
        return f"{Path(sys.executable).with_name('scrapy')} probe --jsonl"
    adapter, packages = PEERS[name]
    return f"{_environment(name, packages)} {kit / 'measure' / 'peers' / adapter}"


def _environment(name: str, packages: Sequence[str]) -> Path:
    """The Python of an environment with these packages."""
    folder = PROJECT / "build" / "peers" / name
    python, installed = folder / "bin" / "python", folder / "installed.txt"
    wanted = "\n".join(packages)
    if not installed.exists() or installed.read_text(encoding="utf-8") != wanted:
        print(f"installing {', '.join(packages)} …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = ["-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([python, *pip, *packages], check=True)
        installed.write_text(wanted, encoding="utf-8")
    return python


def _print(found: dict[str, Figures]) -> None:
    table = Table("field", *found, "to reach", box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for row in ROWS:
        shown = [_shown(one.values.get(row.name)) for one in found.values()]
        table.add_row(row.title, *shown, f"{row.target:g}" if row.target else "")
    peer = found.get("trafilatura")
    times = [f"{one.median_ms:.1f}" for one in found.values()]
    table.add_row("median time of a page, ms", *times, "")
    if peer is not None:
        ratios = [f"{one.median_ms / peer.median_ms:.2f}" for one in found.values()]
        table.add_row("that, as a share of trafilatura's", *ratios, "< 1")
    Console(width=120).print(table)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


if __name__ == "__main__":
    main()
