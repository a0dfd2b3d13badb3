"""Search in an archive of invented articles: how long a query takes, how large the index is.

    python -m benchmarks.search [--articles 10000] [--keep FILE]

Every query is asked from end to end, with the records and snippets of its first twenty hits. It is
asked five times and the shortest time counts, so that what else the machine does is left out.
A FILE that is kept is used again by the next run.
"""

import argparse
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.archive import build
from scraper.archive import Archive, Filter

_ROUNDS = 5
_SAMPLE = 400
_EACH = 8
Query = tuple[str, Filter, bool]


def main() -> None:
    """Prints the sizes, a line a kind of query, and the median of all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=10_000, help="in the archive (10,000)")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="the archive, to be used again")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        file = options.keep or Path(folder) / "bench.db"
        if not file.exists():
            _make(file, options.articles)
        _print_sizes(file)
        _print_times(file)


def _make(file: Path, articles: int) -> None:
    build(file, articles)
    start = time.perf_counter()
    with Archive.open(f"sqlite:///{file.absolute()}") as archive:
        count = archive.reindex()
    print(f"indexed {count / (time.perf_counter() - start):,.0f} articles a second")


def _print_sizes(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:

        def total(sql: str) -> int:
            return int(connection.execute(sql).fetchone()[0] or 0)

        count = total("SELECT count(*) FROM articles")
        text = sum(
            total(f"SELECT sum(length(CAST({column} AS BLOB))) FROM {table}")
            for table, column in (
                *(("articles", "title"), ("articles", "body")),
                *(("tags", "name"), ("images", "caption")),
            )
        )
        index = total("SELECT sum(length(block)) FROM search_data")
        index += total("SELECT sum(length(sz)) FROM search_docsize")
    print(f"{count:,} articles: text {text / 1e6:,.1f} MB, index {index / 1e6:,.1f} MB,", end=" ")
    print(f"index / text {index / text:.2f}")


def _print_times(file: Path) -> None:
    medians = []
    print(f"{'kind of query':<32} {'hits':>9} {'median ms':>10} {'slowest':>8}")
    with Archive.open_to_read(f"sqlite:///{file.absolute()}") as archive:
        for kind, queries in _queries(file).items():
            found = [_measured(archive, query) for query in queries]
            times = [milliseconds for _, milliseconds in found]
            medians += times
            hits = median(total for total, _ in found)
            print(f"{kind:<32} {hits:>9,.0f} {median(times):>10.1f} {max(times):>8.1f}")
    print(f"median of {len(medians)} queries: {median(medians):.1f} ms")


def _measured(archive: Archive, query: Query) -> tuple[int, float]:
    """Hits in all, and the shortest time in milliseconds."""
    words, conditions, newest = query
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        found = archive.search(words, conditions, newest=newest)
        times.append((time.perf_counter() - start) * 1000)
    return found.total, min(times)


def _queries(file: Path) -> dict[str, list[Query]]:
    """Eight of each kind, of words that stand in the archive."""
    english, chinese = _bodies(file)
    pick = random.Random(1)
    words = Counter(word.strip(".") for body in english for word in set(body.lower().split()))
    pairs = Counter(pair for body in chinese for pair in {*_pairs(body)})
    often, seldom = _frequent(words), _seldom(words)
    zh_often, zh_seldom = _frequent(pairs), _seldom(pairs)
    phrases = [" ".join(pick.choice(english).split()[2:5]).strip(".") for _ in range(_EACH)]
    longer = ["".join(_pairs(pick.choice(chinese))[2:4]) for _ in range(_EACH)]
    section = Filter(sections=["人物访谈"])
    return {
        "English word, frequent": _plain(often),
        "English word, seldom": _plain(seldom),
        "English, two words": _plain(map(" ".join, zip(often, seldom, strict=True))),
        "English phrase": _plain(f'"{phrase}"' for phrase in phrases),
        "prefix*": _plain(f"{word[:4]}*" for word in seldom),
        "one character": _plain(pair[0] for pair in zh_seldom),
        "two characters, frequent": _plain(zh_often),
        "two characters, seldom": _plain(zh_seldom),
        "four characters": _plain(longer),
        "Chinese, two words": _plain(map(" ".join, zip(zh_often, zh_seldom, strict=True))),
        "OR and NOT": _plain(
            f"({a} OR {b}) NOT {c}" for a, b, c in zip(seldom, zh_seldom, often, strict=True)
        ),
        "two characters, newest first": [(pair, Filter(), True) for pair in zh_seldom],
        "two characters, in one section": [(pair, section, False) for pair in zh_seldom],
    }


def _bodies(file: Path) -> tuple[list[str], list[str]]:
    """Some English and some Chinese texts of the archive."""
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT body FROM articles WHERE language = ? ORDER BY id LIMIT ?"
        english, chinese = (
            [row[0] for row in connection.execute(query, (language, _SAMPLE))]
            for language in ("en", "zh")
        )
    return english, chinese


def _pairs(body: str) -> list[str]:
    """The two-character words of the first sentence."""
    sentence = body.partition("。")[0]
    return [sentence[at : at + 2] for at in range(0, len(sentence) - 1, 2)]


def _frequent(words: Counter[str]) -> list[str]:
    """From the most frequent on, ever further apart."""
    ranked = [word for word, _ in words.most_common()]
    return [ranked[2**step - 1] for step in range(_EACH)]


def _seldom(words: Counter[str]) -> list[str]:
    """Words that are in a hundredth of the texts, and fewer."""
    ranked = [word for word, count in words.most_common() if count <= _SAMPLE // 100]
    return ranked[:: len(ranked) // _EACH][:_EACH]


def _plain(queries: Iterable[str]) -> list[Query]:
    return [(query, Filter(), False) for query in queries]


if __name__ == "__main__":
    main()
