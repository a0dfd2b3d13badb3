"""Listings for machines: RSS and Atom feeds, sitemaps and their indexes."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import feedparser
from lxml import etree
from w3lib.html import remove_tags

from scraper.extraction.page.address_kinds import is_home, kind_of
from scraper.portals.model import Portal
from scraper.values.clean import clean_or_none
from scraper.values.urls import absolute, canonical

_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>|<\?xml-stylesheet[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*"
    r"<(?:\w+:)?(?P<root>rss|feed|rdf|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
_LATE = re.compile(
    r"<\?xml[^>]*\?>\s*(?:<\?xml-stylesheet[^>]*\?>|<!--.*?-->|\s)*"
    r"<(?:\w+:)?(?P<root>rss|feed|rdf|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LOOKED_AT = 4096
# What a sitemap may hold by its own rules, and as many of its parts as one portal can need.
_MOST, _MOST_PARTS = 50_000, 500


@dataclass(slots=True)
class Entry:
    """An address that a feed or sitemap names, with its title and date as stated."""

    url: str
    title: str | None = None
    date: str | None = None


@dataclass(slots=True)
class Feed:
    """What a feed or sitemap names: articles, its next page, and sitemaps that are parts of it,
    the newest first, with the time of their last change as stated."""

    entries: list[Entry]
    next_page: str | None
    parts: dict[str, str | None] = field(default_factory=dict)


def is_feed(text: str) -> bool:
    """Whether a text is a feed or a sitemap, by how it begins; a server's notice may be first."""
    return _begins(text) is not None


def _begins(text: str) -> re.Match[str] | None:
    """Where a feed begins: its declaration and its root; None where the text is none."""
    head = text[:_LOOKED_AT]
    found = _START.match(head.lstrip("\ufeff"))
    if found is not None:
        return found
    late = _LATE.search(head)
    return late if late is not None and not _PAGE.search(head[: late.start()]) else None


def read_feed(text: str, url: str, portal: Portal) -> Feed:
    """The portal's own articles in a feed or sitemap, in its order. Nothing raises."""
    text = text.lstrip("\ufeff")
    root = _begins(text)
    text = text[root.start() :] if root is not None else text
    # The text is decoded: what it says of its encoding is no longer so.
    data = _DECLARATION.sub("", text).encode("utf-8", "replace")
    if root is not None and root["root"].lower() in ("urlset", "sitemapindex"):
        feed = _sitemap(data)
    else:
        feed = _syndicated(data)
    return _tidy(feed, url, portal)


def _tidy(feed: Feed, url: str, portal: Portal) -> Feed:
    rule = re.compile(portal.article_url) if portal.article_url else None
    here, home = canonical(url), canonical(portal.home)
    entries: dict[str, Entry] = {}
    for entry in feed.entries:
        found = _own(entry.url, url, portal)
        if found is None or found in (here, home) or is_home(found):
            continue
        # A sitemap names all pages; what has no title has to look like an article.
        fits = rule.search(found) if rule else (entry.title or kind_of(found).score > 0)
        if fits:
            entries.setdefault(found, Entry(found, entry.title, entry.date))
    named = ((_own(one, url, portal), date) for one, date in feed.parts.items())
    parts = {part: date for part, date in named if part is not None and part != here}
    following = _own(feed.next_page, url, portal) if feed.next_page else None
    return Feed(list(entries.values()), following, dict(islice(parts.items(), _MOST_PARTS)))


def _own(address: str, base: str, portal: Portal) -> str | None:
    found = absolute(address, base)
    return canonical(found) if found and portal.owns(found) else None


def _sitemap(data: bytes) -> Feed:
    entries: list[Entry] = []
    parts: list[tuple[str, str]] = []
    events = etree.iterparse(
        io.BytesIO(data), recover=True, resolve_entities=False, no_network=True
    )
    try:
        for _, element in events:
            name = _name(element)
            if name in ("url", "sitemap"):
                said = dict(_texts(element))
                address = said.get("loc")
                if address and name == "sitemap":
                    parts.append((said.get("lastmod") or "", address))
                elif address and len(entries) < _MOST:
                    date = said.get("publication_date") or said.get("lastmod")
                    entries.append(Entry(address, said.get("title"), date))
                element.clear()
    except etree.XMLSyntaxError:
        pass
    # The part that was touched last first, but for those that do not say: they may be any.
    newest = sorted(parts, key=lambda part: part[0] or "9", reverse=True)
    return Feed(entries, None, {address: date or None for date, address in newest})


def _texts(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The texts within a sitemap's entry by their names, a news sitemap's own among them."""
    for inner in element.iter():
        text = clean_or_none(inner.text) if isinstance(inner.tag, str) and inner.text else None
        # A picture's address or title is not the article's.
        if text and not _is_media(inner):
            yield _name(inner), text


def _is_media(element: etree._Element) -> bool:
    space = etree.QName(element).namespace or ""
    return "image" in space or "video" in space


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _syndicated(data: bytes) -> Feed:
    headers = {"content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    entries = [
        Entry(
            str(one.get("link") or one.get("id") or ""),
            clean_or_none(remove_tags(str(one.get("title") or ""))),
            one.get("published") or one.get("updated"),
        )
        for one in parsed.get("entries", [])[:_MOST]
    ]
    return Feed([one for one in entries if one.url], _next(parsed.get("feed", {})))


def _next(feed: Mapping[str, object]) -> str | None:
    links = feed.get("links")
    found = links if isinstance(links, list) else []
    return next(
        (str(one["href"]) for one in found if one.get("rel") == "next" and "href" in one), None
    )
