"""Portals that nobody wrote rules for, crawled by the address of their listing pages alone."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from parsel import Selector

from scraper.archive import Archive
from tests.support.crawling import address_of, crawl
from tests.support.markups import invented_site, portals
from tests.support.markups.compare import FIELDS, differences, expected_record
from tests.support.markups.portal import Markup, Site
from tests.support.markups.server import serving
from tests.support.markups.words.bank import Language

INTERVIEWS, PER_PAGE = 7, 3
Portal = tuple[Markup, Language]
_BY_MARKUP = [list(group) for _, group in groupby(portals(), lambda portal: portal[0].name)]
# Each markup once, its languages in turn; the others are for the slow tests.
QUICK = [group[-(n % 2)] for n, group in enumerate(_BY_MARKUP)]
PORTALS = [
    pytest.param(
        portal,
        id=f"{portal[0].name}-{portal[1]}",
        marks=[] if portal in QUICK else [pytest.mark.slow],
    )
    for portal in portals()
]


@dataclass(frozen=True)
class Crawled:
    """A portal after the crawl: what was asked of it, and what the archive has of it."""

    site: Site
    asked: Counter[str]
    records: list[dict[str, Any]]


Crawls = Callable[[Portal], Crawled]


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Crawls:
    """A portal after the crawl: it and all that are as quick, by one process into one archive."""

    @cache
    def crawled(quick: bool) -> dict[Portal, Crawled]:
        archive = tmp_path_factory.mktemp("markups") / "archive.db"
        chosen = [portal for portal in portals() if (portal in QUICK) == quick]
        with serving(chosen, INTERVIEWS, PER_PAGE) as servers:
            starts = [url for server in servers for url in server.site.start_urls]
            ended = crawl("-a", f"url={','.join(starts)}", archive=archive)
            assert archive.exists(), ended.log
            records = _records(archive)
            return {
                (server.site.markup, server.site.language): Crawled(
                    server.site,
                    Counter(server.asked),
                    [one for one in records if one["url"].startswith(server.site.origin + "/")],
                )
                for server in servers
            }

    return lambda portal: crawled(portal in QUICK)[portal]


def _records(archive: Path) -> list[dict[str, Any]]:
    with Archive.open(address_of(archive), create=False, readonly=True) as opened:
        return list(opened.records())


@pytest.mark.parametrize("portal", PORTALS)
def test_no_interview_is_missing_or_extra_or_twice(portal: Portal, crawls: Crawls) -> None:
    one = crawls(portal)
    expected = sorted(one.site.article_url(interview) for interview in one.site.interviews)
    assert sorted(record["url"] for record in one.records) == expected


@pytest.mark.parametrize("portal", PORTALS)
def test_no_page_is_asked_for_twice(portal: Portal, crawls: Crawls) -> None:
    twice = {target: times for target, times in crawls(portal).asked.items() if times > 1}
    assert twice == {}


@pytest.mark.parametrize("portal", PORTALS)
def test_every_field_of_every_interview_is_right(portal: Portal, crawls: Crawls) -> None:
    one = crawls(portal)
    records = {record["url"]: record for record in one.records}
    wrong = [
        f"{difference.field} of {record['url']}\n  {difference.expected}\n  {difference.found}"
        for interview in one.site.interviews
        if (record := records.get(one.site.article_url(interview)))
        for difference in differences(expected_record(one.site, interview), record)
    ]
    assert records, "nothing was archived, so nothing could be wrong"
    assert not wrong, f"{len(wrong)} fields (expected, then found):\n" + "\n".join(wrong[:5])


@pytest.mark.parametrize("portal", PORTALS)
def test_a_page_shows_what_the_truth_says(portal: Portal) -> None:
    site = invented_site(*portal, count=INTERVIEWS)
    for interview in site.interviews:
        expected = expected_record(site, interview)
        shown = _letters(_text(site, site.article_url(interview)))
        texts = [expected["title"], *expected["tags"], *expected["authors"]]
        texts += [block["text"] for block in expected["blocks"]]
        texts += [entry["title"] for entry in expected["related"]]
        texts += [image["caption"] or "" for image in expected["images"]]
        following = expected["next_article"] or {"title": "", "teaser": None}
        texts += [following["title"], following["teaser"] or ""]
        assert [text for text in texts if _letters(text) not in shown] == []


def _text(site: Site, url: str) -> str:
    response = site.respond(url.removeprefix(site.origin))
    assert response is not None
    html = response.body.decode(site.markup.encoding)
    seen = Selector(text=html).xpath("string(/)").get("")
    data = " ".join(re.findall(r'(?s)<script type="application/ld\+json".*?</script>', html))
    return seen + unescape(data.encode().decode("unicode-escape") if "\\u" in data else data)


def _letters(text: str) -> str:
    """What is left of a text without spaces and signs that nobody sees."""
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


@pytest.mark.parametrize("field", FIELDS)
def test_the_comparison_tells_a_wrong_field(field: str) -> None:
    markup, language = portals()[0]
    site = invented_site(markup, language)
    right = expected_record(site, site.interviews[0])
    assert differences(right, right) == []
    wrong = right | {field: "something else"}
    assert [difference.field for difference in differences(right, wrong)] == [field]
