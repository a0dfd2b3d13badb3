"""A portal that changes behind the archive's back, over five days and a week: what is asked for and
what is kept, day by day."""

from typing import Any

import pytest

from tests.support.days import Day, Ran, live
from tests.support.site import Answer, article, listing, moved

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

OLD = tuple(range(24, 0, -1))
HOT = tuple(range(39, 29, -1))
FRESH = "2026/03/02 8:05:00"
EDITED, GONE, MOVED, RELISTED, RETURNING, FLAKY, SOFT, EMPTY, TO_LIST, TAGGED = range(30, 40)
LATE, BROKEN = 40, 41
NOT_FOUND = (
    "<html><head><title>Page not found - Test Gazette</title></head><body><h1>Page not found</h1>"
    "<p>Sorry, the page you are looking for is not here.</p><a href='/'>Home</a></body></html>"
)
NOTHING = "<html><head><title>Test Gazette</title></head><body></body></html>"


def path(number: int) -> str:
    return f"/news/{number}.html"


def _list(*addresses: str) -> dict[str, Answer | str]:
    """Listing pages of ten."""
    pages: dict[str, Answer | str] = {}
    for start in range(0, len(addresses), 10):
        here = "/list/" if start == 0 else f"/list/{start // 10 + 1}"
        more = f"/list/{start // 10 + 2}" if start + 10 < len(addresses) else None
        some = addresses[start : start + 10]
        pages[here] = listing({one: f"Guest {one[6:].split('.')[0]} talks" for one in some}, more)
    return pages


def _tagged(number: int) -> Answer:
    return Answer(article(number, date=FRESH), headers={"ETag": f'"v{number}"'})


def _first_day() -> dict[str, Answer | str]:
    pages: dict[str, Answer | str] = {"/": "<html><body>Welcome</body></html>"}
    pages |= {path(number): article(number) for number in OLD}
    pages |= {path(number): article(number, date=FRESH) for number in HOT}
    # Dated, but not so young that it would be looked at again by itself.
    pages[path(RELISTED)] = article(RELISTED, date="2026/01/12 8:05:00")
    pages[path(TAGGED)] = _tagged(TAGGED)
    return pages | _list(*(path(number) for number in (*HOT, *OLD)))


def _second_day() -> dict[str, Answer | str]:
    pages = _first_day()
    edited = article(EDITED, date=FRESH).replace(f"Guest {EDITED} spoke", "He never spoke")
    pages[path(EDITED)] = edited
    del pages[path(GONE)]
    pages[path(MOVED)] = moved("/news/m32.html")
    pages["/news/m32.html"] = article(MOVED, date=FRESH)
    pages[path(RELISTED)] = moved("/news/m33.html")
    pages["/news/m33.html"] = article(RELISTED, date="2026/01/12 8:05:00")
    del pages[path(RETURNING)]
    pages[path(FLAKY)] = Answer("broken", 500)
    pages[path(SOFT)] = NOT_FOUND
    pages[path(EMPTY)] = NOTHING
    pages[path(TO_LIST)] = moved("/list/")
    pages[path(BROKEN)] = Answer("broken", 500)
    pages[path(LATE)] = article(LATE, date="2020/12/24 9:05:00")
    listed = [path(BROKEN), path(LATE), *(path(number) for number in (*HOT, *OLD))]
    listed[listed.index(path(RELISTED))] = "/news/m33.html"
    return pages | _list(*listed)


def _third_day() -> dict[str, Answer | str]:
    pages = _second_day()
    pages[path(BROKEN)] = article(BROKEN)
    pages[path(FLAKY)] = article(FLAKY, date=FRESH)
    return pages


def _ninth_day() -> dict[str, Answer | str]:
    return {**_third_day(), path(RETURNING): article(RETURNING, date=FRESH)}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> list[Ran]:
    archive = tmp_path_factory.mktemp("evolution") / "archive.db"
    days = [
        Day("2026-03-02T01:00:00Z", _first_day()),
        Day("2026-03-03T01:00:00Z", _second_day()),
        Day("2026-03-03T13:00:00Z", _third_day()),
        Day("2026-03-05T01:00:00Z", _third_day()),
        Day("2026-03-06T01:00:00Z", _third_day()),
        Day("2026-03-12T02:00:00Z", _ninth_day()),
    ]
    return live(days, archive)


def test_the_first_day_fetches_everything_once(ran: list[Ran]) -> None:
    assert ran[0].code == 0
    assert ran[0].articles_asked == {path(number): 1 for number in (*HOT, *OLD)}
    assert set(ran[0].records) == {path(number) for number in (*HOT, *OLD)}


