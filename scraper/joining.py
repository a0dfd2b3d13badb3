"""Articles on several pages, page after page until there is no next."""

from collections.abc import Awaitable, Callable

from scraper.extraction.article import read_article
from scraper.extraction.joined import (
    MOST_PAGES,
    belongs,
    following_page,
    join,
    portal_of_its_time,
    read_whole,
)
from scraper.extraction.page import Page
from scraper.items import RawArticle
from scraper.portal import Portal
from scraper.urls import canonical

# Asks for a page: its text, and the address that answered.
Read = Callable[[str, Portal], Awaitable[tuple[str, str]]]


class Unjoined(Exception):
    """An article is on several pages, and one of them could not be had."""


async def add_pages(article: RawArticle, html: str, url: str, portal: Portal, read: Read) -> None:
    """Joins an article's later pages to it; `read` raises Unjoined where one cannot be had."""
    first, seen, bodies = (html, url), {canonical(url)}, []
    # A later page need not show the date that says how it looks.
    then = portal_of_its_time(portal, article)
    following = following_page(html, url, then, article)
    while following and canonical(following.url) not in seen and len(seen) < MOST_PAGES:
        seen.add(canonical(following.url))
        html, url = await read(following.url, portal)
        later, body = read_article(html, url, then, None, article.title)
        if not belongs(following, later, article) or not join(article, later):
            break
        bodies.append(body)
        following = following_page(html, url, then, article, first=first[1])
    if bodies:
        own = read_article(*first, then, None, article.title)[1]
        read_whole(article, Page(*first), own, bodies)
