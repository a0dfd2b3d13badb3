"""From a listing's address to a definition with which the crawl is exactly right, untouched."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.normalise import normalise
from scraper.archive import Archive
from scraper.authoring.check.samples import Sample
from scraper.authoring.check.selftest import read_article
from scraper.authoring.draft import Draft, draft, gather, to_toml, try_out
from scraper.authoring.draft.patterns import pattern_of
from scraper.crawl.fetch.visit import Unfetched, Visited
from scraper.extraction import extract_article
from scraper.items import RawArticle
from scraper.portals.definitions import read_definition
from scraper.portals.model import Portal
from scraper.record import record_of
from scraper.settings import DATA
from scraper.ui.demo_server import served
from tests.support.crawling import AT_FULL_SPEED, Ended, address_of, lines_of, scrapy
from tests.support.markups import MARKUPS, invented_site
from tests.support.markups.compare import FIELDS, differences, expected_record
from tests.support.markups.portal import Markup, Site
from tests.support.markups.server import serving
from tests.support.site import Answer, article, listing
from tests.support.site import serving as pages_served

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

# Of the rest, one states no zone and is written in Japanese on Chinese time: no guess finds that.
QUICK = [one for one in MARKUPS if one.name == "show-php"]
# One says that it is of Britain where it is in English, and is on Chinese time all the same.
IN_CHINESE = "noisy"
OTHERS = [one for one in MARKUPS if one not in QUICK and one.languages != ("ja",)]


def _understand(raw: RawArticle) -> dict[str, Any]:
    return record_of(normalise(raw))


def _drafted(site: Site, robots: str = "") -> Draft:
    async def fetch(url: str, portal: Portal | None = None) -> Visited:
        path = url.removeprefix(site.origin)
        if path == "/robots.txt" and robots:
            return Visited(url, robots.encode(), "text/plain")
        answer = site.respond(path)
        if answer is None:
            raise Unfetched(f"{url}: the portal answers HTTP 404")
        return Visited(url, answer.body, answer.content_type)

    nobody = Portal.undefined("x", f"{site.origin}/", "Asia/Shanghai")
    return draft(asyncio.run(gather(fetch, site.start_urls, nobody)), _understand, "drafted")


def _wrong(markup: Markup, folder: Path) -> list[str]:
    """What a drafted definition makes of every interview, where it is not the truth."""
    site = invented_site(markup, markup.languages[markup.name == IN_CHINESE], 12)
    drafted = _drafted(site)
    file = folder / "drafted.toml"
    file.write_text(to_toml(drafted), encoding="utf-8")
    portal = read_definition(file, "Asia/Shanghai")
    assert portal == drafted.portal
    wrong = []
    for one in site.interviews:
        url = site.article_url(one)
        answer = site.respond(url.removeprefix(site.origin))
        assert answer is not None
        text = Visited(url, answer.body, answer.content_type).text
        section = site.markup.section(site, one)
        raw = _extract(text, url, portal, section, one.title)
        wrong += [str(bad) for bad in differences(expected_record(site, one), _understand(raw))]
    return wrong


def _extract(text: str, url: str, portal: Portal, section: str, title: str) -> RawArticle:
    return extract_article(text, url, portal, listed_section=section, listed_title=title)


@pytest.mark.parametrize("markup", QUICK, ids=lambda markup: markup.name)
def test_a_draft_reads_every_interview_exactly(markup: Markup, tmp_path: Path) -> None:
    assert _wrong(markup, tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("markup", OTHERS, ids=lambda markup: markup.name)
def test_any_draft_reads_every_interview_exactly(markup: Markup, tmp_path: Path) -> None:
    assert _wrong(markup, tmp_path) == []


def test_a_draft_says_how_each_guess_was_made() -> None:
    site = invented_site(next(one for one in MARKUPS if one.name == "semantic"), "en", 16)
    robots = "User-agent: *\nCrawl-delay: 7\nSitemap: http://semantic.en.test/map.xml"
    drafted = _drafted(site, robots)
    text = to_toml(drafted)
    assert drafted.portal.politeness.delay == 7
    guessed = ("title =", "time_zone =", "article_url =", "delay =", "section =")
    lines = [line for line in text.splitlines() if line.startswith(guessed)]
    assert {line.partition(" =")[0] + " =" for line in lines} == set(guessed)
    # Selectors have one comment for all of them.
    assert [line for line in lines if " # " not in line] == ['title = "h1"']
    assert "http://semantic.en.test/map.xml" in text
    assert any(
        said.startswith("time_zone: the pages' times are +01:00 from UTC")
        for said in drafted.unsure
    )


def test_selectors_that_do_not_stand_their_own_test_are_left_out(tmp_path: Path) -> None:
    site = invented_site(MARKUPS[0], MARKUPS[0].languages[0], 16)
    drafted = _drafted(site)
    good = drafted.portal.selectors.model_dump(exclude_none=True)
    bad = drafted.portal.selectors.model_copy(update={"views": "title", "next_article": "b.none"})
    drafted.portal = drafted.portal.model_copy(update={"selectors": bad})
    one = drafted.samples[0]
    saved = Sample("a.html.gz", one.url, "article", {}, body=one.html.encode())

    def samples_by(portal: Portal) -> list[Sample]:
        views = {**read_article(portal, saved, _understand), "views": 17}
        return [replace(saved, expected=views)]

    try_out(drafted, samples_by, _understand)
    good.pop("views", None)
    assert drafted.portal.selectors.model_dump(exclude_none=True) == good
    assert set(drafted.left_out) == {"views", "next_article"}
    file = tmp_path / "drafted.toml"
    file.write_text(to_toml(drafted), encoding="utf-8")
    assert '# selectors.views = "title"' in file.read_text(encoding="utf-8")
    assert read_definition(file, "Asia/Shanghai") == drafted.portal


def test_articles_on_another_host_of_the_domain_are_found() -> None:
    links = {f"https://talks.g.example/{n}.html": f"Guest {n} talks at length" for n in range(9)}
    links |= {f"https://shop.other.example/{n}.html": f"Buy a fine loom, {n}" for n in range(9)}
    pages = {url: article(number) for number, url in enumerate(links)}
    pages["https://www.g.example/interviews/"] = listing(links)

    async def fetch(url: str, portal: Portal | None = None) -> Visited:
        if url not in pages or (portal and not portal.owns(url)):
            raise Unfetched(url)
        return Visited(url, pages[url].encode(), "text/html; charset=utf-8")

    nobody = Portal.undefined("x", "https://www.g.example/", "UTC")
    start = "https://www.g.example/interviews/"
    drafted = draft(asyncio.run(gather(fetch, [start], nobody)), _understand)
    assert drafted.portal.name == "g"
    assert drafted.portal.hosts == ("talks.g.example",)
    assert 'hosts = ["talks.g.example"]' in to_toml(drafted)
    assert len(drafted.samples) == 3
    # The number in these titles is the count of views, too.
    assert drafted.portal.selectors.views is None


@pytest.mark.parametrize(
    ("urls", "pattern"),
    [
        (["/a/1.html", "/a/22.html", "/a/3.html"], r"/a/\d+\.html$"),
        (["/n/2020/one", "/n/2021/two", "/n/2020/six"], r"/n/\d+/[^/?]+$"),
        (["/show.php?id=1", "/show.php?id=2", "/show.php?id=9"], r"/show\.php\?id=\d+$"),
        (["/x.htm", "/a/b.htm", "/c.htm"], None),
        (["/one", "/two", "/three"], None),
        (["/a/1.html", "/a/2.html"], None),
    ],
)
def test_patterns(urls: list[str], pattern: str | None) -> None:
    assert pattern_of([f"https://g.example{url}" for url in urls]) == pattern


def _from_address_to_archive(urls: list[str], folder: Path, zone: str) -> tuple[Ended, Ended]:
    """Two commands, as a person gives them."""
    common = ("-s", f"PORTAL_FOLDERS={folder}", "-s", f"PORTAL_TIME_ZONE={zone}")
    archive = folder / "archive.db"
    made = scrapy("newportal", "--name", "mine", *AT_FULL_SPEED, *common, *urls, archive=archive)
    crawl = ("crawl", "interviews", "-a", "portal=mine")
    return made, scrapy(*crawl, *AT_FULL_SPEED, *common, archive=archive)


def _archived(ended: Ended) -> dict[str, dict[str, Any]]:
    with Archive.open(address_of(ended.archive), create=False, readonly=True) as archive:
        return {record["url"]: record for record in archive.records()}


@pytest.fixture(scope="module")
def microdata(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Ended, Ended]]:
    folder = tmp_path_factory.mktemp("microdata")
    markup = next(one for one in MARKUPS if one.name == "microdata")
    with serving([(markup, "zh")], 12, 4) as (server,):
        ended = _from_address_to_archive(server.site.start_urls, folder, "Asia/Shanghai")
        yield (server.site, *ended)


def test_newportal_says_what_to_check_and_what_to_do_next(
    microdata: tuple[Site, Ended, Ended],
) -> None:
    _, made, _ = microdata
    assert made.code == 0, made.log
    assert "Drafted " in made.out
    assert "scrapy crawl interviews -a portal=mine" in made.out
    assert "scrapy checkportal mine" in made.out


def test_the_crawl_with_a_draft_is_exactly_right(microdata: tuple[Site, Ended, Ended]) -> None:
    site, _, crawled = microdata
    assert crawled.code == 0, crawled.out
    records = _archived(crawled)
    assert set(records) == {site.article_url(one) for one in site.interviews}
    assert [
        str(bad)
        for one in site.interviews
        for bad in differences(expected_record(site, one), records[site.article_url(one)])
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["semantic", "wordpress", "gbk-tables", "show-php"])
def test_the_crawl_of_other_portals_is_exactly_right_too(name: str, tmp_path: Path) -> None:
    markup = next(one for one in MARKUPS if one.name == name)
    with serving([(markup, "zh")], 16, 5) as (server,):
        site = server.site
        made, crawled = _from_address_to_archive(site.start_urls, tmp_path, "Asia/Shanghai")
    assert (made.code, crawled.code) == (0, 0), made.log + crawled.out
    records = _archived(crawled)
    assert set(records) == {site.article_url(one) for one in site.interviews}
    for one in site.interviews:
        found = records[site.article_url(one)]
        assert differences(expected_record(site, one), found) == []


@pytest.mark.slow
def test_the_crawl_of_the_sample_portal_is_exactly_right(tmp_path: Path) -> None:
    truths = {one["path"]: one for one in lines_of(DATA / "sample_portal" / "truth.jsonl")}
    with served(DATA / "sample_portal" / "site", 0) as address:
        urls = [f"{address}/{name}/index.html" for name in ("interviews", "dialogue")]
        made, crawled = _from_address_to_archive(urls, tmp_path, "Asia/Shanghai")
    assert (made.code, crawled.code) == (0, 0), made.log + crawled.out
    records = {url.removeprefix(address): one for url, one in _archived(crawled).items()}
    assert set(records) == set(truths)
    for path, truth in truths.items():
        shown = json.loads(json.dumps(records[path]).replace(address, ""))
        assert {name: shown[name] for name in truth if name in FIELDS} == {
            name: truth[name] for name in truth if name in FIELDS
        }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/none/", 4, "shows no list of articles"),
        ("/gone/", 5, "the portal answers HTTP 404"),
        ("/dead/", 4, "no article could be read"),
        ("/private/", 5, "robots.txt forbids it"),
    ],
)
def test_where_nothing_can_be_drafted_it_says_why(
    path: str, code: int, said: str, tmp_path: Path
) -> None:
    pages: dict[str, Answer | str] = {
        "/robots.txt": "User-agent: *\nDisallow: /private/",
        "/none/": "<html><body><p>Nothing here.</p></body></html>",
        "/dead/": listing({f"/x/{number}.html": f"Guest {number} talks" for number in range(5)}),
    }
    with pages_served(pages) as site:
        common = ("-s", f"PORTAL_FOLDERS={tmp_path}", *AT_FULL_SPEED)
        ended = scrapy("newportal", *common, site.address + path, archive=tmp_path / "a.db")
    assert (ended.code, said in ended.log) == (code, True), ended.log
    assert not list(tmp_path.glob("*.toml"))
