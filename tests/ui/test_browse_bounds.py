"""What somebody may ask of `scrapy browse`: bounded in memory, from this machine's own pages."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from scraper.archive import Archive
from tests.support.archived import article
from tests.support.browsing import Browser, browsing
from tests.support.crawling import address_of

MANY = "with recursive c(x) as (select 1 union all select x + 1 from c limit 1000)"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    file = tmp_path_factory.mktemp("bounds") / "a.db"
    with Archive.open(address_of(file)) as archive:
        archive.save(article(1))
    with browsing(file) as opened:
        yield opened


@pytest.mark.parametrize(
    "sql",
    [
        "select length(zeroblob(1000000000))",
        "select length(hex(randomblob(400000000)))",
        "select length(replace(hex(zeroblob(10000)), '0', hex(zeroblob(40000))))",
        f"{MANY} select hex(zeroblob(500000)) from c",
        f"{MANY} select zeroblob(4000000) from c",
        f"{MANY} select length(group_concat(hex(zeroblob(40000)))) from c",
        "select 1; delete from articles",
    ],
)
def test_a_query_that_wants_too_much_is_refused(browser: Browser, sql: str) -> None:
    page = browser.get(f"/archive.json?sql={quote(sql)}")
    assert page.status == 400
    assert '"ok": false' in page.text


def test_an_ordinary_query_is_answered(browser: Browser) -> None:
    assert browser.json("/archive.json?sql=select+count(*)+n+from+articles&_shape=array") == [
        {"n": 1}
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/archive/interviews?_sort=x",
        "/archive/interviews?_next=%ff",
        "/archive/interviews?_size=99999999999999999999",
        "/archive/interviews?_facet=x%22%5D",
        "/archive/interviews?nosuch__gt=1",
        "/-/search?q=%ff%fe%00",
        "/-/search?from=99999999999999999999999",
        "/-/article/999999999999999999",
    ],
)
def test_odd_parameters_are_the_askers_mistake(browser: Browser, path: str) -> None:
    assert browser.get(path).status < 500


@pytest.mark.parametrize(
    ("site", "status"),
    [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)],
)
def test_no_other_site_has_anything_asked(browser: Browser, site: str, status: int) -> None:
    assert browser.get("/", **{"Sec-Fetch-Site": site}).status == status
