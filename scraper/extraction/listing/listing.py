"""A listing page: the articles of its main list, its next page, and what the list is called."""

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree

from scraper.extraction.listing.behind import Behind, find_behind
from scraper.extraction.listing.by_lines.articles import Reading, kind_of_address, read_by_lines
from scraper.extraction.listing.by_lines.next_page import next_by_lines
from scraper.extraction.listing.by_tree.groups import Candidate, Group, groups_of
from scraper.extraction.listing.by_tree.links import Link, Node, PageLinks, read_links
from scraper.extraction.listing.by_tree.main_list import NEVER, Surroundings, main_list, strays
from scraper.extraction.listing.data import is_data, markup_of, read_data
from scraper.extraction.listing.feeds import Feed, is_feed, read_feed
from scraper.extraction.listing.next_page import find_pager
from scraper.extraction.listing.rules import listing_of, ruled_links, ruled_next
from scraper.extraction.listing.section import is_home_link, page_title, section_of
from scraper.extraction.page.address_kinds import is_home, kind_of, page_numbers
from scraper.extraction.page.bounded import bounded
from scraper.extraction.page.page import Page, page_of
from scraper.extraction.vocabulary.listing import is_more, is_pager
from scraper.portals.model import Listing, Portal
from scraper.values.ceilings import CEILINGS, Ceilings
from scraper.values.urls import absolute, canonical, parameters_sorted, same_site

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|rar|mp[34]|xml|rss|css|js)$", re.I
)
# Fewer are no hot list: a single link is boxed where its entry says "hot" of it.
_A_BOX = 3


@dataclass(slots=True)
class ArticleLink:
    """An article that a list leads to: canonical URL, title and date as the list shows them; a
    sitemap may have no title, which is then empty."""

    url: str
    title: str
    published_at: str | None = None


@dataclass(slots=True)
class ListingPage:
    """One page of a list, its articles in page order. `next_page` is None on the last page, and
    `otherwise` are addresses that may be the next where that one has been read; `more` are the
    other parts of the list, where it is a sitemap that names them, the newest first, and `touched`
    says of them when they were changed. Where the list `counts_on`, its parts may say nothing of
    the next, which has the next number; `hidden` is what keeps the rest of the list from us. `cut`
    says what was not read of the page."""

    section: str | None
    links: list[ArticleLink]
    next_page: str | None
    more: list[str] = field(default_factory=list)
    touched: dict[str, str] = field(default_factory=dict)
    otherwise: list[str] = field(default_factory=list)
    counts_on: bool = False
    hidden: str | None = None
    cut: list[str] = field(default_factory=list)


def extract_listing(
    html: str, url: str, portal: Portal, *, ceilings: Ceilings = CEILINGS
) -> ListingPage:
    """What a listing page, a feed or a sitemap holds. Anything that is no list gives no links;
    nothing raises. What is over a ceiling is left out, and said in `cut`."""
    read = bounded(html, ceilings)
    page = _read(read.text, url, portal)
    page.cut = list(read.cut)
    return page


def _read(html: str, url: str, portal: Portal) -> ListingPage:
    if is_feed(html):
        return _from_feed(read_feed(html, url, portal), url, portal)
    if is_data(html):
        return _from_data(html, url, portal)
    return read_listing(page_of(html, url), portal)


def read_listing(seen: Page, portal: Portal) -> ListingPage:
    """The same, of a page that is parsed already; it is left as it is."""
    root, url = seen.root, seen.url
    here = canonical(url)
    base = seen.base
    page = read_links(root)
    pager = find_pager(page, root, here, base)
    candidates = _candidates(page, here, base, portal)
    homes = [link for link in page.links if is_home_link(link, base, portal)]
    around = Surroundings(
        h1=_h1(page),
        pager=pager.place,
        homes=[link.node for link in homes],
        title=page_title(root),
        folder=urlsplit(urljoin(here, ".")).path,
        ruled=portal.article_url is not None,
    )
    chosen = main_list(groups_of(candidates, page), around)
    links = _links([*chosen, *strays(chosen, candidates, page)])
    rule = listing_of(here, portal)
    offers = pager.offers
    if portal.article_url is None:
        links = second_opinion(links, read_by_lines(seen, portal))
        second = next_by_lines(seen, {link.url for link in links})
        offers = offers or ([second] if second else [])
    if rule is not None:
        links = _ruled(root, rule, base, links)
        ruled = ruled_next(root, rule, base)
        offers = [ruled, *offers] if ruled else offers
    links = list({parameters_sorted(link.url): link for link in reversed(links)}.values())[::-1]
    articles = {link.url for link in links}
    # The home page goes on with nothing.
    following = [one for one in offers if one not in articles and not _is_front(one)]
    behind = Behind()
    if not following and links and not pager.is_linked:
        behind = find_behind(seen, articles)
    return ListingPage(
        section=section_of(root, page, chosen, homes, here, portal),
        links=links,
        next_page=next(iter(following), behind.address),
        otherwise=[*following[1:], *(one for one in pager.down if one not in articles)],
        counts_on=behind.is_part,
        hidden=behind.hidden,
    )


def _is_front(url: str) -> bool:
    return urlsplit(url)[2:4] in (("", ""), ("/", ""))


