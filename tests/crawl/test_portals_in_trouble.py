"""A portal in trouble for some days: the exit code says so on each, and nothing is lost by it."""

from pathlib import Path

import pytest

from scraper.archive import Archive
from tests.support.crawling import address_of, scrapy
from tests.support.days import Day, Ran, live
from tests.support.site import Answer, article, listing

# Several crawls each: more than the quick suite has time for.
pytestmark = pytest.mark.slow

Pages = dict[str, Answer | str]
OLD = tuple(range(1, 7))


def _path(number: int) -> str:
    return f"/news/{number}.html"


def _pages(*numbers: int, date: str = "2026/03/02 8:05:00") -> Pages:
    """A portal whose listing shows the articles, the newest first."""
    shown = sorted(numbers, reverse=True)
    pages: Pages = {"/list/": listing({_path(n): f"Guest {n} talks" for n in shown})}
    return pages | {_path(n): article(n, date=date) for n in numbers}


def _broken(pages: Pages, status: int, *numbers: int) -> Pages:
    return pages | {_path(n): Answer("<h1>Sorry</h1>", status) for n in numbers}


def _live(tmp_path: Path, *days: Pages) -> list[Ran]:
    moments = (f"2026-03-{3 + at:02d}T06:00:00Z" for at in range(len(days)))
    ran = live([Day(*one) for one in zip(moments, days, strict=True)], tmp_path / "a.db")
    assert [day.problems for day in ran] == [[]] * len(days)
    return ran


def _states(day: Ran) -> set[str]:
    return {row["state"] for row in day.ledger.values() if row["kind"] == "article"}


def test_a_robots_txt_that_forbids_every_article_is_said_every_day_until_it_does_not(
    tmp_path: Path,
) -> None:
    pages = _pages(*OLD)
    forbidding = Answer("User-agent: *\nDisallow: /news/\n", headers={"Content-Type": "text/plain"})
    days = [pages | {"/robots.txt": forbidding}] * 3 + [pages]
    ran = _live(tmp_path, *days)
    assert [day.code for day in ran] == [5, 5, 5, 0]
    assert [set(day.articles_asked) for day in ran[:3]] == [set()] * 3
    assert _states(ran[-1]) == {"archived"}


def test_new_articles_that_all_fail_are_no_few_pages_that_failed(tmp_path: Path) -> None:
    grown = _pages(*OLD, 7, 8)
    ran = _live(tmp_path, _pages(*OLD), _broken(grown, 500, 7, 8), grown, grown)
    assert [day.code for day in ran] == [0, 5, 0, 0]
    assert _path(8) in ran[2].records


def test_one_new_article_that_fails_is(tmp_path: Path) -> None:
    grown = _pages(*OLD, 7)
    ran = _live(tmp_path, _pages(*OLD), _broken(grown, 500, 7), grown)
    assert [day.code for day in ran] == [0, 3, 0]


@pytest.mark.parametrize("status", [404, 410])
def test_articles_that_are_all_gone_at_once_are_kept_and_asked_for_again(
    status: int, tmp_path: Path
) -> None:
    pages = _pages(*OLD)
    ran = _live(tmp_path, pages, _broken(pages, status, *OLD), pages)
    assert [day.code for day in ran] == [0, 5, 0]
    assert _states(ran[1]) == {"archived"}
    assert [record["gone_at"] for record in ran[1].records.values()] == [None] * len(OLD)
    assert set(ran[2].articles_asked) == {_path(n) for n in OLD}


def test_new_articles_that_are_all_gone_at_once_are_asked_for_again(tmp_path: Path) -> None:
    grown = _pages(*OLD, 7, 8)
    ran = _live(tmp_path, _pages(*OLD), _broken(grown, 404, 7, 8, *OLD), grown)
    assert [day.code for day in ran] == [0, 5, 0]
    assert _states(ran[2]) == {"archived"}


def test_one_article_that_is_gone_is_and_is_asked_for_at_once_when_it_is_shown_again(
    tmp_path: Path,
) -> None:
    less = _pages(*OLD[1:])
    ran = _live(tmp_path, _pages(*OLD), less, less, _pages(*OLD))
    assert [day.code for day in ran] == [0, 0, 0, 0]
    assert ran[1].ledger[_path(1)]["state"] == "gone"
    assert _path(1) not in ran[2].asked
    assert ran[3].asked[_path(1)] == 1
    assert ran[3].records[_path(1)]["gone_at"] is None


def test_a_portal_that_is_bad_for_long_is_named_with_since_when_and_how_often(
    tmp_path: Path,
) -> None:
    dead: Pages = {"/list/": Answer("broken", 500)}
    ran = _live(tmp_path, _pages(*OLD), dead, dead, dead)
    assert [day.code for day in ran] == [0, 5, 5, 5]
    with Archive.open(address_of(tmp_path / "a.db"), readonly=True) as archive:
        (found,) = archive.portal_standings()
    assert (found.portal, found.code, found.bad_runs) == ("gazette", 5, 3)
    assert found.bad_since is not None
    assert found.last_good_at is not None
    assert (found.bad_since.day, found.last_good_at.day) == (4, 3)
    status = scrapy("status", archive=tmp_path / "a.db").out
    assert "gazette: no listing page could be read" in status
    assert "bad since 2026-03-04, 3 runs in a row, last good run: 2026-03-03" in status


def test_a_run_that_could_not_write_how_it_ended_was_not_killed(tmp_path: Path) -> None:
    address = address_of(tmp_path / "a.db")
    with Archive.open(address) as archive:
        archive.start_run({}, {})
    assert "it could not write the archive" in scrapy("status", archive=tmp_path / "a.db").out
    ran = _live(tmp_path, _pages(*OLD))
    assert ran[0].code == 0
    with Archive.open(address, readonly=True) as archive:
        assert archive.standing(archive.portal_standings()[0].last_run_at).open_runs == []
    # A killed one leaves its lock.
    (tmp_path / "a.db.lock").write_text("1\n")
    with Archive.open(address) as archive:
        archive.start_run({}, {})
    assert "it was killed" in scrapy("status", archive=tmp_path / "a.db").out
