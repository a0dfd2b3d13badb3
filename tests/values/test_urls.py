"""Addresses: where a link leads, and which addresses are of one page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.values.urls import absolute, canonical, parameters_sorted, same_site, url_shape

BASE = "https://news.example.com/interview/list.html?page=2"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("a.html", "https://news.example.com/interview/a.html"),
        ("../2020/a.html", "https://news.example.com/2020/a.html"),
        ("/a.html", "https://news.example.com/a.html"),
        ("./", "https://news.example.com/interview/"),
        ("?page=3", "https://news.example.com/interview/list.html?page=3"),
        ("//cdn.example.com/a", "https://cdn.example.com/a"),
        ("http://other.example.com/", "http://other.example.com/"),
        ("HTTPS://news.example.com/A", "https://news.example.com/A"),
        ("  /a.html\n", "https://news.example.com/a.html"),
        ("/inter\n\tview/a.html", "https://news.example.com/interview/a.html"),
        ("/a b.html", "https://news.example.com/a%20b.html"),
        ("\\news\\a.html", "https://news.example.com/news/a.html"),
        ("http:\\\\news.example.com\\a", "http://news.example.com/a"),
        ("/a?path=c:\\x", "https://news.example.com/a?path=c:\\x"),
        ("/a.html#top", "https://news.example.com/a.html#top"),
        ("/访谈/1.html", "https://news.example.com/访谈/1.html"),
        ("a:b.html", None),
        ("", None),
        ("   ", None),
        ("#", None),
        ("#comments", None),
        ("javascript:void(0)", None),
        ("JavaScript:;", None),
        ("java\nscript:alert(1)", None),
        ("mailto:a@example.com", None),
        ("tel:123", None),
        ("data:text/html,x", None),
        ("ftp://example.com/a", None),
        ("file:///etc/hosts", None),
        ("http://", None),
        ("https:///a", None),
        ("http://[", None),
        ("http://exa mple.com/", None),
        ("http://example.com:99999/", None),
        ("http://example.com:port/", None),
        ("//", None),
    ],
)
def test_where_a_link_leads(href: str, url: str | None) -> None:
    assert absolute(href, BASE) == url


@pytest.mark.parametrize("base", ["", "about:blank", "file:///a.html", "http://["])
def test_a_relative_link_without_a_usable_base(base: str) -> None:
    assert absolute("a.html", base) is None


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("HTTP://News.Example.COM/A", "http://news.example.com/A"),
        ("http://example.com", "http://example.com/"),
        ("http://example.com:80/a", "http://example.com/a"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("http://example.com:443/a", "http://example.com:443/a"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("http://example.com/a#b", "http://example.com/a"),
        ("http://example.com/a/", "http://example.com/a/"),
        ("http://example.com/a?", "http://example.com/a"),
        ("http://example.com/a?utm_source=x&utm_medium=y&id=1", "http://example.com/a?id=1"),
        ("http://example.com/a?spm=1.2.3&scm=4", "http://example.com/a"),
        ("http://example.com/a?fbclid=1&gclid=2&UTM_Campaign=3", "http://example.com/a"),
        ("http://example.com/a?b=2&a=1", "http://example.com/a?b=2&a=1"),
        ("http://example.com/a?id=1&page=2&p=3", "http://example.com/a?id=1&page=2&p=3"),
        ("http://example.com/a?from=list&id=1", "http://example.com/a?id=1"),
        ("http://example.com/a?from=timeline&isappinstalled=0", "http://example.com/a"),
        ("http://example.com/a?ref=home&source=related2", "http://example.com/a"),
        ("http://example.com/a?from=2020&ref=42", "http://example.com/a?from=2020&ref=42"),
        ("http://example.com/a?source=xinwen", "http://example.com/a?source=xinwen"),
        ("http://example.com/a?spm_id=1", "http://example.com/a?spm_id=1"),
        ("http://example.com/a;jsessionid=AB12?id=1", "http://example.com/a?id=1"),
        ("http://example.com/a?PHPSESSID=ab&id=1", "http://example.com/a?id=1"),
        ("http://example.com/show.asp?123", "http://example.com/show.asp?123"),
        ("http://example.com/a?b=", "http://example.com/a?b="),
        ("http://example.com/%7ea/%e4%b8%ad", "http://example.com/~a/%E4%B8%AD"),
        ("http://example.com/中", "http://example.com/%E4%B8%AD"),
        ("http://example.com/a?q=%D6%D0", "http://example.com/a?q=%D6%D0"),
        ("http://example.com/a/../b/./c", "http://example.com/b/c"),
        ("http://新闻.example/a", "http://xn--efvy88h.example/a"),
        ("  http://example.com/a \n", "http://example.com/a"),
        ("http://[", "http://["),
    ],
)
def test_the_one_form_of_an_address(url: str, form: str) -> None:
    assert canonical(url) == form


NAMES = st.sampled_from(
    ["id", "page", "from", "utm_source", "q", "%75tm_x", "jsessionid", "", "ref"]
)
VALUES = st.sampled_from(["1", "list", "", "%e4%b8%ad", "a b", "a+b", "%26", "=", "中"])
QUERIES = st.lists(st.tuples(NAMES, VALUES), max_size=4).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)
PATHS = st.text("/.;ab%1é=:中~ \\", max_size=12)
URLS = st.builds(
    "http://Example.com{}/{}?{}#f".format, st.sampled_from(["", ":80", ":81"]), PATHS, QUERIES
)


@settings(deadline=None)
@given(URLS | st.text(max_size=30) | st.text(max_size=30).map("http://a.b/".__add__))
def test_the_form_of_a_form_is_itself(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@settings(deadline=None)
@given(st.permutations(["a=1", "b=2", "c=3", "utm_id=4"]))
def test_the_order_of_parameters_is_the_portals_own(pairs: list[str]) -> None:
    kept = "&".join(pair for pair in pairs if pair != "utm_id=4")
    assert canonical("http://a.b/c?" + "&".join(pairs)) == f"http://a.b/c?{kept}"


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=20) | st.just(BASE))
def test_any_link_leads_to_http_or_nowhere(href: str, base: str) -> None:
    url = absolute(href, base)
    assert url is None or url.startswith(("http://", "https://"))
    same_site(href, base)
    url_shape(href)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("http://example.com/a", "http://example.com/b", True),
        ("http://www.example.com/", "http://example.com/", True),
        ("http://EXAMPLE.com/", "https://example.com:443/", True),
        ("http://example.com:8000/", "http://example.com:8000/x", True),
        ("http://example.com:8000/", "http://example.com:8001/", False),
        ("http://example.com:8000/", "http://example.com/", False),
        ("http://m.example.com/", "http://example.com/", False),
        ("http://notexample.com/", "http://example.com/", False),
        ("http://新闻.example/", "http://xn--efvy88h.example/", True),
        ("a.html", "a.html", False),
        ("http://[", "http://[", False),
    ],
)
def test_same_site(a: str, b: str, same: bool) -> None:
    assert same_site(a, b) is same


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("http://example.com/news/2020/1224/345.html?x=1", "/news/0/0/0.html"),
        ("http://example.com/news/2019/0101/7.html", "/news/0/0/0.html"),
        ("http://example.com/a12b3", "/a0b0"),
        ("http://example.com", "/"),
        ("http://[", "/"),
    ],
)
def test_the_shape_of_an_address(url: str, shape: str) -> None:
    assert url_shape(url) == shape


def test_one_page_is_told_in_any_order_of_parameters() -> None:
    first = parameters_sorted("http://a.b/show.php?id=3&cat=2&utm_source=x")
    assert first == parameters_sorted("http://a.b/show.php?cat=2&id=3#top")
    assert first != parameters_sorted("http://a.b/show.php?cat=3&id=2")
