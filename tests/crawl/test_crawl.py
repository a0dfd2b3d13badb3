"""Whole crawls of a portal that has every trap in it: one real run, many looks at its result."""

from collections.abc import Iterator

import pytest

from tests.support.crawling import Ended, crawl
from tests.support.site import Answer, Site, article, listing, moved, serving

TITLES = {number: f"Guest {number} talks" for number in range(1, 30)}


def _links(*numbers: int, tail: str = "") -> dict[str, str]:
    return {f"/news/{number}.html{tail}": TITLES[number] for number in numbers}


def _pages(elsewhere: str) -> dict[str, Answer | str]:
    by_canonical = "<link rel=canonical href='/news/2.html'>"
    off_canonical = f"<link rel=canonical href='{elsewhere}/stolen.html'>"
    front_canonical = "<link rel=canonical href='/'>"
    pages: dict[str, Answer | str] = {
        "/robots.txt": Answer("User-agent: *\nDisallow: /private/", headers={}),
        "/": "<html><body>Welcome</body></html>",
        "/list/": listing(_links(1, 2, 3, 4), "/list/?page=2"),
        # Overlaps, as listings do that grow while they are read; and leads round in a circle.
        "/list/?page=2": listing(_links(4, 5, 6, 7, tail="?utm_source=list"), "/list/?page=3"),
        "/list/?page=3": listing(_links(8, 9, 10, 11), "/list/"),
        # A second section with some of the first one's articles, and an end that never ends.
        "/other/": listing(_links(3, 12, 13, 14), "/other/?page=2"),
        "/other/?page=2": listing(_links(15, 16, 17, 18), "/other/?page=3"),
        "/private/": listing(_links(28, 29)),
    }
    for number in range(3, 30):
        pages[f"/other/?page={number}"] = listing(
            _links(15, 16, 17, 18), f"/other/?page={number + 1}"
        )
    for number in range(1, 30):
        pages[f"/news/{number}.html"] = article(number)
    pages["/news/4.html?utm_source=list"] = article(4)
    pages["/news/5.html"] = moved("/moved/5.html")
    pages["/moved/5.html"] = article(5)
    pages["/news/6.html"] = moved("/moved/5.html")
    pages["/news/7.html"] = moved(f"{elsewhere}/news/7.html")
    pages["/news/8.html"] = article(2, head=by_canonical)
    pages["/news/9.html"] = article(9, head=off_canonical)
    pages["/news/10.html"] = article(10, head=front_canonical)
    pages["/news/11.html"] = article(11, head=front_canonical)
    pages["/news/12.html"] = Answer("gone", 410)
    pages["/news/13.html"] = moved("/")
    pages["/news/14.html"] = moved("/news/14.html")
    pages["/news/15.html"] = moved("/private/15.html")
    pages["/news/16.html"] = Answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    pages["/news/17.html"] = Answer("broken", 500)
    return pages


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Site]:
    with serving({"/news/7.html": article(7)}) as site:
        yield site


@pytest.fixture(scope="module")
def portal(elsewhere: Site) -> Iterator[Site]:
    with serving(_pages(elsewhere.address)) as site:
        yield site


@pytest.fixture(scope="module")
def ended(portal: Site, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    urls = ",".join(f"{portal.address}/{name}/" for name in ("list", "other", "private"))
    archive = tmp_path_factory.mktemp("crawl") / "archive.db"
    return crawl("-a", f"url={urls}", archive=archive)


def test_every_article_of_every_page_of_both_sections_is_stored(ended: Ended) -> None:
    numbers = {1, 2, 3, 4, 5, 9, 10, 11, 18}
    assert set(ended.records) == {f"{number}.html" for number in numbers}


def test_each_article_is_asked_for_once(ended: Ended, portal: Site) -> None:
    once = {path for path in portal.hits if path.startswith(("/news/", "/moved/"))}
    often = {path: portal.hits[path] for path in once if portal.hits[path] > 1}
    # Two addresses lead to one article: where the wrong one is first, its own is asked again.
    assert {often.pop(path, 2) for path in ("/news/5.html", "/moved/5.html")} == {2}
    # A server error is tried again, twice.
    assert often == {"/news/17.html": 3}


def test_tracking_parameters_make_no_second_article(ended: Ended, portal: Site) -> None:
    assert not any("utm_source" in path for path in portal.hits)


def test_a_listing_that_never_ends_is_left(ended: Ended, portal: Site) -> None:
    assert [path for path in portal.hits if path.startswith("/other/?")] == [
        "/other/?page=2",
        "/other/?page=3",
        "/other/?page=4",
    ]


def test_redirects_to_one_article_store_it_once(ended: Ended) -> None:
    assert ended.records["5.html"]["url"].endswith("/moved/5.html")
    assert "reached by a second address" in ended.out


def test_another_site_is_never_asked(ended: Ended, elsewhere: Site) -> None:
    assert not elsewhere.hits
    assert "it leads to another site" in ended.out


def test_a_canonical_link_counts_on_the_same_site_only(ended: Ended, portal: Site) -> None:
    assert ended.records["9.html"]["url"] == f"{portal.address}/news/9.html"


def test_a_canonical_link_to_the_front_page_is_not_believed(ended: Ended) -> None:
    assert ended.records["10.html"]["title"] == "Guest 10 talks"
    assert ended.records["11.html"]["title"] == "Guest 11 talks"


def test_robots_txt_is_obeyed_and_said(ended: Ended, portal: Site) -> None:
    assert not any(path.startswith("/private/") for path in portal.hits)
    assert f"{portal.address}/private/\n        robots.txt forbids it" in ended.out


def test_what_is_gone_is_called_gone(ended: Ended, portal: Site) -> None:
    assert "2 gone from the portal" in ended.out
    assert f"{portal.address}/news/13.html\n        redirects to {portal.address}/" in ended.out


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (14, "redirects to itself"),
        (16, "is not a page but application/pdf"),
        (17, "HTTP 500"),
    ],
)
def test_what_fails_is_named_with_its_reason(
    ended: Ended, portal: Site, number: int, reason: str
) -> None:
    assert f"{portal.address}/news/{number}.html\n        {reason}\n" in ended.out


def test_what_leads_to_anothers_article_is_named(ended: Ended, portal: Site) -> None:
    # Whichever of the two that lead there is asked for first.
    said = f"leads to another page, {portal.address}/moved/5.html"
    assert f"{portal.address}/news/6.html\n        {said}\n" in ended.out


def test_failures_left_have_an_exit_code(ended: Ended) -> None:
    assert ended.code == 3
    assert "articles failed" in ended.out


def test_the_user_agent_names_the_project(ended: Ended, portal: Site) -> None:
    (agent,) = portal.agents
    assert agent.startswith("InterviewArchive/")
    assert "contact" in agent


def test_the_log_has_no_texts_and_no_traceback(ended: Ended) -> None:
    assert "spoke for part" not in ended.log
    assert "Traceback" not in ended.log
