"""Pages a second of the whole job, beside a spider that follows the same links and does nothing.

    python -m benchmarks.pages [--copies 8] [--rounds 3]

Both are crawled in turn in each round, so that what else the machine does meanwhile meets both.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

SECTIONS = ("interviews", "dialogue")
VARIANTS = ("bare", "whole")


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


def measure(variant: str, urls: str, folder: Path) -> tuple[int, float]:
    """Pages and pages a second of one crawl into a new archive."""
    archive = f"sqlite:///{folder / 'bench.db'}"
    command = [sys.executable, "-m", "benchmarks.one", variant, urls, archive]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found = json.loads(output.splitlines()[-1])
    return found["pages"], found["pages"] / found["seconds"]


def main() -> None:
    """Prints a line a round, and the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--copies", type=int, default=8, help="of the sample portal (8)")
    parser.add_argument("--rounds", type=int, default=3, help="of both variants (3)")
    options = parser.parse_args()
    ratios = []
    print(f"{'round':>5} {'pages':>6} {'bare/s':>8} {'whole/s':>8} {'ratio':>6}")
    with served() as address:
        urls = ",".join(
            f"{address}/{copy}/{section}/index.html"
            for copy in range(options.copies)
            for section in SECTIONS
        )
        for number in range(1, options.rounds + 1):
            with TemporaryDirectory() as folder:
                found = {name: measure(name, urls, Path(folder)) for name in VARIANTS}
            (_, bare), (pages, whole) = found["bare"], found["whole"]
            ratios.append(whole / bare)
            print(f"{number:>5} {pages:>6} {bare:>8.1f} {whole:>8.1f} {whole / bare:>6.2f}")
    print(f"the whole job runs at {median(ratios):.2f} of the speed of the bare spider (median)")


if __name__ == "__main__":
    main()
