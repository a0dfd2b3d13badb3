"""Articles on several pages, page after page until there is no next."""

from collections.abc import Awaitable, Callable

from scraper.extraction import extract_article
from scraper.extraction.joined import MOST_PAGES, belongs, following_page, join
from scraper.items import RawArticle
from scraper.portal import Portal
from scraper.urls import canonical

# Asks for a page: its text, and the address that answered.
Read = Callable[[str, Portal], Awaitable[tuple[str, str]]]


class Unjoined(Exception):
    """An article is on several pages, and one of them could not be had."""


async def add_pages(article: RawArticle, html: str, url: str, portal: Portal, read: Read) -> None:
    """Joins an article's later pages to it; `read` raises Unjoined where one cannot be had."""
    first, seen = url, {canonical(url)}
    following = following_page(html, url, portal, article)
    while following and canonical(following.url) not in seen and len(seen) < MOST_PAGES:
        seen.add(canonical(following.url))
        html, url = await read(following.url, portal)
        later = extract_article(html, url, portal, listed_title=article.title)
        if not belongs(following, later, article) or not join(article, later):
            return
        following = following_page(html, url, portal, article, first)
