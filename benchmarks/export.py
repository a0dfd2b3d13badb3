"""Rows a second of `scrapy export` beside the sqlite3 shell doing the same select, and its memory.

    python -m benchmarks.export [--articles 10000] [--rounds 3] [--keep FILE]

Both write to /dev/null, in turn, and the shortest time of each counts, so that what else the
machine does is left out. The start of the program, measured by an export that finds nothing, is
left out of the ratio and printed. A FILE that is kept is used again by the next run.
"""

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy.dialects import sqlite

from benchmarks.archive import build
from scraper.archive import Archive, Filter
from scraper.archive.export import INTERVIEWS

_SHELL = {"csv": "-csv", "jsonl": "-json"}
_FORMATS = ("csv", "jsonl", "parquet")
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ran:
    """A process that has ended: seconds by the clock and of CPU, megabytes at its largest."""

    seconds: float
    cpu: float
    memory: float


def main() -> None:
    """Prints a line a format."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=10_000, help="in the archive (10,000)")
    parser.add_argument("--rounds", type=int, default=3, help="of which the shortest counts (3)")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="the archive, to be used again")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        file = options.keep or Path(folder) / "bench.db"
        if not file.exists():
            build(file, options.articles)
        _compare(file.absolute(), options.rounds)


def _compare(file: Path, rounds: int) -> None:
    with Archive.open_to_read(f"sqlite:///{file}") as archive:
        rows = archive.counts().articles
    start = min((_export(file, "csv", "--tag", "nobody") for _ in range(rounds)), key=_seconds)
    print(f"export of {rows:,} articles; the program starts in {start.seconds:.1f} s")
    for form in _FORMATS:
        ours, shell = [], []
        for _ in range(rounds):
            ours.append(_export(file, form))
            if form in _SHELL and shutil.which("sqlite3"):
                shell.append(_run("sqlite3", _SHELL[form], str(file), the_select()))
        _print(form, rows, start, min(ours, key=_seconds), min(shell, key=_seconds, default=None))


def _seconds(ran: Ran) -> float:
    return ran.seconds


def _print(form: str, rows: int, start: Ran, ours: Ran, shell: Ran | None) -> None:
    speed = rows / max(ours.seconds - start.seconds, 0.001)
    line = f"  {form:8} {speed:>8,.0f} rows/s, {ours.memory:.0f} MB"
    if shell:
        cpu = shell.cpu / max(ours.cpu - start.cpu, 0.001)
        line += (
            f"; sqlite3 {_SHELL[form]} {rows / shell.seconds:,.0f} rows/s: ratio"
            f" {speed * shell.seconds / rows:.2f} (by CPU {cpu:.2f}, with the start"
            f" {shell.seconds / ours.seconds:.2f})"
        )
    print(line)


def the_select() -> str:
    """What an export asks the archive, as SQL to be typed."""
    query = INTERVIEWS.query(Filter())
    return str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


def _export(file: Path, form: str, *more: str) -> Ran:
    command = ("-m", "scrapy", "export", "-o", os.devnull, "--format", form, *more)
    return _run(sys.executable, *command, "-s", f"ARCHIVE_URL=sqlite:///{file}")


def _run(*command: str) -> Ran:
    before = perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {said}")
    return Ran(
        perf_counter() - before, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / _MEGABYTE
    )


if __name__ == "__main__":
    main()
