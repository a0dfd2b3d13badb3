"""A hostile portal, from its pages to every place where a person reads: text all the way."""

import json
from html import escape
from pathlib import Path

import pytest

from tests.support.browsing import browsing
from tests.support.crawling import crawl, lines_of, scrapy
from tests.support.site import article, listing, serving

HOSTILE = {
    "script": "<script>alert(1)</script> Loom Talk One",
    "quote": '"><img src=x onerror=alert(1)> Loom Talk Two',
    "sql": "'); DROP TABLE articles; -- Loom Talk Three",
    "formula": '=HYPERLINK("http://evil.example","x") Loom Talk Four',
    "path": "../../../../etc/passwd Loom Talk Five",
    "template": "{{ 7 * 7 }} {% raw %} Loom Talk Six",
}


def page(number: int, text: str) -> str:
    """An interview whose title, tag, caption and picture's address are hostile."""
    it = escape(text)
    return (
        article(number)
        .replace(f"<h1>Guest {number} talks</h1>", f"<h1>{it}</h1>")
        .replace(f"<title>Guest {number} talks", f"<title>{it}")
        .replace(
            "</p></div></body>",
            f"</p><figure><img src='/a.jpg?{it}' width=600 height=400>"
            f"<figcaption>{it}</figcaption></figure></div>"
            f"<div>Tags: <a rel=tag href='/tag/1'>{it}</a></div>"
            "<p><a href='javascript:alert(1)'>More</a></p></body>",
        )
    )


@pytest.mark.slow
def test_a_crawl_of_hostile_pages_ends_in_text(tmp_path: Path) -> None:
    pages = {f"/talk/{n}.html": page(n, text) for n, text in enumerate(HOSTILE.values(), start=1)}
    links = dict(zip(pages, HOSTILE.values(), strict=True))
    archive = tmp_path / "a.db"
    with serving({**pages, "/": listing(links)}) as site:
        ended = crawl("-a", f"url={site.address}/", archive=archive)
    assert ended.code == 0, ended.out
    wanted = set(HOSTILE.values())
    assert {record["title"] for record in ended.records.values()} == wanted

    file = tmp_path / "out.jsonl"
    assert scrapy("export", "-o", str(file), archive=archive).code == 0
    assert {record["title"] for record in lines_of(file)} == wanted
    found = scrapy("search", "loom talk", "--json", archive=archive)
    assert {json.loads(line)["title"] for line in found.out.splitlines()} == wanted

    with browsing(archive) as browser:
        for path in ("/", "/-/search?q=loom", "/archive/interviews", "/archive/most_read"):
            tree = browser.get(path).tree
            assert not list(tree.iter("img"))
            assert not [it for it in tree.iter("script") if "alert" in (it.text or "")]
        titles = {browser.get(f"/-/article/{n}").tree.findtext(".//h1") for n in range(1, 7)}
        assert titles == wanted
