"""`scrapy verify`: whatever is wrong is named, and mended where it can be."""

import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scraper.archive import Archive
from scraper.archive.ledger.addresses import Link
from scraper.archive.ledger.listings import ListingRead
from scraper.archive.queries.gaps import gaps_in
from scraper.crawl.storing.repair import repair
from scraper.items import Fetch
from tests.support.archived import MONDAY, article, sql, url
from tests.support.crawling import address_of, crawl, scrapy
from tests.support.site import article as page
from tests.support.site import listing, serving

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

COUNT = 200
NOW = datetime.now(UTC)
LISTING = "https://portal.example/list/"


def _make(file: Path) -> None:
    """An archive as a crawl leaves it."""
    with Archive.open(address_of(file)) as archive:
        run = archive.start_run({"portal": "sample"}, {}, MONDAY)
        numbers = range(1, COUNT + 1)
        links = [Link(url(n), "sample", "listing", LISTING) for n in numbers]
        archive.ledger.discover([Link(LISTING, "sample", "seed", kind="listing")], run, MONDAY)
        read = ListingRead(LISTING, LISTING, "sample", "Interviews", links, "seed")
        archive.ledger.read_listing(read, None, run, MONDAY)
        for number in numbers:
            archive.save(article(number, related=[], fetch=Fetch(url(number))), run)
        archive.finish_run(run, "finished", {}, exit_code=0, reason="Done.", now=MONDAY)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("whole") / "a.db"
    _make(file)
    return file


@pytest.fixture
def file(whole: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "a.db"
    copy.write_bytes(whole.read_bytes())
    return copy


def _problems(file: Path) -> list[str]:
    with Archive.open(address_of(file), readonly=True) as archive:
        return archive.problems()


def test_a_whole_archive_is_well(file: Path) -> None:
    assert _problems(file) == []
    assert list(repair(address_of(file), file.parent / "captures", NOW)) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE ledger SET state = 'lost' WHERE id = 3", "in a known state: lost"),
        ("DELETE FROM ledger WHERE article_id = 3", "no address of the ledger leads to them"),
        ("UPDATE ledger SET article_id = NULL WHERE article_id = 3", "there is no article"),
        ("UPDATE articles SET gone_at = '2026-03-02T06:00:00+00:00' WHERE id = 3", "are gone by"),
        ("UPDATE articles SET revision = 7 WHERE id = 3", "earlier versions"),
        ("UPDATE articles SET section_id = 99 WHERE id = 3", "articles.section_id: 1 rows refer"),
        ("UPDATE ledger SET state = 'failed', due_at = NULL WHERE article_id = 3", "never due"),
        ("DELETE FROM search_docsize", "search index"),
    ],
)
def test_what_is_wrong_is_named_and_mended(change: str, named: str, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(change)
    found = _problems(file)
    assert any(named in problem for problem in found), found
    assert list(repair(address_of(file), file.parent / "captures", NOW))
    assert _problems(file) == []


def _damage(file: Path, *, after: float, pages: int) -> None:
    """Writes nonsense over so many pages behind that part of the file: the schema is before it."""
    first = int(file.stat().st_size / 4096 * after)
    with file.open("r+b") as opened:
        opened.seek(first * 4096)
        opened.write(bytes(range(256)) * 16 * pages)


def test_a_damaged_file_is_named_and_what_can_be_read_is_saved(file: Path) -> None:
    _damage(file, after=0.75, pages=8)
    before = file.read_bytes()
    ended = scrapy("verify", archive=file)
    assert ended.code == 6
    assert "damaged" in ended.log
    assert "scrapy verify --repair" in ended.log
    (done,) = repair(address_of(file), file.parent / "captures", NOW)
    assert "could be read; as it was it is a.db.damaged-" in done
    kept = [found.read_bytes() for found in file.parent.glob("a.db.damaged-*")]
    assert before in kept
    with Archive.open(address_of(file), readonly=True) as archive:
        stored = archive.counts().articles
        of_articles = "SELECT state, count(*) FROM ledger WHERE kind = 'article' GROUP BY state"
        states = dict(sql(archive, of_articles))
        assert archive.problems() == []
        gapless = sql(archive, "SELECT gapless_at FROM listings")
    assert COUNT / 2 < stored < COUNT
    assert states["archived"] == stored
    # What is lost is asked for again, and where its address is lost too, listings are read anew.
    assert gapless == [(None,)]


def test_status_tells_the_sum_the_runs_and_the_rest(file: Path) -> None:
    ended = scrapy("status", archive=file)
    assert ended.code == 0
    assert f"{COUNT} discovered = {COUNT} archived + 0 gone + 0 refused + 0 failed" in ended.out
    assert "exit code 0: Done." in ended.out


def test_a_long_pause_is_a_gap_where_others_are_short() -> None:
    days = [date(2026, 3, day) for day in (1, 3, 5, 7, 9, 11)] + [date(2026, 4, 20)]
    (gap,) = gaps_in(days)
    assert (gap.after, gap.before, gap.days, gap.usual) == (
        date(2026, 3, 11),
        date(2026, 4, 20),
        40,
        2,
    )
    assert [found.before for found in gaps_in(days, until=date(2026, 6, 1))] == [
        date(2026, 6, 1),
        date(2026, 4, 20),
    ]
    assert gaps_in([date(2026, 3, 1), date(2026, 9, 1)]) == []


@pytest.mark.slow
def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(disk)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root only")
    links = {f"/news/{number}.html": f"Guest {number} talks" for number in range(1, 121)}
    pages = {path: page(number) for number, path in enumerate(links, 1)}
    try:
        with serving({"/list/": listing(links), **pages}) as site:
            start = ("-a", f"url={site.address}/list/")
            full = crawl(*start, archive=disk / "a.db")
            assert full.code == 6, full.out
            assert "disk is full" in full.out or "No space left" in full.out
            stored = set(full.records)
            assert len(stored) < len(links)
            subprocess.run(["mount", "-o", "remount,size=50m", str(disk)], check=True)
            again = crawl(*start, archive=disk / "a.db")
        assert again.code == 0, again.log
        assert stored <= set(again.records)
        assert len(again.records) == len(links)
        assert scrapy("verify", archive=disk / "a.db").code == 0
    finally:
        subprocess.run(["umount", str(disk)], check=False)
