"""An article's further pages, found by its own pager: what is followed, and what only looks so."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.extraction import extract_article
from scraper.extraction.article.joining import add_pages, following_page
from scraper.items import RawArticle
from scraper.portals.model import Portal
from tests.support.crawling import Ended, crawl
from tests.support.reading import ORIGIN, SALT, SPRING, TEXT, page
from tests.support.site import Answer, Site, article, listing, serving

PORTAL = Portal.undefined("gazette", f"{ORIGIN}/", "UTC")

FOLLOWED = [
    ("/t/55.html", "<b>1</b> <a href='55_2.html'>2</a> <a href='55_3.html'>3</a>", "/t/55_2.html"),
    ("/t/55.html", "<a href='/t/55_2.html'>下一页</a>", "/t/55_2.html"),
    ("/t/55.html", "<a href='?page=2'>Nächste Seite</a>", "/t/55.html?page=2"),
    ("/t/55.html", "<A HREF=?page=2>Weiter</A>", "/t/55.html?page=2"),
    ("/t/55.html", "<a href='?page=2'>Read on: page 2</a>", "/t/55.html?page=2"),
    ("/t/55.html", "<a href='?page=2'>第2页</a>", "/t/55.html?page=2"),
    ("/t/loom-talk/", "1 <a href='/t/loom-talk/2/'>2</a>", "/t/loom-talk/2/"),
    ("/t/loom-talk", "<a href='/t/loom-talk/page/2'>Next page »</a>", "/t/loom-talk/page/2"),
    ("/t/loom-talk", "<a href='/t/loom-talk/seite-2.html'>2</a>", "/t/loom-talk/seite-2.html"),
    ("/t/loom-talk", "<a class=next href='?p=2'><i></i></a>", "/t/loom-talk?p=2"),
    ("/t/loom-talk", "<a href='?p=2'><img src=r.gif alt='Next'></a>", "/t/loom-talk?p=2"),
    ("/view.php?id=55", "<a href='view.php?id=55&amp;page=2'>Next</a>", "/view.php?id=55&page=2"),
    # Counted from nought.
    ("/t/55.html", "<b>1</b> <a href='?page=1'>2</a>", "/t/55.html?page=1"),
    ("/t/55.html?page=1", "<a href='?page=2'>Next</a>", "/t/55.html?page=2"),
]

NOT_FOLLOWED = [
    # Other articles.
    ("/t/101.html", "<a href='102.html'>Next page</a>"),
    ("/t/101.html", "<a href='102.html'>下一篇</a>"),
    ("/t/talk-1.html", "<b>1</b> <a href='talk-2.html'>2</a>"),
    ("/?p=120", "<a href='/?p=121'>Next</a>"),
    ("/view.php?id=55", "<a href='view.php?id=56'>Next</a>"),
    ("/t/55.html", "<a href='55_2.html'>Guest 2 talks about the salt</a>"),
    # A listing beside it, and another pager's last page.
    ("/t/55.html", "<b>1</b> <a href='/talks/?page=2'>2</a> <a href='/talks/?page=2'>Next</a>"),
    ("/t/55.html", "<a href='?page=9'>Last page</a>"),
    ("/t/55.html", "<a href='?page=1'>1</a>"),
    # Comments.
    ("/t/55.html", "<div class=comment-pager><a href='?page=2'>2</a></div>"),
    ("/t/55.html", "<h3>12 Comments</h3><p>Well said.</p><a href='?page=2'>Next page</a>"),
    ("/t/55.html", "<a href='?page=2#comments'>2</a>"),
    ("/t/55.html", "<a href='?cpage=2'>2</a><a href='comment-page-2/'>Next</a>"),
    # Not of the text.
    ("/t/55.html", "<a href='?print=2'>2</a>"),
    ("/t/55.html", "<a href='#note-2'>2</a>"),
    ("/t/55.html", "<a href='https://elsewhere.example/t/55.html?page=2'>2</a>"),
]


def _following(path: str, pager: str, head: str = "") -> str | None:
    html, url = page(head=head, below=f"<div>{pager}</div>"), ORIGIN + path
    found = following_page(html, url, PORTAL, extract_article(html, url, PORTAL))
    return found.url if found else None


@pytest.mark.parametrize(("path", "pager", "expected"), FOLLOWED)
def test_the_pager_of_an_article_is_followed(path: str, pager: str, expected: str) -> None:
    if "page=1" in path:
        pager = f"<a href='?page=0'>1</a>{pager}"
    assert _following(path, pager) == ORIGIN + expected


@pytest.mark.parametrize(("path", "pager"), NOT_FOLLOWED)
def test_what_is_no_pager_of_the_article_is_not(path: str, pager: str) -> None:
    assert _following(path, pager) is None


def test_what_the_head_says_comes_next_is_followed_within_the_article_alone() -> None:
    assert _following("/t/55.html", "", "<link rel=next href='?page=2'>") is not None
    assert _following("/t/55.html", "", "<link rel=next href='/t/56.html'>") is None


def test_the_pages_base_counts() -> None:
    pager, base = "<a href='2'>2</a>", f"<base href='{ORIGIN}/t/loom-talk/'>"
    assert _following("/t/loom-talk", pager, base) == f"{ORIGIN}/t/loom-talk/2"
    assert _following("/t/loom-talk", pager) is None


def test_a_portals_own_selector_is_asked_instead() -> None:
    html, url = page(below="<a href='?page=2'>Next page</a>"), f"{ORIGIN}/t/55.html"
    ruled = PORTAL.model_copy(update={"next_page": "a.none"})
    assert following_page(html, url, ruled, extract_article(html, url, ruled)) is None


def _part(number: int, part: int, pager: str = "", title: str = "") -> str:
    text = article(number).replace("for part ", f"for page {part}, part ")
    text = text.replace(f"Guest {number} talks<", f"{title or f'Guest {number} talks'}<")
    text = text.replace(f"Guest {number} talks -", f"{title or f'Guest {number} talks'} -")
    return text.replace("</body>", f"<nav>{pager}</nav></body>")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    links = {f"/t/{n}.html": f"Guest {n} talks" for n in (1, 2, 3, 4)}
    pages: dict[str, Answer | str] = {
        "/list/": listing(links),
        "/t/1.html": _part(1, 1, "<b>1</b> <a href='1_2.html'>2</a> <a href='1_3.html'>3</a>"),
        "/t/1_2.html": _part(1, 2, "<a href='1.html'>1</a> <b>2</b> <a href='1_3.html'>3</a>"),
        "/t/1_3.html": _part(1, 3, "<a href='1.html'>1</a> <a href='1_2.html'>2</a> <b>3</b>"),
        # Another article at an address that might be a page.
        "/t/2.html": _part(2, 1, "<a href='2-2.html'>Next</a>"),
        "/t/2-2.html": _part(2, 2, "", "Guest 2 comes back"),
        # The same text again: a pager of something else.
        "/t/3.html": _part(3, 1, "<b>1</b> <a href='3.html?page=2'>2</a>"),
        "/t/3.html?page=2": _part(3, 1, "<a href='3.html'>1</a> <a href='3.html?page=3'>3</a>"),
        "/t/4.html": _part(4, 1, "<a href='4.html?page=2'>Next page</a>"),
    }
    with serving(pages) as running:
        yield running


@pytest.fixture(scope="module")
def ended(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    folder: Path = tmp_path_factory.mktemp("pages")
    return crawl("-a", f"url={site.address}/list/", archive=folder / "archive.db")


@pytest.mark.slow
def test_an_articles_pages_are_one_record_without_a_definition(ended: Ended) -> None:
    record = ended.records["1.html"]
    assert [block["text"].split("for ")[1][:14] for block in record["blocks"]] == [
        f"page {number}, part {part}" for number in (1, 2, 3) for part in (1, 2, 3, 4)
    ]
    assert set(ended.records) == {"1.html", "2.html", "3.html"}


@pytest.mark.slow
def test_what_turns_out_to_be_no_further_page_adds_nothing(ended: Ended, site: Site) -> None:
    assert "page 2" not in ended.records["2.html"]["body"]
    assert len(ended.records["3.html"]["blocks"]) == 4
    assert site.hits["/t/3.html?page=3"] == 0


@pytest.mark.slow
def test_an_article_whose_pager_leads_nowhere_is_named_and_not_stored_by_halves(
    ended: Ended,
) -> None:
    assert ended.code == 3
    assert "/t/4.html?page=2: HTTP 404" in ended.out


def _talk(*turns: str) -> str:
    return "".join(f"<p>{turn}</p>" for turn in turns)


def _joined(first: str, second: str) -> RawArticle:
    """The article whose text is on two pages."""
    url = f"{ORIGIN}/t/55.html"
    pager = "<nav><b>1</b> <a href='/t/55.html?page=2'>2</a></nav>"
    pages = {url: page(first, below=pager), f"{url}?page=2": page(second)}
    joined = extract_article(pages[url], url, PORTAL)

    async def read(address: str, portal: Portal) -> tuple[str, str]:
        return pages[address], address

    asyncio.run(add_pages(joined, pages[url], url, PORTAL, read))
    return joined


def test_a_subhead_at_the_end_of_a_page_belongs_to_the_next() -> None:
    second = f"<p>{SPRING}</p><p>{SALT}Twice.</p>"
    joined = _joined(f"{TEXT}<h2>What came of it</h2>", f"{second}<h2>Your opinion</h2>")
    found = [(block.kind, block.text) for block in joined.blocks[3:]]
    assert found[0] == ("heading", "What came of it")
    assert [kind for kind, _ in found[1:]] == ["paragraph"] * 2


def test_who_speaks_is_told_by_all_pages_at_once() -> None:
    intro = "In the year of the flood the mill stood still, and its owner learned to weave by hand."
    asked = [f"Gazette: What did you do with loom number {n} in the end?" for n in range(1, 4)]
    said = [f"Aalto: We sold loom number {n} to the school, and were glad." for n in range(1, 4)]
    turns = [turn for pair in zip(asked, said, strict=True) for turn in pair]
    whole = extract_article(page(_talk(intro, *turns)), f"{ORIGIN}/t/55.html", PORTAL)
    joined = _joined(_talk(intro, turns[0]), _talk(*turns[1:]))
    assert [block.kind for block in whole.blocks] == ["paragraph", *["question", "answer"] * 3]
    assert joined.blocks == whole.blocks
    assert joined.people == whole.people
