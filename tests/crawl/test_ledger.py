"""What a run costs and finds: only what is new, and all that is missing."""

from pathlib import Path

import pytest

from scraper.archive import Archive
from tests.support.archived import article as stored_article
from tests.support.crawling import address_of, crawl
from tests.support.days import Day, Ran, live
from tests.support.site import Answer, article, listing, serving

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

HIDDEN, NEWS, MISLED = 91, 92, 93


def path(number: int) -> str:
    return f"/news/{number}.html"


def _page(number: int, section: str = "Interviews", reading: str = "") -> str:
    whole = article(number)
    trail = f"<a href=/>Home</a> &gt; <a href=/list/>{section}</a> &gt; <h1>"
    related = f"<h3>Related reading</h3><ul>{reading}</ul></body>" if reading else "</body>"
    return whole.replace("<a href=/>Home</a> &gt; <h1>", trail).replace("</body>", related)


def _entry(number: int, section: str) -> str:
    return (
        f"<li><a href='{path(number)}'>Guest {number} talks</a> <span>{section}</span> | "
        f"<span>2020/12/12 9:35:00</span> <span>4</span></li>"
    )


def _portal(*numbers: int, per_page: int = 5) -> dict[str, Answer | str]:
    """Ten-odd interviews, of which one leads to three that no listing shows."""
    pages: dict[str, Answer | str] = {"/": "<html><body>Welcome</body></html>"}
    for at in range(0, len(numbers), per_page):
        here = "/list/" if at == 0 else f"/list/{at // per_page + 1}"
        more = f"/list/{at // per_page + 2}" if at + per_page < len(numbers) else None
        some = numbers[at : at + per_page]
        pages[here] = listing({path(number): f"Guest {number} talks" for number in some}, more)
    pages |= {path(number): _page(number) for number in numbers}
    reading = _entry(HIDDEN, "Interviews") + _entry(NEWS, "News") + _entry(MISLED, "Interviews")
    pages[path(7)] = _page(7, reading=reading)
    pages[path(HIDDEN)] = _page(HIDDEN)
    pages[path(NEWS)] = _page(NEWS, "News")
    pages[path(MISLED)] = _page(MISLED, "Market watch")
    return pages


OLD = tuple(range(20, 0, -1))


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> list[Ran]:
    whole = _portal(*OLD)
    grown = _portal(23, 22, 21, *OLD)
    return live(
        [
            Day("2026-03-02T01:00:00Z", {**whole, "/list/3": Answer("broken", 500)}),
            Day("2026-03-02T02:00:00Z", whole),
            Day("2026-03-03T01:00:00Z", whole),
            Day("2026-03-04T01:00:00Z", grown),
            Day("2027-03-05T01:00:00Z", grown),
        ],
        tmp_path_factory.mktemp("ledger") / "a.db",
    )


def test_an_interrupted_first_crawl_is_read_to_its_end(ran: list[Ran]) -> None:
    assert ran[0].code == 3
    assert set(ran[0].listings_asked) == {"/list/", "/list/2", "/list/3"}
    # The first two pages show nothing new, but what is behind them was never read.
    assert set(ran[1].listings_asked) == {"/list/", "/list/2", "/list/3", "/list/4"}
    assert {path(number) for number in OLD} <= set(ran[1].records)
    assert not set(ran[1].articles_asked) & set(ran[0].articles_asked)


def test_nothing_new_costs_two_pages_and_no_article(ran: list[Ran]) -> None:
    assert ran[2].code == 0
    assert ran[2].asked == {"/list/": 1, "/list/2": 1}


def test_new_articles_cost_themselves_and_two_pages(ran: list[Ran]) -> None:
    assert ran[3].articles_asked == {path(23): 1, path(22): 1, path(21): 1}
    assert ran[3].listings_asked == {"/list/": 1, "/list/2": 1}


def test_after_a_year_everything_is_looked_at_again(ran: list[Ran]) -> None:
    everything = {path(number) for number in (*OLD, 21, 22, 23, HIDDEN)}
    assert set(ran[4].articles_asked) == everything
    assert {record["revision"] for record in ran[4].records.values()} == {1}


def test_an_interview_that_no_listing_shows_is_archived_too(ran: list[Ran]) -> None:
    assert path(HIDDEN) in ran[1].records
    row = ran[1].ledger[path(HIDDEN)]
    assert (row["state"], row["found_as"]) == ("archived", "related")
    assert row["found_on"].endswith(path(7))


def test_what_is_of_another_section_is_not(ran: list[Ran]) -> None:
    assert not {path(NEWS), path(MISLED)} & set(ran[4].records)
    assert path(NEWS) not in {asked for day in ran for asked in day.asked}
    # It says that it is an interview where it is linked, but its own page does not.
    assert "Market watch" in ran[1].ledger[path(MISLED)]["reason"]
    for number in (NEWS, MISLED):
        assert ran[4].ledger[path(number)]["state"] == "out of scope"


def test_the_archive_is_whole(ran: list[Ran]) -> None:
    assert [day.problems for day in ran] == [[]] * len(ran)


def test_an_archive_that_cannot_be_taken_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with Archive.open(address_of(file)) as archive:
        archive.save(stored_article())
    # A folder stands where the lock should be made: that stops even root, who may write all files.
    (tmp_path / "a.db.lock").mkdir()
    with serving(_portal(3, 2, 1)) as site:
        ended = crawl("-a", f"url={site.address}/list/", archive=file)
        assert not site.hits
    assert ended.code == 6
    assert "give this user the right to write" in ended.out
    with Archive.open(address_of(file), readonly=True) as archive:
        assert archive.counts().articles == 1
