"""Articles on several pages, page after page until there is no next."""

from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise, takewhile

from scraper.extraction.article.article import read_article
from scraper.extraction.article.pager import Later, find_later, has_title_of
from scraper.extraction.article.rules import select
from scraper.extraction.body.body import Body, told
from scraper.extraction.body.pieces import Piece
from scraper.extraction.body.stated import STATED
from scraper.extraction.fields.people.people import find_people
from scraper.extraction.page.page import Page, page_of
from scraper.items import Block, RawArticle
from scraper.portals.model import Portal
from scraper.values.dates import parse_date
from scraper.values.urls import absolute, canonical

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
    page = page_of(html, url)
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
        read_whole(article, page_of(*first), own, bodies)
