"""Listings as JSON: what a page's script asks for to show more of a list, and JSON feeds."""

import json
import re
from collections.abc import Iterator
from typing import Any

from scraper.extraction.listing.feeds import Entry, Feed
from scraper.extraction.page.address_kinds import is_home, numbered_on
from scraper.portals.model import Portal
from scraper.values.clean import clean_or_none
from scraper.values.urls import absolute, canonical, same_site

_URL_KEYS = ("url", "link", "href", "permalink", "canonical_url", "web_url", "weburl", "path")
_TITLE_KEYS = ("title", "headline", "name", "subject", "heading")
_DATE_KEYS = (
    *("date_published", "published_at", "publishedat", "publish_date", "pubdate", "published"),
    *("date", "created_at", "time"),
)
_NEXT_KEYS = (
    *("next", "next_url", "nexturl", "next_page", "nextpage", "next_page_url", "nextpageurl"),
    *("nextlink", "next_link"),
)
_DEPTH, _MOST = 8, 5000
_MARKUP = re.compile(r"<a\b[^>]*\bhref\b", re.IGNORECASE)


def is_data(text: str) -> bool:
    """Whether a text is JSON, by how it begins."""
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def read_data(text: str, url: str, portal: Portal) -> Feed:
    """The articles that a JSON answer names, in its order, and where it says that it goes on;
    nothing where it is no JSON or names none."""
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return Feed([], None)
    rule = re.compile(portal.article_url) if portal.article_url else None
    lists = (_entries(one, url, portal, rule) for one in _lists(value))
    entries = max(lists, key=len, default={})
    following = _next(value, url) if entries else None
    return Feed(list(entries.values()), following)


def markup_of(text: str) -> str | None:
    """The HTML that a JSON answer holds; None where it has none with links."""
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    found = [one for one in _strings(value) if _MARKUP.search(one)]
    return "\n".join(found) or None


def _lists(value: Any, depth: int = 0) -> Iterator[list[Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        yield value[:_MOST]
    if isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _lists(one, depth + 1)


def _entries(
    found: list[Any], base: str, portal: Portal, rule: re.Pattern[str] | None
) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for one in found:
        if not isinstance(one, dict):
            continue
        said = {key.lower(): value for key, value in one.items()}
        address = next((said[key] for key in _URL_KEYS if isinstance(said.get(key), str)), None)
        target = absolute(address, base) if address else None
        if target is None or not portal.owns(target) or is_home(target):
            continue
        title = clean_or_none(_text(said, _TITLE_KEYS))
        key = canonical(target)
        # An answer may list sections, authors and pictures beside its articles.
        if rule.search(key) if rule else title:
            entries.setdefault(key, Entry(key, title, clean_or_none(_text(said, _DATE_KEYS))))
    return entries


def _text(said: dict[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        value = said.get(key)
        value = value.get("rendered") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return re.sub(r"<[^>]*>", "", value)
    return ""


def _next(value: Any, url: str, depth: int = 0) -> str | None:
    """Where an answer says that the list goes on: an address, or the number of a page."""
    if not isinstance(value, dict) or depth > 2:
        return None
    for key, said in value.items():
        if key.lower().replace("-", "_") not in _NEXT_KEYS:
            continue
        if isinstance(said, dict):
            said = said.get("href") or said.get("url")
        if isinstance(said, str) and re.search(r"[/?]", said):
            target = absolute(said, url)
            return canonical(target) if target and same_site(target, url) else None
        if isinstance(said, int | str) and str(said).isdigit() and not isinstance(said, bool):
            return numbered_on(url, int(said))
    inner = (_next(one, url, depth + 1) for one in value.values() if isinstance(one, dict))
    return next(filter(None, inner), None)


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict) and depth < _DEPTH:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one, depth + 1)
