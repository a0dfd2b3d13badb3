"""What a definition says of a portal's ways, obeyed: pages, listings' selectors, pace and hour."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from scraper.extraction.listing.listing import extract_listing
from scraper.portals.model import Portal
from scraper.portals.values import Window
from tests.support.crawling import AT_FULL_SPEED, Ended, crawl, scrapy
from tests.support.site import Answer, Site, article, listing, serving

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

DEFINITION = """
name = "gazette"
home = "{0}/"
time_zone = "UTC"
next_page = "a.more"

[[listings]]
url = "{0}/list/"
section = "Talks"
links = "div.real li"
next = "//a[@data-role='forth']"
{1}
"""


def _define(folder: Path, address: str, more: str = "") -> tuple[str, ...]:
    (folder / "gazette.toml").write_text(DEFINITION.format(address, more), encoding="utf-8")
    return ("-a", "portal=gazette", "-s", f"PORTAL_FOLDERS={folder}")


def _more(page: str, href: str) -> str:
    return page.replace("</body>", f"<a class=more href='{href}'>2</a></body>")


def _later(number: int, part: int) -> str:
    text = article(number).replace(f"Guest {number} spoke", f"On page {part} she spoke")
    return text.replace("for part ", f"for page {part}, part ")


def _list(*numbers: int) -> str:
    shown = listing({f"/news/{number}.html": f"Guest {number} talks" for number in numbers})
    hot = {f"/hot/{number}.html": f"Hot story number {number} of the day" for number in range(9)}
    boxed = shown.replace("<ul>", "<div class=real><ul>").replace("</ul>", "</ul></div>")
    return boxed.replace("</body>", listing(hot).partition("</h1>")[2])


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    pages: dict[str, Answer | str] = {
        "/list/": _list(1, 2).replace("</h1>", "</h1><a data-role=forth href='/list/b'>…</a>"),
        "/list/b": _list(3),
        "/news/1.html": _more(article(1), "/news/1_2.html"),
        "/news/1_2.html": _more(_later(1, 2), "/news/1_3.html"),
        # Leads back: the end.
        "/news/1_3.html": _more(_later(1, 3), "/news/1.html"),
        "/news/2.html": _more(article(2), "/news/2_2.html"),
        "/news/2_2.html": Answer("gone", 404),
        "/news/3.html": article(3),
    }
    with serving(pages) as running:
        yield running


@pytest.fixture(scope="module")
def ended(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    folder = tmp_path_factory.mktemp("ways")
    return crawl(*_define(folder, site.address), archive=folder / "archive.db")


def test_the_pages_of_an_article_become_one_record(ended: Ended) -> None:
    body = ended.records["1.html"]["body"]
    assert body.index("Guest 1 spoke") < body.index("On page 2") < body.index("On page 3")
    assert body.count("for part 1 of an hour") == 1
    assert len(ended.records["1.html"]["blocks"]) == 12


@pytest.mark.slow
def test_the_pages_are_joined_again_when_they_are_read_anew(ended: Ended) -> None:
    folder = ("-s", f"PORTAL_FOLDERS={ended.archive.parent}")
    again = scrapy("crawl", "reextract", *folder, archive=ended.archive)
    assert again.code == 0, again.out
    assert len(again.records["1.html"]["blocks"]) == 12
    assert again.records["1.html"]["revision"] == 1


def test_an_article_of_which_a_page_is_missing_is_not_stored_by_halves(ended: Ended) -> None:
    assert "2.html" not in ended.records
    assert ended.code == 3
    assert "/news/2_2.html: HTTP 404" in ended.out


def test_the_listings_selectors_say_what_is_an_article_and_what_comes_next(
    ended: Ended, site: Site
) -> None:
    assert set(ended.records) == {"1.html", "3.html"}
    assert site.hits["/list/b"] == 1
    assert not [path for path in site.hits if path.startswith("/hot/")]


def test_each_page_is_asked_for_once(ended: Ended, site: Site) -> None:
    assert ended.code == 3
    assert max(site.hits[path] for path in site.hits if path != "/news/2_2.html") == 1


@pytest.mark.slow
def test_a_definition_with_a_mistake_stops_no_other_portal_and_is_told(tmp_path: Path) -> None:
    with serving({"/list/": _list(3), "/news/3.html": article(3)}) as site:
        _, _, *options = _define(tmp_path, site.address)
        (tmp_path / "broken.toml").write_text('name = "broken"\nhome = "nowhere"\n')
        ended = crawl(*options, archive=tmp_path / "archive.db")
    assert set(ended.records) == {"3.html"}
    assert ended.code == 2
    assert "not every portal was crawled" in ended.out
    assert "broken.toml:2: home: found 'nowhere'" in ended.out


@pytest.mark.slow
def test_outside_its_window_a_portal_is_asked_nothing(tmp_path: Path) -> None:
    with serving({"/list/": _list(1)}) as site:
        options = _define(tmp_path, site.address, '[politeness]\nwindow = "22:00-06:00"')
        noon = ("-s", "ARCHIVE_NOW=2026-01-01T12:00:00+00:00")
        ended = scrapy(
            "crawl", "interviews", *AT_FULL_SPEED, *options, *noon, archive=tmp_path / "a.db"
        )
    assert ended.code == 7
    assert "gazette may be asked 22:00-06:00 (UTC)" in ended.out
    assert not site.hits


@pytest.mark.slow
def test_a_portals_own_delay_is_kept(tmp_path: Path) -> None:
    with serving({"/list/": _list(1, 2, 3), "/news/1.html": article(1)}) as site:
        options = _define(tmp_path, site.address, "[politeness]\ndelay = 1.5\nconcurrency = 1")
        quick = ("-s", "DOWNLOAD_DELAY=0.1", "-s", "AUTOTHROTTLE_ENABLED=False")
        crawl_options = (*quick, "-s", "DOWNLOAD_DELAY_JITTER=0", *options)
        scrapy("crawl", "interviews", *crawl_options, archive=tmp_path / "a.db")
    # Of the first answers the slot learns whose portal it is.
    gaps = [later - earlier for earlier, later in zip(site.times[2:], site.times[3:], strict=False)]
    assert gaps
    assert min(gaps) > 1.3


@pytest.mark.parametrize(
    ("begin", "end", "hour", "holds"),
    [
        (22, 6, 23, True),
        (22, 6, 3, True),
        (22, 6, 6, False),
        (22, 6, 12, False),
        (9, 17, 9, True),
        (9, 17, 17, False),
        (9, 17, 3, False),
    ],
)
def test_windows(begin: int, end: int, hour: int, holds: bool) -> None:
    assert Window(time(begin), time(end)).holds(time(hour)) is holds


def test_links_to_a_further_host_of_the_portal_are_articles() -> None:
    stated = {"name": "g", "home": "https://g.example/", "hosts": ["talks.g.example"]}
    links = {f"https://talks.g.example/{n}.html": f"Guest {n} talks at length" for n in range(4)}
    found = extract_listing(listing(links), "https://g.example/l/", Portal.model_validate(stated))
    assert [link.url for link in found.links] == list(links)
    stated["hosts"] = []
    nobody = extract_listing(listing(links), "https://g.example/l/", Portal.model_validate(stated))
    assert nobody.links == []


def test_a_listings_selector_that_finds_nothing_is_passed_over() -> None:
    url = "https://g.example/l/"
    rule = {"url": url, "links": ".gone a", "next": ".gone"}
    portal = Portal.model_validate({"name": "g", "home": "https://g.example/", "listings": [rule]})
    links = {f"/{number}.html": f"Guest {number} talks at length" for number in range(4)}
    found = extract_listing(listing(links, "/l/?page=2"), url, portal)
    assert len(found.links) == 4
    assert found.next_page == f"{url}?page=2"
