"""What a draft proposes as further listings, and what it makes of a feed."""

import asyncio

from pipelines.normalise import normalise
from scraper.authoring.draft import Draft, draft, gather
from scraper.crawl.fetch.visit import Unfetched, Visited
from scraper.portals.model import Portal
from scraper.record import record_of
from tests.support.site import article, listing

HOME = "http://gazette.example"
LINKS = {f"/talks/guest-{name}": f"Guest {name} talks at length" for name in ("ash", "elm", "oak")}


def _drafted(start: str, text: str) -> Draft:
    pages = {HOME + start: text}
    pages |= {HOME + path: article(number) for number, path in enumerate(LINKS)}

    async def fetch(url: str, portal: Portal | None = None) -> Visited:
        if url not in pages:
            raise Unfetched(f"{url}: HTTP 404")
        return Visited(url, pages[url].encode(), "text/html; charset=utf-8")

    nobody = Portal.undefined("x", f"{HOME}/", "UTC")
    found = asyncio.run(gather(fetch, [HOME + start], nobody))
    return draft(found, lambda raw: record_of(normalise(raw)))


def test_only_what_can_be_a_list_is_proposed() -> None:
    menu = "".join(
        f"<a href='/{path}'>{text}</a> "
        for path, text in (
            ("portraits", "Portraits"),
            ("talks_9", "尾页"),
            ("abo", "Abo"),
            ("impressum", "Impressum"),
            ("datenschutz", "Datenschutzerklärung"),
            ("about", "About us"),
            ("privacy", "Privacy policy"),
            ("about-face", "About faces and their makers"),
        )
    )
    foot = "<footer><a href='/partners'>Our friends</a></footer>"
    foot += "<div class=foot><a href='/club'>The club</a></div></body>"
    page = listing(LINKS).replace("<h1>", f"{menu}<h1>").replace("</body>", foot)
    names = [name for _, name in _drafted("/talks", page).others]
    assert names == ["Portraits", "About faces and their makers"]


def _feed(title: str, categories: tuple[str, ...]) -> str:
    items = "".join(
        f"<item><title>{text}</title><link>{HOME}{path}</link><category>{category}</category></item>"
        for (path, text), category in zip(LINKS.items(), categories, strict=True)
    )
    head = f"<channel><title>{title}</title><link>{HOME}/</link>"
    return f'<?xml version="1.0"?><rss version="2.0">{head}{items}</channel></rss>'


def test_a_feeds_own_address_is_no_article() -> None:
    drafted = _drafted("/talks/feed", _feed("Test Gazette", ("Talks",) * 3))
    assert drafted.portal.article_url == "/talks/[^/?]+$"
    assert [one.section for one in drafted.portal.listings] == ["Talks"]


def test_a_feed_is_of_the_section_that_its_name_says() -> None:
    mixed = ("Looms", "Salt", "Looms")
    named = _drafted("/talks/feed", _feed("Test Gazette » Talks", mixed))
    assert [one.section for one in named.portal.listings] == ["Talks"]
    nothing = _drafted("/talks/feed", _feed("Test Gazette", mixed))
    assert [one.section for one in nothing.portal.listings] == [None]
