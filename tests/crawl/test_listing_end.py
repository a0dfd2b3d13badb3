"""A listing is read to its end, or the run says that it was not: whole crawls, day by day."""

import json
from pathlib import Path

import pytest

from tests.support.days import Day, Ran, live
from tests.support.site import Answer, article, listing

# Whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

Pages = dict[str, Answer | str]
JSON = {"Content-Type": "application/json"}
XML = {"Content-Type": "application/xml"}


def path(number: int) -> str:
    return f"/news/{number}.html"


def _entries(numbers: range | list[int], day: str = "2020-12-24") -> str:
    return "".join(
        f"<li><a href='{path(one)}'>Guest {one} talks about the looms of a town</a>"
        f" <span>{day}</span></li>"
        for one in numbers
    )


def _page(numbers: range | list[int], below: str = "", day: str = "2020-12-24") -> str:
    return (
        "<html><head><title>Interviews</title></head><body><h1>Interviews</h1>"
        f"<ul>{_entries(numbers, day)}</ul>{below}</body></html>"
    )


def _articles(numbers: range | list[int]) -> Pages:
    return {path(one): article(one) for one in numbers}


def _data(numbers: range, **more: object) -> Answer:
    items = [{"title": f"Guest {one} talks", "url": path(one)} for one in numbers]
    return Answer(json.dumps({"items": items, **more}), headers=JSON)


def _run(pages: Pages, folder: Path, *listings: str) -> Ran:
    return live([Day("2021-01-05T01:00:00Z", pages)], folder / "a.db", listings)[0]


def test_what_a_button_loads_is_read_until_nothing_more_comes(tmp_path: Path) -> None:
    """As data until an empty answer, as data that say where they go on, as fragments until 404, and
    as markup within data."""
    pages = {
        **_articles([*range(1, 13), *range(21, 33), *range(41, 53), *range(61, 73)]),
        "/list-a/": _page(range(1, 5), "<button data-api='/list/a?page=2'>Load more</button>"),
        "/list/a?page=2": _data(range(5, 9)),
        "/list/a?page=3": _data(range(9, 13)),
        "/list/a?page=4": _data(range(0)),
        "/list-b/": _page(
            range(21, 25), "<div class=infinite data-endpoint='/list/b?from=k4'></div>"
        ),
        "/list/b?from=k4": _data(range(25, 29), next="/list/b?from=k8"),
        "/list/b?from=k8": _data(range(29, 33), next=None),
        "/list-c/": _page(range(41, 45), "<a href='#' data-more='/list/c/page/2'>Show more</a>"),
        "/list/c/page/2": _entries(range(45, 49)),
        "/list/c/page/3": _entries(range(49, 53)),
        "/list-d/": _page(range(61, 65), "<button hx-get='/list/d?offset=4'>More</button>"),
        "/list/d?offset=4": Answer(
            json.dumps({"html": _entries(range(65, 73)), "more": False}), headers=JSON
        ),
    }
    ran = _run(pages, tmp_path, "/list-a/", "/list-b/", "/list-c/", "/list-d/")
    assert set(ran.records) == {one for one in pages if one.startswith("/news/")}
    assert (ran.code, ran.problems) == (0, [])


@pytest.mark.parametrize(
    "below",
    [
        "<form method=post><button name=page value=2>Older</button></form>",
        "<a href=\"javascript:__doPostBack('list$pager','')\">下一页</a>",
        "<button onclick=more()>Mehr laden</button>",
        "<script>addEventListener('scroll', () => fetch('/more?page=' + ++n).then(add))</script>",
    ],
)
def test_a_run_that_cannot_read_a_listing_to_its_end_says_so(below: str, tmp_path: Path) -> None:
    """Also when it finds nothing new, and until the listing can be read."""
    hidden, shown = {"/list/": _page(range(1, 6), below)}, {"/list/": _page(range(1, 9))}
    days = [("2021-01-05T01:00:00Z", hidden), ("2021-01-06T01:00:00Z", hidden)]
    days.append(("2021-01-07T01:00:00Z", shown))
    runs = live([Day(at, {**_articles(range(1, 9)), **one}) for at, one in days], tmp_path / "a.db")
    assert [ran.code for ran in runs] == [9, 9, 0]
    assert len(runs[2].records) == 8
    assert not runs[2].problems


def _sitemap(numbers: range | list[int]) -> Answer:
    urls = "".join(f"<url><loc>{path(one)}</loc></url>" for one in numbers)
    return Answer(f"<urlset>{urls}</urlset>", headers=XML)


def _index(*parts: str, on: str = "") -> Answer:
    touched = f"<lastmod>{on}</lastmod>" if on else ""
    named = "".join(f"<sitemap><loc>{part}</loc>{touched}</sitemap>" for part in parts)
    return Answer(f"<sitemapindex>{named}</sitemapindex>", headers=XML)


BAD_PARTS: dict[str, Pages] = {
    "that is not there": {},
    "that fails": {"/list/bad.xml": Answer("down", 503)},
    "without a byte": {"/list/bad.xml": Answer("", headers=XML)},
    "without an address": {"/list/bad.xml": _sitemap([])},
    "that is a page": {"/list/bad.xml": listing({"/about.html": "About the portal and us"})},
    "that leads to another": {
        "/list/bad.xml": Answer(status=302, headers={"Location": "/list/map-1.xml"})
    },
    "that is the index": {"/list/bad.xml": _index("/list/index.xml", "/list/map-1.xml")},
    "that is no text": {"/list/bad.xml": Answer(b"\x89PNG\r\n\x1a\n".decode("latin-1"))},
}


