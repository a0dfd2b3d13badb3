"""A small news page, and what is read from it."""

from datetime import UTC, datetime

from pipelines.normalise import normalise
from scraper.extraction import extract_article
from scraper.items import Article
from scraper.portals.model import Portal

ORIGIN = "http://gazette.example"
TITLE = "The Salt Was The Hard Part"
SALT = "In the year that followed, the mill bought its salt by the barrel and told nobody why. "
WATER = "Water is borrowed, the owner liked to say, and what is borrowed has to go back clean. "
SPRING = "Only in spring, when the bills came, did somebody in the yard count what it had cost. "
TEXT = f"<p>{SALT}</p><p>{WATER}</p><p>{SPRING}</p>"


def page(
    body: str = TEXT,
    title: str = TITLE,
    *,
    head: str = "",
    above: str = "",
    below: str = "",
    tag: str | None = None,
) -> str:
    """The page's HTML: `above` stands between title and text, `below` behind the article, `tag` in
    `<title>` (the title and the site's name, where it is None)."""
    return f"""<html><head><title>{title + " - Gazette" if tag is None else tag}</title>
    <meta property="og:site_name" content="Gazette">{head}</head><body>
    <div class=nav><a href=/>Home</a> <a href=/talks/>Talks</a></div><article><h1>{title}</h1>
    <p class=meta>2020-12-24 09:05</p>{above}<div class=text>{body}</div></article>{below}
    <div class=foot>© 2020 Gazette <a href=/about.html>About</a></div></body></html>"""


def understood(html: str) -> Article:
    """The article on a page of the Gazette, whose zone is UTC, seen a day after the talk."""
    portal = Portal.undefined("gazette", f"{ORIGIN}/", "UTC")
    raw = extract_article(html, f"{ORIGIN}/talks/20201224-1042.html", portal)
    raw.fetched_at = datetime(2020, 12, 25, tzinfo=UTC)
    return normalise(raw)
