"""Why a page has the fields it has: each with its rule, and what else might have been taken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from scraper.extraction.article import rules
from scraper.extraction.article.guard import Guard
from scraper.extraction.article.layouts_in_time import in_its_time
from scraper.extraction.fields.published_at import shown_dates, stated_dates
from scraper.extraction.fields.related.related import IN_TEXT
from scraper.extraction.fields.title import claims, find_heading
from scraper.extraction.listing.listing import ListingPage
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line
from scraper.extraction.page.page import Page, page_of
from scraper.extraction.parts.zones import find_zones
from scraper.extraction.vocabulary import words
from scraper.extraction.vocabulary.labels import HOT, NEXT, PREVIOUS, RELATED
from scraper.items import Block, Image, NextArticle, RawArticle, RawRelated
from scraper.portals.model import Portal, Selectors
from scraper.record import FIELDS
from scraper.values.clean import clean
from scraper.values.urls import canonical

_READ = tuple(row.name for row in FIELDS.of_page)
_SELECTORS = {name: FIELDS[name].read_as for name in Selectors.model_fields}
_LINES = 400
_LEAST_TEXT, _MUCH_MORE = 400, 6
# By weight: a line of more is no menu's.
_A_SENTENCE = 40
_METAS = {
    "section": ("article:section", "section", "og:section"),
    "tags": ("article:tag", "news_keywords", "keywords"),
    "authors": ("author", "article:author", "dc.creator", "byl"),
    "images": ("og:image", "twitter:image"),
    "language": ("og:locale", "content-language"),
    "title": ("og:title", "twitter:title"),
}
_DATA = {
    "section": "articleSection",
    "tags": "keywords",
    "authors": "author",
    "images": "image",
    "language": "inLanguage",
}
_LABELLED = {"related": (RELATED, HOT), "next_article": (NEXT, PREVIOUS)}
Value = str | list[str] | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a field might have had, and where it is from."""

    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A field: its value in short, the rule that found it, and the candidates that lost."""

    name: str
    value: Value
    rule: str | None
    rejected: list[Candidate] = field(default_factory=list)


def explain(html: str, url: str, portal: Portal) -> tuple[RawArticle, list[Explained]]:
    """The article, and every field of it explained, in the order of the record."""
    then, raw = in_its_time(html, url, portal)
    bare = then.model_copy(update={"selectors": Selectors(), "layouts": ()})
    ruled = then.selectors != Selectors()
    _, without = in_its_time(html, url, bare) if ruled else (bare, raw)
    page = rules.without(page_of(html, url), then.drop)
    candidates: dict[str, list[Candidate]] = {name: [] for name in _READ}
    guard = Guard(raw.failures)
    found = (
        *guard.run("candidates", (), lambda: (*_by_rule(page, then), *_by_landmarks(without))),
        *guard.run("candidates", (), lambda: tuple(_on_page(page, then))),
    )
    for name, candidate in found:
        candidates[name].append(candidate)
    return raw, [_explained(raw, name, candidates[name]) for name in _READ]


def is_listing(raw: RawArticle, page: ListingPage, seen: Page, portal: Portal) -> bool:
    """Whether a page is a list of articles rather than one, by the definition or by what is on it:
    an article has more text than its links have titles, or leads on to others."""
    if any(canonical(listing.url) == canonical(seen.url) for listing in portal.listings):
        return True
    if portal.article_url and re.search(portal.article_url, seen.url):
        return False
    if _are_in_full(page, seen):
        return True
    titles = sum(len(link.title) for link in page.links)
    text = sum(len(block.text) for block in raw.blocks)
    # The titles of a list stand between its teasers, as related reading does in a text.
    beside = raw.related and raw.rules.get("related") != IN_TEXT
    leads_on = bool(beside or raw.next_article)
    if text > _LEAST_TEXT and (leads_on or text > _MUCH_MORE * titles):
        return False
    return len(page.links) > 1 or (bool(page.links or page.more) and not text)


def _are_in_full(page: ListingPage, seen: Page) -> bool:
    """Whether a page shows several articles with their texts: each below its title, which is a
    heading that leads to it, and no text above the first."""
    urls = {link.url for link in page.links}
    starts: dict[str, int] = {}
    for line in seen.lines:
        for run in line.runs if line.place & Place.HEADING else ():
            url = seen.link(run.link.get("href")) if run.link is not None else None
            if url in urls:
                starts.setdefault(url, line.index)
    at = [0, *sorted(starts.values()), len(seen.lines)]
    texts = [sum(map(_text_of, seen.lines[one:two])) for one, two in pairwise(at)]
    full = [text for text in texts[1:] if text > _LEAST_TEXT]
    return len(full) > 1 and 2 * len(full) >= len(starts) and texts[0] <= _LEAST_TEXT


def _text_of(line: Line) -> int:
    return line.weight if line.image is None and line.weight >= _A_SENTENCE else 0


def short(raw: RawArticle, name: str) -> Value:
    """A field's value as a person would note it: texts alone."""
    value = getattr(raw, name)
    if isinstance(value, list | tuple):
        return [_noted(one) for one in value]
    return None if value is None else _noted(value)