def test_the_second_day_asks_for_what_is_new_or_hot(ran: list[Ran]) -> None:
    hot = {path(number) for number in HOT if number != RELISTED}
    new = {path(LATE), path(BROKEN), "/news/m32.html", "/news/m33.html"}
    # The twin of an article that is new under another address is asked where it is now.
    assert set(ran[1].articles_asked) == {*hot, *new, path(RELISTED)}
    assert set(ran[1].articles_asked.values()) <= {1, 2}
    assert ran[1].listings_asked == {"/list/": 1, "/list/2": 1}


def test_an_edit_makes_a_revision_and_nothing_else_does(ran: list[Ran]) -> None:
    revised = {at: one["revision"] for at, one in ran[1].records.items() if one["revision"] > 1}
    assert revised == {path(EDITED): 2}
    assert "He never spoke" in ran[1].records[path(EDITED)]["body"]


@pytest.mark.parametrize("number", [GONE, SOFT, TO_LIST])
def test_what_is_gone_is_marked_and_its_last_good_copy_exported(
    number: int, ran: list[Ran]
) -> None:
    before, after = ran[0].records[path(number)], ran[1].records[path(number)]
    assert before["gone_at"] is None
    assert after["gone_at"].startswith("2026-03-03T01:00")
    assert after["body"] == before["body"]
    assert ran[1].ledger[path(number)]["state"] == "gone"
    assert ran[4].records[path(number)]["gone_at"] == after["gone_at"]


def test_what_is_gone_is_asked_for_again_and_may_come_back(ran: list[Ran]) -> None:
    asked = [day.articles_asked.get(path(RETURNING), 0) for day in ran]
    assert asked == [1, 1, 0, 0, 0, 1]
    assert ran[4].records[path(RETURNING)]["gone_at"] is not None
    assert ran[5].records[path(RETURNING)]["gone_at"] is None
    assert ran[5].ledger[path(RETURNING)]["state"] == "archived"


@pytest.mark.parametrize(("number", "at"), [(MOVED, "m32"), (RELISTED, "m33")])
def test_a_moved_article_stays_one_article(number: int, at: str, ran: list[Ran]) -> None:
    now = ran[1].records[f"/news/{at}.html"]
    assert path(number) not in ran[1].records
    assert now["first_seen_at"] == ran[0].records[path(number)]["first_seen_at"]
    assert now["revision"] == 1
    row = ran[1].ledger[path(number)]
    assert (row["state"], row["leads_to"].rpartition("/")[2]) == ("archived", f"{at}.html")
    assert row["article_id"] == ran[1].ledger[f"/news/{at}.html"]["article_id"]


def test_a_failing_recheck_takes_nothing_away(ran: list[Ran]) -> None:
    row = ran[1].ledger[path(FLAKY)]
    assert (row["state"], row["last_status"], row["failures"]) == ("archived", 500, 1)
    assert ran[1].records[path(FLAKY)] == ran[0].records[path(FLAKY)]
    assert ran[2].ledger[path(FLAKY)]["failures"] == 0


def test_an_empty_page_never_replaces_a_good_copy(ran: list[Ran]) -> None:
    assert ran[1].records[path(EMPTY)] == ran[0].records[path(EMPTY)]
    assert "no body" in ran[1].ledger[path(EMPTY)]["reason"]


def test_a_new_article_that_fails_is_had_the_next_time(ran: list[Ran]) -> None:
    assert path(BROKEN) not in ran[1].records
    assert ran[1].ledger[path(BROKEN)]["state"] == "failed"
    assert ran[1].code == 3
    assert path(BROKEN) in ran[2].records
    assert ran[2].ledger[path(BROKEN)]["state"] == "archived"


def test_an_unchanged_page_is_not_sent_again(ran: list[Ran]) -> None:
    row = ran[1].ledger[path(TAGGED)]
    assert (row["state"], row["last_status"], row["etag"]) == ("archived", 304, f'"v{TAGGED}"')
    assert ran[1].records[path(TAGGED)]["last_seen_at"].startswith("2026-03-03T01:00")


def test_after_two_days_nothing_is_hot(ran: list[Ran]) -> None:
    assert set(ran[3].articles_asked) == {path(EMPTY)} | _hot_once_more(ran)
    assert ran[4].articles_asked == {} or set(ran[4].articles_asked) == {path(EMPTY)}


def _hot_once_more(ran: list[Ran]) -> set[str]:
    """What was hot when it was last read is due at the next run, whatever its age by then."""
    still = {path(EDITED), "/news/m32.html", path(FLAKY), path(TAGGED)}
    return still & set(ran[3].articles_asked)


def test_the_archive_is_whole_after_every_day(ran: list[Ran]) -> None:
    assert [day.problems for day in ran] == [[]] * len(ran)


def test_every_address_is_accounted_for(ran: list[Ran]) -> None:
    for day in ran:
        states: dict[str, Any] = {at: row["state"] for at, row in day.ledger.items()}
        assert set(day.records) <= set(states)
        assert "pending" not in states.values()
