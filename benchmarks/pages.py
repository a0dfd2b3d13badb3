"""Pages a second of the whole job, beside the same job without ledger and captures (lean), and a
spider that follows the same links and does nothing (bare).

    python -m benchmarks.pages [--copies 8] [--rounds 3]

All are crawled in turn in each round, so that what else the machine does meanwhile meets all.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

SECTIONS = ("interviews", "dialogue")
VARIANTS = ("bare", "lean", "whole")


@contextmanager
def served() -> Iterator[str]:
    """The copies' server in a process of its own; yields its address."""
    command = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


@dataclass(frozen=True, slots=True)
class Measured:
    """One crawl: its pages, pages a second, and pages a second of CPU: that tells the same where
    something else keeps the machine busy."""

    pages: int
    speed: float
    of_cpu: float


def measure(variant: str, urls: str, folder: Path) -> Measured:
    """One crawl into a new archive."""
    # A folder each: neither finds what the other has archived.
    (folder / variant).mkdir()
    archive = f"sqlite:///{folder / variant / 'bench.db'}"
    command = [sys.executable, "-m", "benchmarks.one", variant, urls, archive]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found = json.loads(output.splitlines()[-1])
    pages = found["pages"]
    return Measured(pages, pages / found["seconds"], pages / found["cpu"])


def main() -> None:
    """Prints a line a round, and the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--copies", type=int, default=8, help="of the sample portal (8)")
    parser.add_argument("--rounds", type=int, default=3, help="of all variants (3)")
    options = parser.parse_args()
    ratios, costs, cpu_costs = [], [], []
    heads = ("bare/s", "lean/s", "whole/s", "cost", "of CPU")
    print(f"{'round':>5} {'pages':>6}" + "".join(f" {head:>8}" for head in heads))
    with served() as address:
        urls = ",".join(
            f"{address}/{copy}/{section}/index.html"
            for copy in range(options.copies)
            for section in SECTIONS
        )
        for number in range(1, options.rounds + 1):
            with TemporaryDirectory() as folder:
                found = {name: measure(name, urls, Path(folder)) for name in VARIANTS}
            bare, lean, whole = (found[name] for name in VARIANTS)
            ratios.append(whole.speed / bare.speed)
            costs.append(1 - whole.speed / lean.speed)
            cpu_costs.append(1 - whole.of_cpu / lean.of_cpu)
            speeds = f"{bare.speed:>8.1f} {lean.speed:>8.1f} {whole.speed:>8.1f}"
            print(f"{number:>5} {whole.pages:>6} {speeds} {costs[-1]:>8.1%} {cpu_costs[-1]:>8.1%}")
    print(f"the whole job runs at {median(ratios):.2f} of the speed of the bare spider (median)")
    print(
        f"ledger and captures cost {median(costs):.1%} of the speed of the job without them, "
        f"{median(cpu_costs):.1%} by CPU time (medians)"
    )


if __name__ == "__main__":
    main()
