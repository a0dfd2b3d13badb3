"""An article on several pages: where it goes on, and how its pages become one record."""

from itertools import takewhile

from scraper.dates import parse_date
from scraper.extraction.article_pages import Later, find_later, has_title_of
from scraper.extraction.page import Page
from scraper.extraction.rules import select
from scraper.items import RawArticle
from scraper.portal import Portal
from scraper.urls import absolute, canonical

# A pager that leads round in a circle ends by itself; one that counts on for ever does not.
MOST_PAGES = 50


def following_page(
    html: str, url: str, portal: Portal, article: RawArticle, first: str | None = None
) -> Later | None:
    """The article's next page by the portal's `next_page`, or by the article's own pager where the
    portal states none; None on the last, and where the link leads to another site. `first` is the
    address of the article's first page, where that is not `url`."""
    rule = in_its_time(portal, article).next_page
    page = Page(html, url)
    if rule is None:
        return find_later(page, (first or url, article.url))
    for found in select(page, rule):
        link = found if isinstance(found, str) else found.get("href")
        target = absolute(link, page.base) if link else None
        if target and portal.owns(target) and canonical(target) != canonical(url):
            return Later(target, is_sure=True)
    return None


def belongs(later: Later, page: RawArticle, article: RawArticle) -> bool:
    """Whether a page that was followed is the article's, and not another article."""
    return later.is_sure or has_title_of(article.title, page.title)


def join(article: RawArticle, later: RawArticle) -> bool:
    """Adds what a later page has to an article: its text, its pictures, and what only it shows.
    Whether there was any text to add."""
    # Some portals begin each page with the same standfirst.
    pairs = zip(article.blocks, later.blocks, strict=False)
    repeated = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    more = later.blocks[repeated:]
    article.blocks += more
    known = {image.url for image in article.images}
    article.images += [image for image in later.images if image.url not in known]
    for name in ("tags", "authors", "related", "next_article"):
        if not getattr(article, name) and getattr(later, name):
            setattr(article, name, getattr(later, name))
            article.rules[name] = later.rules.get(name, "")
    return bool(more)


def in_its_time(portal: Portal, article: RawArticle) -> Portal:
    """The portal with the rules that hold for articles of that one's date."""
    text = article.published_at
    found = parse_date(text, article.time_zone, article.date_formats) if text else None
    return portal.layout_at(found.date()) if found else portal
