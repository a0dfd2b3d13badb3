"""How patient a run is, and when it leaves a portal: Retry-After, budgets, the breaker, cookies."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.crawl.fetch.backoff import seconds_of
from scraper.portals.model import Portal
from tests.support.crawling import Ended, crawl
from tests.support.site import Answer, Site, article, listing, serving

MOMENT = datetime(2024, 3, 1, 12, tzinfo=UTC)
DEFINITION = """
name = "gazette"
home = "{0}/"
time_zone = "UTC"
{1}
[[listings]]
url = "{0}/list/"
section = "Talks"
"""


def _pages(number: int, **others: Answer | str) -> dict[str, Answer | str]:
    links = {f"/news/{at}.html": f"Guest {at} talks" for at in range(1, number + 1)}
    pages: dict[str, Answer | str] = {"/list/": listing(links)}
    pages |= {path: article(at) for at, path in enumerate(links, start=1)}
    return pages | {f"/news/{name.removeprefix('n')}.html": it for name, it in others.items()}


def _crawl(site: Site, folder: Path, more: str = "", *settings: str) -> Ended:
    file = folder / "gazette.toml"
    file.write_text(DEFINITION.format(site.address, more), encoding="utf-8")
    named = ("-a", "portal=gazette", "-s", f"PORTAL_FOLDERS={folder}", "-s", "RETRY_TIMES=1")
    return crawl(*named, *(f"-s{it}" for it in settings), archive=folder / "a.db")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120),
        (b"0", 0),
        (b"Fri, 01 Mar 2024 12:01:30 GMT", 90),
        (b"Fri, 01 Mar 2024 11:00:00 GMT", 0),
        (b"soon", None),
        (b"-5", None),
        (b"9" * 40, 999_999_999),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: bytes | None, seconds: float | None) -> None:
    assert seconds_of(header, MOMENT) == seconds


@pytest.mark.slow
def test_a_portal_is_asked_again_when_it_says(tmp_path: Path) -> None:
    busy = Answer("busy", 429, {"Retry-After": "2"})
    with serving(_pages(3)) as site:
        site.pages["/news/1.html"] = busy
        # The address is asked for at most twice: at once, and when it said.
        ended = _crawl(site, tmp_path, "", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    gaps = [later - earlier for earlier, later in zip(site.times, site.times[1:], strict=False)]
    assert max(gaps) >= 1.9
    assert site.hits["/news/1.html"] == 2
    assert ended.code == 3
    assert len(ended.records) == 2


@pytest.mark.slow
def test_one_that_asks_for_longer_is_left_for_the_next_run(tmp_path: Path) -> None:
    busy = Answer("busy", 503, {"Retry-After": "7200"})
    with serving(_pages(40, n1=busy)) as site:
        ended = _crawl(site, tmp_path, "", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        assert ended.code == 5
        assert "gazette: it asks to be left alone for 7,200 seconds" in ended.out
        assert sum(site.hits.values()) < 40
        site.pages["/news/1.html"] = article(1)
        ended = _crawl(site, tmp_path)
    assert (ended.code, len(ended.records)) == (0, 40)


def test_a_budget_ends_the_run_and_the_next_goes_on(tmp_path: Path) -> None:
    with serving(_pages(30)) as site:
        budget = "[politeness.budget]\nrequests = 12\n"
        ended = _crawl(site, tmp_path, budget)
        assert ended.code == 7, ended.log
        said = "gazette: its budget of 12 requests a run is spent; 19 articles are left"
        assert said in ended.out
        assert sum(number for path, number in site.hits.items() if path != "/robots.txt") == 12
        for _ in range(2):
            ended = _crawl(site, tmp_path, budget)
    assert (ended.code, len(ended.records)) == (0, 30), ended.out


@pytest.mark.slow
def test_listings_without_end_are_ended_by_the_budget(tmp_path: Path) -> None:
    pages = _pages(0)
    for page in range(1, 30):
        links = {f"/news/{page * 10 + at}.html": f"Guest {page * 10 + at} talks" for at in (1, 2)}
        pages[f"/list/?page={page}" if page > 1 else "/list/"] = listing(
            links, f"/list/?page={page + 1}"
        )
        pages |= {path: article(int(path[6:-5])) for path in links}
    with serving(pages) as site:
        ended = _crawl(site, tmp_path, "", "BUDGET_PAGES=4")
    assert ended.code == 7
    assert "its budget of 4 listing pages a run is spent" in ended.out
    assert len(ended.records) == 8
    assert sum(number for path, number in site.hits.items() if path.startswith("/list/")) == 4


@pytest.mark.slow
def test_a_portal_that_keeps_failing_is_left_and_the_others_are_crawled(tmp_path: Path) -> None:
    dead = Answer("no", 500)
    with serving(_pages(60)) as site, serving(_pages(3)) as other:
        site.pages |= dict.fromkeys([path for path in site.pages if "news" in path], dead)
        (tmp_path / "other.toml").write_text(
            DEFINITION.format(other.address, "").replace("gazette", "other"), encoding="utf-8"
        )
        (tmp_path / "gazette.toml").write_text(
            DEFINITION.format(site.address, ""), encoding="utf-8"
        )
        ended = crawl(
            *(
                "-s",
                f"PORTAL_FOLDERS={tmp_path}",
                "-s",
                "RETRY_TIMES=0",
                "-s",
                "BREAKER_FAILURES=5",
            ),
            archive=tmp_path / "a.db",
        )
    assert ended.code == 5
    assert "gazette: 5 of its pages in a row could not be had (the last: HTTP 500)" in ended.out
    assert sum(site.hits.values()) < 30
    assert len(ended.records) == 3


@pytest.mark.parametrize(("said", "stored"), [("cookies = true", 3), ("", 0)])
def test_a_cookie_wall_is_passed_where_the_definition_says_so(
    tmp_path: Path, said: str, stored: int
) -> None:
    with serving(_pages(3)) as site:
        for at in (1, 2, 3):
            path = f"/news/{at}.html"
            wall = Answer("", 302, {"Set-Cookie": "ok=1; Path=/", "Location": path})
            site.walls[path] = wall
        ended = _crawl(site, tmp_path, said)
    assert len(ended.records) == stored, ended.log


def test_a_budget_in_a_definition_is_checked() -> None:
    budget = {"requests": 5, "pages": 0}
    portal = Portal(name="a", home="https://a.example/", politeness={"budget": budget})  # type: ignore[arg-type]
    assert portal.politeness.budget.requests == 5
    assert portal.politeness.budget.minutes is None
    with pytest.raises(ValueError, match="greater than or equal"):
        Portal(name="a", home="https://a.example/", politeness={"budget": {"pages": -1}})  # type: ignore[arg-type]