@pytest.mark.parametrize("bad", BAD_PARTS)
@pytest.mark.parametrize("on", ["", "2021-01-05"])
def test_a_part_of_a_sitemap_does_not_end_the_others(bad: str, on: str, tmp_path: Path) -> None:
    """At the first run and at a later one, when there are new articles behind it."""
    parts = ("/list/map-0.xml", "/list/bad.xml", "/list/map-1.xml", "/list/nested.xml")
    common = {
        **BAD_PARTS[bad],
        **_articles(range(1, 20)),
        "/list/index.xml": _index(*parts, on=on),
        "/list/nested.xml": _index("/list/map-2.xml", on=on),
        "/list/map-0.xml": _sitemap(range(1, 4)),
    }
    before = {"/list/map-1.xml": _sitemap(range(4, 7)), "/list/map-2.xml": _sitemap(range(7, 10))}
    after = {
        "/list/map-1.xml": _sitemap(range(4, 13)),
        "/list/map-2.xml": _sitemap([8, *range(13, 16)]),
    }
    days = [Day("2021-01-05T01:00:00Z", {**common, **before})]
    days.append(Day("2021-01-05T03:00:00Z", {**common, **after}))
    first, second = live(days, tmp_path / "a.db", ("/list/index.xml",))
    assert set(first.records) == {path(one) for one in range(1, 10)}
    assert set(second.records) == {path(one) for one in range(1, 16)}
    fails = bad not in ("without an address", "that leads to another", "that is the index")
    assert (first.code, second.code) == ((3, 3) if fails else (0, 0))


def test_of_a_sitemap_only_the_parts_are_read_again_that_were_changed(tmp_path: Path) -> None:
    def pages(day: str, last: range) -> Pages:
        index = str(_index("/list/map-1.xml", on="2020-12-01").body)
        newest = str(_index("/list/map-2.xml", on=day).body)
        whole = (index + newest).replace("</sitemapindex><sitemapindex>", "")
        return {
            **_articles(range(1, 20)),
            "/list/index.xml": Answer(whole, headers=XML),
            "/list/map-1.xml": _sitemap(range(1, 6)),
            "/list/map-2.xml": _sitemap(last),
        }

    runs = live(
        [
            Day("2021-01-05T01:00:00Z", pages("2021-01-04", range(6, 9))),
            Day("2021-01-06T01:00:00Z", pages("2021-01-04", range(6, 9))),
            Day("2021-01-07T01:00:00Z", pages("2021-01-06", range(6, 12))),
        ],
        tmp_path / "a.db",
        ("/list/index.xml",),
    )
    assert set(runs[1].listings_asked) == {"/list/index.xml"}
    assert set(runs[2].listings_asked) == {"/list/index.xml", "/list/map-2.xml"}
    assert len(runs[2].records) == 11


def _in_pages(entries: list[tuple[int, str]], size: int = 4) -> Pages:
    """A listing of (number, date as shown)."""
    pages: Pages = {}
    for at in range(0, len(entries), size):
        here = "/list/" if at == 0 else f"/list/?page={at // size + 1}"
        more = (
            f"<a href='/list/?page={at // size + 2}'>Next</a>" if at + size < len(entries) else ""
        )
        items = "".join(_entries([one], day) for one, day in entries[at : at + size])
        pages[here] = f"<h1>Interviews</h1><ul>{items}</ul>{more}"
    return pages


def _dated(number: int) -> str:
    return f"2020/12/{number:02d} 9:05:00"


def test_known_articles_that_were_changed_do_not_hide_new_ones(tmp_path: Path) -> None:
    """In a list by the last change, whether it shows that day or the first one."""
    old = list(range(20, 0, -1))
    pages: Pages = {path(one): article(one, date=_dated(one)) for one in range(1, 24)}
    changed, new = [3, 9, 5, 1, 7, 2, 8, 4, 6, 10], [23, 22, 21]
    rest = [one for one in old if one not in changed]

    def on(number: int) -> str:
        return _dated(number)[:10].replace("/", "-")

    first = [(one, on(one)) for one in old]
    by_change = [(one, "2021-01-06") for one in [*changed, *new]] + [(one, on(one)) for one in rest]
    by_first_day = [(one, on(one)) for one in [*changed, *new, *rest]]
    undated = [(one, "") for one in [*changed, *new, *rest]]
    for name, later in (("change", by_change), ("first", by_first_day), ("none", undated)):
        runs = live(
            [
                Day("2021-01-05T01:00:00Z", {**pages, **_in_pages(first)}),
                Day("2021-01-06T01:00:00Z", {**pages, **_in_pages(first)}),
                Day("2021-01-06T21:00:00Z", {**pages, **_in_pages(later)}),
            ],
            tmp_path / f"{name}.db",
        )
        assert set(runs[1].listings_asked) == {"/list/", "/list/?page=2"}, name
        assert set(runs[2].records) == set(pages), name
        assert [ran.code for ran in runs] == [0, 0, 0]