def second_opinion(links: list[ArticleLink], reading: Reading) -> list[ArticleLink]:
    """The links of the first reading, less those that only a labelled box shows; where that is at
    most half of what the second has found, the second's that stand as the first's do."""
    kept = [link for link in links if link.url not in reading.boxed]
    kept = kept if kept and len(links) - len(kept) >= _A_BOX else links
    found = reading.articles
    if kept:
        first = frozenset[str]().union(*(reading.manners.get(link.url, ()) for link in kept))
        found = [one for one in found if reading.manners[one[0]] & first]
    elif not reading.has_text:
        return []
    if len(found) >= 2 and 2 * len(kept) <= len(found):
        return [ArticleLink(url, title, date) for url, title, date in found]
    kinds = Counter(kind_of_address(link.url) for link in kept)
    kept = [link for link in kept if not _is_odd(link, kinds)]
    return _completed(kept, found, kinds)


def _completed(
    kept: list[ArticleLink], found: list[tuple[str, str, str | None]], kinds: Counter[str]
) -> list[ArticleLink]:
    """The first reading's links, and between them those of another kind of address that only the
    second has seen to stand as they do."""
    known = {link.url: link for link in kept}
    strangers = [one for one in found if one[0] not in known and not kinds[kind_of_address(one[0])]]
    if not strangers or len(strangers) * 2 > len(kept):
        return kept
    added = {url: ArticleLink(url, title, date) for url, title, date in strangers}
    order = [url for url, _, _ in found if url in known or url in added]
    placed = set(order)
    rest = [link for link in kept if link.url not in placed]
    return [known.get(url) or added[url] for url in order] + rest


def _is_odd(link: ArticleLink, kinds: Counter[str]) -> bool:
    """Whether a link with a short name has an address of its own kind among several of another."""
    return kinds[kind_of_address(link.url)] == 1 and max(kinds.values()) > 2 and len(link.title) < 5


def _from_data(text: str, url: str, portal: Portal) -> ListingPage:
    """The list in a JSON answer: as data, else in the markup that it holds."""
    feed = read_data(text, url, portal)
    markup = None if feed.entries else markup_of(text)
    if markup is not None:
        page = extract_listing(f"<body>{markup}</body>", url, portal)
        page.counts_on = True
        return page
    page = _from_feed(feed, url, portal)
    page.counts_on = page.next_page is None
    return page


def _from_feed(feed: Feed, url: str, portal: Portal) -> ListingPage:
    rule = listing_of(canonical(url), portal)
    links = [ArticleLink(one.url, one.title or "", one.date) for one in feed.entries]
    section = rule.section if rule else None
    return ListingPage(section, links, feed.next_page, list(feed.parts), _dated(feed.parts))


def _dated(parts: dict[str, str | None]) -> dict[str, str]:
    return {url: date for url, date in parts.items() if date}


def _ruled(
    root: etree._Element, rule: Listing, base: str, links: list[ArticleLink]
) -> list[ArticleLink]:
    """The links that the definition's selector finds, with the dates shown; the others where it
    finds none."""
    dates = {link.url: link.published_at for link in links}
    found = ruled_links(root, rule, base)
    return [ArticleLink(url, title, dates.get(url)) for url, title in found.items()] or links


def _h1(page: PageLinks) -> Node | None:
    """The last h1 that is not an article's title in the list, as a logo's comes first."""
    found = [node for level, _, node in page.headings if level == 1]
    return found[-1] if found and len(found) <= 2 else None


def _candidates(page: PageLinks, here: str, base: str, portal: Portal) -> list[Candidate]:
    rule = re.compile(portal.article_url) if portal.article_url else None
    known: dict[str, str | None] = {}
    found = []
    for link in page.links:
        if link.href not in known:
            known[link.href] = _article_url(link.href, here, base, portal, rule)
        url = known[link.href]
        if url is None or _is_off(link):
            continue
        # A link without text may be laid over a card.
        if not link.text or link.has_image or not is_pager(link.text):
            titled = bool(link.text) and not is_more(link.text)
            found.append(Candidate(link, url, kind_of(url), titled))
    return found


def _is_off(link: Link) -> bool:
    advert = any(word in link.rel for word in (" tag ", " author ", " sponsored ", " next "))
    return advert or bool(link.flags & NEVER) or "hidden" in link.flags


def _article_url(
    href: str, here: str, base: str, portal: Portal, rule: re.Pattern[str] | None
) -> str | None:
    target = absolute(href, base)
    if target is None or not (same_site(target, here) or portal.owns(target)):
        return None
    url = canonical(target)
    if rule is not None:
        return url if rule.search(url) and url != here else None
    if url in (here, canonical(portal.home)) or is_home(url) or _FILE.search(urlsplit(url).path):
        return None
    numbers = page_numbers(here, url)
    return None if numbers and numbers[2] else url


def _links(groups: list[Group]) -> list[ArticleLink]:
    entries = sorted((e for group in groups for e in group.entries), key=lambda entry: entry.start)
    found: dict[str, ArticleLink] = {}
    for entry in entries:
        link = found.setdefault(entry.url, ArticleLink(entry.url, entry.title, entry.published_at))
        link.published_at = link.published_at or entry.published_at
    return list(found.values())
