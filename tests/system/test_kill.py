"""Runs that are killed, as by a power cut or an operator in a hurry, and what the next run makes of
it: the archive of a run that nobody disturbed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scraper.archive import Archive
from scraper.captures import capture_problems
from tests.support import PROJECT
from tests.support.crawling import AT_FULL_SPEED, Ended, address_of, crawl
from tests.support.site import Answer, Site, article, listing, serving

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow


ARTICLES, PER_PAGE = 36, 6
# What two runs at two times cannot have in common.
TIMES = ("first_seen_at", "last_seen_at")

Records = dict[str, dict[str, Any]]


def _pages() -> dict[str, Answer | str]:
    pages: dict[str, Answer | str] = {}
    for part, start in (("a", 0), ("b", ARTICLES // 2)):
        numbers = range(start + 1, start + ARTICLES // 2 + 1)
        for page, at in enumerate(range(0, len(numbers), PER_PAGE), start=1):
            some = numbers[at : at + PER_PAGE]
            more = f"/{part}/{page + 1}" if at + PER_PAGE < len(numbers) else None
            links = {f"/news/{number}.html": f"Guest {number} talks" for number in some}
            pages[f"/{part}/" if page == 1 else f"/{part}/{page}"] = listing(links, more)
    pages |= {f"/news/{number}.html": article(number) for number in range(1, ARTICLES + 1)}
    return pages


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(_pages()) as served:
        yield served


@pytest.fixture(scope="module")
def undisturbed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Records:
    ended = crawl(*_start(site), archive=tmp_path_factory.mktemp("undisturbed") / "a.db")
    assert ended.code == 0, ended.log
    assert len(ended.records) == ARTICLES
    return _timeless(ended)


def _start(site: Site) -> tuple[str, str]:
    return "-a", f"url={site.address}/a/,{site.address}/b/"


def _timeless(ended: Ended) -> Records:
    return {
        name: {key: value for key, value in record.items() if key not in TIMES}
        for name, record in ended.records.items()
    }


def _killed(site: Site, archive: Path, chance: random.Random) -> None:
    """Starts a run and kills it at a moment of its life, from its first request to its last."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "interviews", *AT_FULL_SPEED, *_start(site)],
        cwd=PROJECT,
        env={**os.environ, "ARCHIVE_URL": address_of(archive)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    last = chance.randint(1, ARTICLES + ARTICLES // PER_PAGE)
    while sum(site.hits.values()) < last and process.poll() is None:
        time.sleep(0.001)
    time.sleep(chance.random() * 0.03)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _check(site: Site, folder: Path, undisturbed: Records, seed: int) -> None:
    chance = random.Random(seed)
    archive = folder / "a.db"
    site.hits.clear()
    _killed(site, archive, chance)
    with Archive.open_to_read(address_of(archive)) as opened:
        assert [run.id for run in opened.standing(datetime.now(UTC)).open_runs] in ([1], [])
    ended = crawl(*_start(site), archive=archive)
    assert ended.code == 0, ended.log
    assert _timeless(ended) == undisturbed
    with Archive.open(address_of(archive), readonly=True) as opened:
        assert opened.problems() == []
        captures = list(capture_problems(folder / "captures", opened.captures.all()))
    assert captures == []
    often = Counter({path: hits for path, hits in site.hits.items() if path.startswith("/news/")})
    assert max(often.values()) <= 2


def test_a_killed_run_loses_nothing(site: Site, undisturbed: Records, tmp_path: Path) -> None:
    _check(site, tmp_path, undisturbed, seed=0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 27))
def test_no_moment_is_a_bad_one_to_be_killed_at(
    seed: int, site: Site, undisturbed: Records, tmp_path: Path
) -> None:
    _check(site, tmp_path, undisturbed, seed)
