"""An article on several pages: where it goes on, and how its pages become one record."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from scraper.dates import parse_date
from scraper.extraction.article_pages import Later, find_later, has_title_of
from scraper.extraction.body import Body, told
from scraper.extraction.page import Page
from scraper.extraction.people import find_people
from scraper.extraction.pieces import Piece
from scraper.extraction.rules import select
from scraper.extraction.stated_body import STATED
from scraper.items import Block, RawArticle
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
    rule = portal_of_its_time(portal, article).next_page
    if rule is None and article.rules.get("blocks") == STATED:
        # The whole text is there already.
        return None
    if rule is None:
        return find_later(html, url, (first or url, article.url))
    page = Page(html, url)
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
    more = later.blocks[_repeated(article.blocks, later.blocks) :]
    article.blocks += more
    known = {image.url for image in article.images}
    article.images += [image for image in later.images if image.url not in known]
    for name in ("tags", "authors", "related", "next_article"):
        if not getattr(article, name) and getattr(later, name):
            setattr(article, name, getattr(later, name))
            article.rules[name] = later.rules.get(name, "")
    return bool(more)


def read_whole(article: RawArticle, page: Page, first: Body, later: Sequence[Body]) -> None:
    """Tells who speaks, and who is interviewed, by the text of all pages at once: one page alone
    can have too few questions to show how they are marked. `page` is the first."""
    if not all(body.parts for body in (first, *later)):
        return
    parts = list(first.parts)
    for before, body in pairwise((first, *later)):
        lead = [(Piece([line]), Block("paragraph", line.text)) for line in body.lead]
        parts += [*before.tail, *[*lead, *body.parts][_repeated(_texts(first), _texts(body)) :]]
    article.blocks = told(first.lead, parts)
    if not article.rules.get("people", "").startswith("rule"):
        found = find_people(page, article.title, article.blocks, article.authors)
        if found is not None:
            article.people, article.rules["people"] = found.value, found.rule


def _texts(body: Body) -> list[str]:
    return [*(line.text for line in body.lead), *(block.text for _, block in body.parts)]


def _repeated(first: Sequence[object], later: Sequence[object]) -> int:
    """With how many of the first page's blocks a later one begins, as with a standfirst."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(first, later, strict=False))))


def portal_of_its_time(portal: Portal, article: RawArticle) -> Portal:
    """The portal with the rules that hold for articles of that one's date."""
    text = article.published_at
    found = parse_date(text, article.time_zone, article.date_formats) if text else None
    return portal.layout_at(found.date()) if found else portal
