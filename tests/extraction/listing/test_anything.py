"""Whatever is served as a listing page is read, in bounded steps and without an exception."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.extraction.listing.listing import ListingPage, extract_listing
from scraper.portals.model import Portal
from scraper.values.urls import canonical, same_site
from tests.support.listing_cases import HOST

PORTAL = Portal.undefined("example", HOST + "/", "Asia/Shanghai")
URL = HOST + "/list/?page=2"


def read(html: str) -> ListingPage:
    return extract_listing(html, URL, PORTAL)


@pytest.mark.parametrize(
    "html",
    ["", " \n", "<", "<a", "\x00", "plain text", "<!-- only a comment -->", "<table><tr><td>"],
)
def test_nothing_is_found_where_nothing_is(html: str) -> None:
    found = read(html)
    assert (found.links, found.next_page) == ([], None)


@pytest.mark.parametrize(
    "html",
    [
        "<?xml version='1.0' encoding='gbk'?><html><h1>X</h1>"
        "<a href='/a/1.html'>The one talk here</a>",
        "<base href='::::'><h1>X</h1><a href='/a/1.html'>The one talk here</a>"
        "<a href='http://['>x</a>",
        "<h1>X<a href='/a/1.html'>The one talk here",
        "<h1>X</h1>\ud800<a href='/a/1.html\x00'>The one talk here</a></div></div></body></body>",
    ],
)
def test_broken_markup_is_read(html: str) -> None:
    assert [(link.url, link.title) for link in read(html).links] == [
        (HOST + "/a/1.html", "The one talk here")
    ]


TAGS = st.sampled_from(["div", "ul", "li", "p", "h2", "h3", "table", "tr", "td", "b", "aside"])
HREFS = st.sampled_from(
    ["/a/1.html", "/a/2.html", "/b/slug-of-a-title", "?page=1", "?page=2", "?page=3", "#", "/", "",
     "https://other.example.net/a/3.html", "javascript:;", "/tag/x", "list.php?cat=3", "//["]
)  # fmt: skip
WORDS = st.sampled_from(
    ["A talk with the dyer of the town", "专访林美华：水灾之后的织造厂", "Next", "下一页",
     "热门文章", "2", "Most read", "2020-12-24", "»", "Latest news", "12 comments", ""]
)  # fmt: skip
PARTS = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.tuples(HREFS, WORDS).map(lambda pair: f"<a href='{pair[0]}'>{pair[1]}</a>"),
    WORDS,
    st.just("<br>"),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join))
def test_what_is_found_can_be_fetched(html: str) -> None:
    found = read(html)
    urls = [link.url for link in found.links]
    assert len(urls) == len(set(urls))
    assert all(url == canonical(url) and same_site(url, URL) for url in urls)
    assert all(link.title.strip() for link in found.links)
    assert URL not in urls
    assert HOST + "/" not in urls
    backward = (URL, HOST + "/", HOST + "/list/?page=1")
    assert found.next_page is None or found.next_page.startswith(HOST)
    assert found.next_page not in (*backward, *urls)


def steps(action: Callable[[], object]) -> int:
    """How many functions are called; as telling as time, and the same on every machine."""
    count = 0

    def counted(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


GROWING = {
    "one list": lambda n: "".join(
        f"<li><a href='/a/{at}.html'>The talk of the day, {at}</a></li>" for at in range(n)
    ),
    "one line": lambda n: "".join(f"<a href='/a/{at}.html'>The talk {at}</a> " for at in range(n)),
    "one pager": lambda n: "".join(f"<a href='?page={at}'>{at}</a>" for at in range(n)),
    "one address": lambda n: "".join("<a href='/a/1.html'>The talk again</a>" for _ in range(n)),
    "never closed": lambda n: "".join(
        f"<div><b><a href='/a/{at}.html'>The talk of the day, {at}</a>" for at in range(n)
    ),
    "many headings": lambda n: "".join(
        f"<h3>Hot {at}</h3><ul><li><a href='/a/{at}.html'>The talk of {at}</a></ul>"
        for at in range(n)
    ),
    "many kinds": lambda n: "".join(
        f"<p><a href='/a/{'x' * (at % 9)}{at}/?k{at}=1'>The talk of the day, {at}</a></p>"
        for at in range(n)
    ),
}


@pytest.mark.parametrize("grow", GROWING.values(), ids=GROWING.keys())
def test_twice_the_page_is_twice_the_work(grow: Callable[[int], str]) -> None:
    read(grow(5))
    small, large = grow(100), grow(200)
    assert steps(lambda: read(large)) < 2.6 * steps(lambda: read(small))
