"""No page costs more than it may, and what is left out is said."""

import subprocess
import sys
from dataclasses import replace

import pytest

from scraper.archive.search.tokens import spaced, tokens
from scraper.extraction import extract_article
from scraper.extraction.listing.listing import extract_listing
from scraper.extraction.page.bounded import CUT, bounded, read_bytes
from scraper.items import RawArticle
from scraper.portals.model import Portal
from scraper.settings import PROJECT
from scraper.values.ceilings import CEILINGS, Ceilings
from tests.support.site import article

PORTAL = Portal.undefined("gazette", "https://gazette.example/", "UTC")
URL = "https://gazette.example/talks/1.html"
JSON_LD = '<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{}"}}</script>'


def _read(html: str, ceilings: Ceilings = CEILINGS) -> RawArticle:
    return extract_article(html, URL, PORTAL, ceilings=ceilings)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (article(1) + "<p>" + "loom " * 200_000, "page: characters beyond"),
        (article(1) + "<b>x" * 3_000, "page: what follows tag number"),
        (article(1) + "<a href=/x>x" * 700, "page: what follows link number"),
        (article(1) + "<p " + " ".join(f"a{i}=1" for i in range(3000)) + ">", "of attributes"),
        (article(1) + "<p " + " ".join(f"a{i}='>'" for i in range(3000)) + ">", "of attributes"),
        (article(1, head=JSON_LD.format("loom " * 50_000)), "characters of JSON-LD"),
        (article(1).replace("</p>", " loom" * 9000 + "</p>", 1), "body: characters beyond"),
    ],
)
def test_what_is_over_a_ceiling_is_left_out_and_said(html: str, said: str) -> None:
    small = Ceilings(
        page_maxsize=500_000,
        page_maxtags=2_000,
        page_maxlinks=500,
        json_ld_maxsize=100_000,
        body_maxsize=20_000,
    )
    raw = _read(html, small)
    assert raw.title == "Guest 1 talks"
    assert said in raw.rules[CUT]
    assert sum(len(block.text) for block in raw.blocks) <= small.body_maxsize


def test_an_ordinary_page_is_read_whole() -> None:
    raw = _read(article(1))
    assert CUT not in raw.rules
    assert bounded(article(1)) == (article(1), ())


def test_lists_end_and_say_so() -> None:
    metas = "".join(f'<meta property="article:tag" content="tag {i}">' for i in range(40))
    raw = _read(article(1, head=metas), replace(CEILINGS, list_maxsize=10))
    assert raw.tags == [f"tag {i}" for i in range(10)]
    assert raw.rules[CUT] == "tags: those beyond 10 of 40"


def test_json_ld_and_pictures_within_go_before_the_text_does() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 400_000}">'
    html = article(1, head=JSON_LD.format("loom " * 50_000)).replace("<h1>", picture + "<h1>")
    small = Ceilings(page_maxsize=300_000, json_ld_maxsize=100_000)
    read = read_bytes(html.encode(), "text/html; charset=utf-8", small)
    assert "Guest 1 spoke for part 4" in read.text
    assert len(read.cut) == 1
    assert "JSON-LD" in read.cut[0]


def test_a_sitemap_may_be_longer_than_a_page() -> None:
    urls = "".join(
        f"<url><loc>https://gazette.example/talks/{i}.html</loc></url>" for i in range(99)
    )
    text = f'<?xml version="1.0"?><urlset>{urls}</urlset>'
    small = Ceilings(page_maxsize=1_000, page_maxtags=10)
    assert len(extract_listing(text, URL, PORTAL, ceilings=small).links) == 98
    assert read_bytes(text.encode(), "application/xml", small).text == text


@pytest.mark.parametrize(
    "text",
    ["x" * 400_000, "x\u0301" * 200_000, "字" * 400_000, "ab " * 150_000, "\u0301" * 300_000],
    ids=["word", "accents", "han", "words", "marks"],
)
def test_the_index_takes_little_more_memory_than_the_text(text: str) -> None:
    # In a process of its own: how much was taken at most is known of whole processes only.
    code = (
        "import resource, sys\n"
        "from scraper.archive.search.tokens import spaced\n"
        "text = sys.stdin.buffer.read().decode()\n"
        "most = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024\n"
        "before = most(); spaced(text); print((most() - before) / len(text))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input=text.encode(), capture_output=True, cwd=PROJECT
    )
    assert float(ran.stdout) < 60, ran.stderr.decode()


@pytest.mark.parametrize("text", ["Héllo wörld 世界 x", "", "中文，标签 ☀", "a_b नमस्ते"])
def test_tokens_as_a_text_are_the_tokens(text: str) -> None:
    assert spaced(text).split() == tokens(text)


@pytest.mark.parametrize("sign", [",", "1", "-", "(", "|", "page ", "第", ": "])
def test_a_long_run_in_a_heading_is_passed_over(sign: str) -> None:
    name = f"{sign * 40_000}x"
    html = f"<html><title>{name}</title><body><h1>{name}</h1><p>a</p></body></html>"
    assert extract_listing(html, URL, PORTAL).section is None
