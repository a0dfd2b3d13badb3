"""A page is parsed once, whatever is asked of it, and nobody who reads it edits it."""

import asyncio
from collections.abc import Callable
from datetime import date

import pytest
from lxml import etree
from lxml.html import HtmlElement

from scraper.authoring.probe.look import look
from scraper.extraction import extract_article
from scraper.extraction.article.joining import add_pages
from scraper.extraction.explain.empty_listing import why_empty
from scraper.extraction.listing.listing import extract_listing
from scraper.extraction.page import page as module
from scraper.extraction.page.page import page_of
from scraper.portals.model import Layout, Portal, Selectors
from tests.support.site import article, listing

ADDRESS = "https://gazette.example/talks/7.html"
# A pager that may be the article's own, so that its address has to be looked at.
ARTICLE = article(7).replace(
    "</body>", "<a href='/talks/7_2.html'>On</a><p class=ad>Buy</p></body>"
)
LISTING = listing(
    {f"/talks/{n}.html": f"A long talk about the looms of town {n}" for n in range(6)}
)

PLAIN = Portal.undefined("gazette", "https://gazette.example/", "Asia/Shanghai")
DROPS = PLAIN.model_copy(update={"drop": (".ad", "div")})
SELECTS = PLAIN.model_copy(update={"selectors": Selectors(title="h1"), "next_page": "a.more"})
LAYOUTS = PLAIN.model_copy(update={"layouts": (Layout(until=date(2019, 1, 1), drop=(".ad",)),)})


async def _not_there(url: str, portal: Portal) -> tuple[str, str]:
    return "<html><body>Not here</body></html>", url


def _crawled(html: str, url: str, portal: Portal) -> None:
    found = extract_article(html, url, portal)
    asyncio.run(add_pages(found, html, url, portal, _not_there))


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed, one entry for each time."""
    found: list[str] = []
    really: Callable[[str], HtmlElement] = module.parse_tree

    def counting(text: str) -> HtmlElement:
        found.append(text)
        return really(text)

    monkeypatch.setattr(module, "parse_tree", counting)
    page_of.cache_clear()
    return found


@pytest.mark.parametrize("portal", [PLAIN, DROPS, SELECTS, LAYOUTS])
@pytest.mark.parametrize("read", [_crawled, look])
def test_an_article_is_parsed_once(
    read: Callable[[str, str, Portal], object], portal: Portal, parses: list[str]
) -> None:
    read(ARTICLE, ADDRESS, portal)
    assert parses.count(ARTICLE) == 1


@pytest.mark.parametrize("read", [extract_listing, look, why_empty])
def test_a_listing_is_parsed_once(
    read: Callable[[str, str, Portal], object], parses: list[str]
) -> None:
    read(LISTING, "https://gazette.example/talks/", PLAIN)
    assert parses == [LISTING]


@pytest.mark.parametrize("portal", [PLAIN, DROPS, SELECTS, LAYOUTS])
@pytest.mark.parametrize("html", [ARTICLE, LISTING])
def test_nobody_who_reads_a_page_edits_it(html: str, portal: Portal) -> None:
    page = page_of(html, ADDRESS)
    before = etree.tostring(page.root)
    look(html, ADDRESS, portal)
    assert page_of(html, ADDRESS) is page
    assert etree.tostring(page.root) == before
