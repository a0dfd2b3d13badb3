"""Reads mutated pages of all handed sets as articles and as listings: none may raise.

    python -m benchmarks.reading.fuzz [--pages 100000] [--first 0] [--seed 2026] [--save FOLDER]

Page N of a seed is the same in every run: `--first N --pages 1 --save FOLDER` writes it down.
"""

import argparse
import os
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from time import perf_counter

from benchmarks.reading.mutations import mutated
from benchmarks.reading.pages import KIT, Unmeasured, opened
from scraper.extraction import extract_article
from scraper.extraction.listing.listing import extract_listing
from scraper.portals.model import Portal
from scraper.values.encoding import decode

URL = "https://www.harbour.example/interviews/2024/4711.html"
_PORTAL = Portal.undefined("harbour", "https://www.harbour.example/", "Asia/Shanghai")
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page: the seconds that it took, and the place of each exception."""

    number: int
    seconds: float
    raised: tuple[str, ...]


def main() -> None:
    """Prints how many pages were read, each kind of exception, and the slowest page. Exits with 1
    if anything was raised."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kit", type=Path, default=KIT, help="folder of the pages (../shared)")
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first page")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--save", type=Path, help="folder to write the pages into")
    options = parser.parse_args()
    try:
        sources = _sources(options.kit)
    except Unmeasured as error:
        sys.exit(f"benchmarks.reading.fuzz: {error}")
    numbers = range(options.first, options.first + options.pages)
    if options.save:
        options.save.mkdir(parents=True, exist_ok=True)
        for number in numbers:
            page = mutated(sources, number, options.seed)
            (options.save / f"{number}.html").write_bytes(page)
    sys.exit(1 if _read_all(sources, numbers, options.seed) else 0)


def _sources(kit: Path) -> list[bytes]:
    """The pages of all handed sets; those of the small cases as well."""
    with opened(kit) as sets:
        pages = [Path(one["html_path"]).read_bytes() for one in sets.requests]
    cases = sorted((kit / "cases").glob("*/*.html"))
    return [page for page in [*pages, *(case.read_bytes() for case in cases)] if page]


def _read_all(sources: list[bytes], numbers: range, seed: int) -> int:
    """How many pages raised."""
    raised: Counter[str] = Counter()
    example: dict[str, int] = {}
    bad, slowest = 0, Outcome(-1, 0.0, ())
    for done, outcome in enumerate(_outcomes(sources, numbers, seed), 1):
        slowest = max(slowest, outcome, key=lambda one: one.seconds)
        bad += bool(outcome.raised)
        for where in outcome.raised:
            raised[where] += 1
            if where not in example:
                example[where] = outcome.number
                print(f"page {outcome.number}: {where}", file=sys.stderr, flush=True)
        if done % 1000 == 0:
            told = f"{done} pages, {bad} raised; slowest: {slowest.number}, {slowest.seconds:.2f} s"
            print(told, file=sys.stderr, flush=True)
    for where, times in raised.most_common(_SHOWN):
        print(f"{times} times, page {example[where]} first: {where}")
    print(
        f"{len(numbers)} pages of seed {seed}: {bad} raised;"
        f" slowest: page {slowest.number}, {slowest.seconds:.2f} s"
    )
    return bad


def _outcomes(sources: list[bytes], numbers: range, seed: int) -> Iterator[Outcome]:
    with Pool(os.cpu_count(), _PAGES.extend, (sources,)) as pool:
        yield from pool.imap_unordered(partial(_outcome, seed=seed), numbers, chunksize=20)


# Of each process.
_PAGES: list[bytes] = []


def _outcome(number: int, seed: int) -> Outcome:
    page = mutated(_PAGES, number, seed)
    raised: list[str] = []
    begin = perf_counter()
    try:
        text = decode(page, None)
        article = extract_article(text, URL, _PORTAL)
        # What a field's finder raises costs that field alone, and is a fault all the same.
        raised += [f"{name}: {error}" for name, error in article.failures.items()]
        extract_listing(text, URL, _PORTAL)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        raised.append(f"{type(error).__name__} at {place.filename}:{place.lineno}: {error}"[:300])
    return Outcome(number, perf_counter() - begin, tuple(raised))


if __name__ == "__main__":
    main()
