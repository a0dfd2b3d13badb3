"""Pages that no portal should serve cost bounded time and memory, and give what is readable."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from scraper.extraction import extract_article
from scraper.extraction.article import article
from scraper.extraction.listing.listing import extract_listing
from scraper.portals.model import Portal

URL = "https://gazette.example/talks/7.html"
PORTAL = Portal.undefined("gazette", URL, "UTC")
TITLE = "Salt Was The Hard Part"
BEFORE = "In the year that followed the mill bought salt by the barrel, and nobody said why."
AFTER = "Only in spring, when the bills came, did anybody in the yard count what it had cost."
DEEP, LARGE = 100_000, 10 * 1024 * 1024


def page(middle: str, head: str = "", title: str = TITLE) -> str:
    return (
        f"<html><head><title>{title} - Gazette</title>{head}</head><body><h1>{title}</h1>"
        f"<p>2020-12-24 09:05</p><p>{BEFORE}</p>{middle}<p>{AFTER}</p></body></html>"
    )


def filled(piece: str, size: int = LARGE) -> str:
    """The piece so often that it is about `size` characters long."""
    return piece * (size // len(piece))


@pytest.mark.parametrize(
    "tag", ["div", "b", *(pytest.param(tag, marks=pytest.mark.slow) for tag in ("a", "blockquote"))]
)
def test_what_stands_before_a_hundred_thousand_nested_tags_is_read(tag: str) -> None:
    html = page(f"<{tag}>" * DEEP + "deep" + f"</{tag}>" * DEEP)
    found = extract_article(html, URL, PORTAL)
    assert found.title == TITLE
    assert found.blocks[0].text == BEFORE
    assert extract_listing(html, URL, PORTAL).links == []


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n",
        "\x00",
        "<",
        "<html>",
        "<html><head><title>",
        "<html><frameset><frame src=a.html></frameset></html>",
        "<script>var a = '<body>'</script>",
        bytes(range(256)).decode("latin-1") * 40,
        '<script type="application/ld+json">' + "[" * DEEP + "]" * DEEP + "</script>",
    ],
)
def test_a_page_without_a_body_has_no_text_and_no_list(html: str) -> None:
    found = extract_article(html, URL, PORTAL)
    assert (found.title, found.published_at, found.related) == (None, None, [])
    assert extract_listing(html, URL, PORTAL).links == []


def test_what_is_too_long_for_a_field_is_not_its_value() -> None:
    head = f'<meta property="og:title" content="{filled("Salt: ", 100_000)}">'
    head += f'<meta name="keywords" content="{filled("salt,", 100_000)}">'
    found = extract_article(page("", head), URL, PORTAL)
    assert (found.title, found.tags) == (TITLE, [])


def test_comments_without_number_hide_no_text() -> None:
    html = page("<p>" + "<!-- x -->" * 20_000 + f"{BEFORE} Again.<!-- x --> And again.</p>")
    texts = [block.text for block in extract_article(html, URL, PORTAL).blocks]
    assert f"{BEFORE} Again. And again." in texts


LIMITED = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (200, 200))
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from tests.extraction.article.test_bad_pages import HUGE, PORTAL, URL
from tests.extraction.article.test_bad_pages import extract_article, extract_listing
html = HUGE[sys.argv[1]]()
found = extract_article(html, URL, PORTAL)
extract_listing(html, URL, PORTAL)
print(json.dumps([found.title, found.published_at]))
"""
LINK = '<a href="/talks/{0}.html">Salt was hard again in this year</a> '
HUGE: dict[str, Callable[[], str]] = {
    "paragraphs": lambda: page(filled(f"<p>{BEFORE}</p>")),
    "one paragraph": lambda: page("<p>" + filled(BEFORE)),
    "one word": lambda: page("<p>" + "a" * LARGE),
    "Chinese": lambda: page("<p>" + filled("我们先从锅炉房开始，因为那里暖和，", LARGE // 3)),
    "line breaks": lambda: page(filled("x<br>")),
    "one link": lambda: page(filled(LINK.format(1))),
    "links": lambda: page("".join(map(LINK.format, range(LARGE // 70)))),
    "list": lambda: page(filled(f"<li>{LINK.format(1)}</li>")),
    "related": lambda: page(
        "<h3>Related reading</h3>"
        + "".join(f"<li>{LINK.format(number)} 2020-12-24</li>" for number in range(LARGE // 90))
    ),
    "table": lambda: page("<table>" + filled("<tr><td>a</td><td>b</td></tr>")),
    "dates": lambda: page(filled("<p>2020-12-24 09:05</p>")),
    "questions": lambda: page(filled("<p><b>Why salt?</b></p><p>Q: Why? A: No.</p>")),
    "comments": lambda: page("<!-- x -->" * (LARGE // 10)),
    "attributes": lambda: page(f'<p class="{filled("x ")}">a</p>'),
    "script": lambda: page(f"<script>{filled('var a=1;')}</script>"),
    "title": lambda: page("", f'<meta property="og:title" content="{filled("Salt: ")}">'),
    "title tag": lambda: page("").replace("<title>", f"<title>{filled('Salt: ')}"),
    "keywords": lambda: page("", f'<meta name="keywords" content="{filled("a,")}">'),
    "metas": lambda: page("", filled('<meta property="article:tag" content="x">')),
    "byline": lambda: page(f"<p class=author>By {filled('Lin Yue, ')}</p>"),
    "json-ld": lambda: page(
        "",
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
        + f'{TITLE}","articleBody":"{filled("word ")}"}}</script>',
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HUGE)
def test_ten_megabytes_of_anything_are_read_within_limits(kind: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, kind], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == [TITLE, "2020-12-24 09:05"]


@pytest.mark.parametrize(
    ("srcset", "largest"),
    [
        ("/a.jpg 2500w", "/a.jpg"),
        ("/a.jpg 300w, /b.jpg large, /c.jpg 900w", "/c.jpg"),
        ("/a.jpg 1x, /b.jpg 2x,", "/b.jpg"),
        ("/a.jpg w, /b.jpg 20w", "/b.jpg"),
        (", ,", None),
    ],
)
def test_a_set_of_sources_costs_no_page(srcset: str, largest: str | None) -> None:
    html = page(f'<p><img srcset="{srcset}"></p>')
    found = extract_article(html, URL, PORTAL)
    assert found.failures == {}
    assert found.blocks[0].text == BEFORE
    if largest:
        assert [image.url for image in found.images] == [f"https://gazette.example{largest}"]


@pytest.mark.parametrize(
    ("finder", "field"),
    [
        ("find_images", "images"),
        ("find_tags", "tags"),
        ("find_next", "next_article"),
        ("lay_out", "layout"),
        ("choose_date", "published_at"),
        ("find_breadcrumbs", "breadcrumbs"),
    ],
)
def test_a_finder_that_fails_costs_its_own_field_alone(
    monkeypatch: pytest.MonkeyPatch, finder: str, field: str
) -> None:
    def fails(*_: object) -> None:
        raise IndexError("the page has no such line")

    monkeypatch.setattr(article, finder, fails)
    found = extract_article(page(""), URL, PORTAL)
    assert found.failures == {field: "IndexError: the page has no such line"}
    assert found.title == TITLE
    assert BEFORE in [block.text for block in found.blocks]