def _noted(value: object) -> str:
    match value:
        case Block():
            return value.text
        case Image():
            return value.url
        case RawRelated() | NextArticle():
            return value.title
    return str(value)


def _explained(raw: RawArticle, name: str, candidates: list[Candidate]) -> Explained:
    value = short(raw, name)
    chosen = {value} if isinstance(value, str) else {_one(value or [])} | set(value or [])
    seen: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.value and candidate.value not in chosen:
            seen.setdefault(candidate.value, candidate)
    return Explained(name, value or None, raw.rules.get(name), list(seen.values()))


def _by_rule(page: Page, portal: Portal) -> Iterator[tuple[str, Candidate]]:
    for selector, name in _SELECTORS.items():
        found = rules.texts(page, getattr(portal.selectors, selector))
        if FIELDS[name].is_names:
            found = [_one(found)] if found else []
        for text in found[:3]:
            yield name, Candidate(_cut(text), f"rule:{selector}")


def _by_landmarks(raw: RawArticle) -> Iterator[tuple[str, Candidate]]:
    for name in _READ:
        value = short(raw, name)
        if value and name != "blocks":
            text = value if isinstance(value, str) else _one(value)
            yield name, Candidate(text, raw.rules.get(name, "landmark"))


def _on_page(page: Page, portal: Portal) -> Iterator[tuple[str, Candidate]]:
    heading = find_heading(page)
    if heading:
        yield "title", Candidate(heading.text, "landmark:heading")
    yield from (("title", Candidate(text, rule)) for text, rule, _ in claims(page, None))
    if page.title_tag:
        yield "title", Candidate(page.title_tag, "title-tag")
    yield from (("published_at", Candidate(text, rule)) for text, rule in stated_dates(page))
    lines = [line for line in page.lines[:_LINES] if line.image is None and line.weight < 300]
    for shown in shown_dates(iter(lines), (-1, -1)):
        yield (
            "published_at",
            Candidate(shown.text, f"shown in: {_cut(page.lines[shown.line].text)}"),
        )
    for line in lines:
        if words.VIEWS.search(line.spaced):
            yield "views", Candidate(_cut(line.text), "a line that speaks of readers")
    yield from _stated(page)
    for zone in find_zones(page, portal.labels.related, portal.labels.next_article):
        for name in (name for name, kinds in _LABELLED.items() if zone.kind in kinds):
            text = f"{_cut(page.lines[zone.label].text)} ({len(zone.lines)} lines)"
            yield name, Candidate(text, f"a part of the page that is labelled {zone.kind}")


def _stated(page: Page) -> Iterator[tuple[str, Candidate]]:
    for name, keys in _METAS.items():
        for key in keys:
            values = page.metas.get(key, [])
            yield from ((name, Candidate(_cut(value), f"meta:{key}")) for value in values[:3])
    for node in page.articles[:2]:
        for name, key in _DATA.items():
            texts = node.texts(key)
            if texts:
                yield name, Candidate(_one(texts), f"json-ld:{key}")
    linked = [node for node in page.root.iter("a") if "tag" in (node.get("rel") or "").split()]
    if linked:
        yield "tags", Candidate(_one([clean(node.text_content()) for node in linked]), "rel-tag")


def _one(values: list[str]) -> str:
    return " · ".join(values)


def _cut(text: str) -> str:
    return text if len(text) <= 120 else text[:119] + "…"
