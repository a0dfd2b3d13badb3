"""An article on several pages: where it goes on, and how its pages become one record."""

from itertools import takewhile

from scraper.dates import parse_date
from scraper.extraction.page import Page
from scraper.extraction.rules import select
from scraper.items import RawArticle
from scraper.portal import Portal
from scraper.urls import absolute, canonical

# A pager that leads round in a circle ends by itself; one that counts on for ever does not.
MOST_PAGES = 50


def following_page(html: str, url: str, portal: Portal, article: RawArticle) -> str | None:
    """The article's next page by the portal's `next_page`; None on the last, and where the link
    leads to another site."""
    then = _in_its_time(portal, article)
    if then.next_page is None:
        return None
    page = Page(html, url)
    for found in select(page, then.next_page):
        link = found if isinstance(found, str) else found.get("href")
        target = absolute(link, page.base) if link else None
        if target and portal.owns(target) and canonical(target) != canonical(url):
            return target
    return None


def join(article: RawArticle, later: RawArticle) -> None:
    """Adds what a later page has to an article: its text, its pictures, and what only it shows."""
    # Some portals begin each page with the same standfirst.
    pairs = zip(article.blocks, later.blocks, strict=False)
    repeated = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    article.blocks += later.blocks[repeated:]
    known = {image.url for image in article.images}
    article.images += [image for image in later.images if image.url not in known]
    for name in ("tags", "authors", "related", "next_article"):
        if not getattr(article, name) and getattr(later, name):
            setattr(article, name, getattr(later, name))
            article.rules[name] = later.rules.get(name, "")


def _in_its_time(portal: Portal, article: RawArticle) -> Portal:
    text = article.published_at
    found = parse_date(text, article.time_zone, article.date_formats) if text else None
    return portal.layout_at(found.date()) if found else portal
