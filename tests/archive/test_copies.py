"""A copy of an archive's file without the log beside it, and times that a wrong clock wrote."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.archive import Archive, ArchiveDamaged, ArchiveError
from scraper.archive.ledger.addresses import Link
from scraper.archive.ledger.listings import ListingRead
from scraper.items import Fetch
from tests.support.archived import MONDAY, TUESDAY, article, sql, url
from tests.support.crawling import address_of

LISTING = "https://portal.example/list/"
AHEAD = datetime(2036, 1, 1, tzinfo=UTC)


def test_a_copy_without_its_log_is_told_from_an_archive_that_may_not_be_written(
    tmp_path: Path,
) -> None:
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        archive.save(article())
        # As `cp a.db copy.db` does while a run is on, or after one was killed.
        shutil.copy(tmp_path / "a.db", tmp_path / "copy.db")
        shutil.copy(tmp_path / "a.db", tmp_path / "whole.db")
        shutil.copy(tmp_path / "a.db-wal", tmp_path / "whole.db-wal")
    for readonly in (True, False):
        with pytest.raises(ArchiveDamaged, match=r"copy.db-wal, which was not copied along"):
            Archive.open(address_of(tmp_path / "copy.db"), readonly=readonly)
    with Archive.open(address_of(tmp_path / "whole.db"), readonly=True) as archive:
        assert [record["url"] for record in archive.records()] == [url(1)]


def test_a_first_run_that_could_not_begin_is_not_in_the_way_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise ArchiveError("no room")

        patch.setattr("scraper.archive.migrations.upgrade._finish", full)
        with pytest.raises(ArchiveError, match="no room"):
            Archive.open(address_of(tmp_path / "a.db"))
    assert list(tmp_path.iterdir()) == []
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        assert archive.problems() == []


def _run(archive: Archive, now: datetime, *numbers: int, told: bool = False) -> None:
    """A run that finds articles, as the clock has it."""
    run = archive.start_run({"ARCHIVE_NOW": now.isoformat()} if told else {}, {}, now)
    links = [Link(url(number), "sample", "listing", LISTING) for number in numbers]
    read = ListingRead(LISTING, LISTING, "sample", "Interviews", links, "seed")
    archive.ledger.read_listing(read, None, run, now)
    archive.ledger.listing_ended(LISTING, None, now)
    for number in numbers:
        archive.save(article(number, related=[], fetched_at=now, fetch=Fetch(url(number))), run)
    archive.finish_run(run, "finished", {}, exit_code=0, reason="Done.", now=now)


@pytest.mark.parametrize("ahead", [AHEAD, TUESDAY + timedelta(days=40)])
def test_times_of_a_clock_that_was_ahead_once_are_named_and_mended(
    ahead: datetime, tmp_path: Path
) -> None:
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        _run(archive, MONDAY, 1, 2)
        _run(archive, ahead, 1, 2, 3)
        (problem,) = archive.problems(TUESDAY)
        assert f"up to {ahead}: a clock was wrong" in problem
        assert "ledger.last_asked_at" in problem
        assert archive.mend(TUESDAY) == [problem]
        assert archive.problems(TUESDAY) == []
        # What was put off is due, and the listing is read to its end once more.
        assert len(archive.ledger.owed(["sample"], TUESDAY, set(), 9)) == 3
        assert sql(archive, "SELECT gapless_at FROM listings") == [(None,)]
        assert sql(archive, "SELECT first_seen_at FROM articles ORDER BY id") == [
            *[(MONDAY.isoformat(),)] * 2,
            (TUESDAY.isoformat(),),
        ]


def test_the_next_run_has_due_what_a_clock_that_was_ahead_put_off(tmp_path: Path) -> None:
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        _run(archive, AHEAD, 1, 2, 3)
        assert archive.release(TUESDAY) == 3 + 1
        assert len(archive.ledger.owed(["sample"], TUESDAY, set(), 9)) == 3
        _run(archive, TUESDAY, 1, 2, 3)
        # Once asked by the right clock, they are as far off as any.
        assert archive.release(TUESDAY) == 0
        assert archive.ledger.owed(["sample"], TUESDAY, set(), 9) == []
        # In the place of the wrong times, when the next run began.
        assert archive.mend(TUESDAY + timedelta(days=9))
        assert sql(archive, "SELECT DISTINCT first_seen_at FROM articles") == [
            (TUESDAY.isoformat(),)
        ]


def test_a_run_that_was_told_the_time_is_no_wrong_clock(tmp_path: Path) -> None:
    with Archive.open(address_of(tmp_path / "a.db")) as archive:
        _run(archive, AHEAD, 1, 2, told=True)
        assert archive.problems(TUESDAY) == []
        assert archive.release(TUESDAY) == 0
