"""A definition from the pages that were gathered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from scraper.authoring.draft.gather import Gathered, ListingSample
from scraper.authoring.draft.guesses import (
    delay_of,
    language_of_pages,
    name_of,
    sitemaps_of,
    title_of,
)
from scraper.authoring.draft.lists import other_lists, section_of_feed
from scraper.authoring.draft.patterns import pattern_of
from scraper.authoring.draft.selectors import Sample, Understand, read_sample, selectors_for
from scraper.authoring.draft.time_zone import states_utc, zone_of
from scraper.extraction.listing.feeds import is_feed
from scraper.extraction.listing.listing import extract_listing
from scraper.extraction.page.page import Page
from scraper.portals.model import Listing, Portal
from scraper.record import NEEDED
from scraper.values.dates import parse_date
from scraper.values.urls import canonical

_CHECK = "CHECK:"


@dataclass(slots=True)
class Draft:
    """A definition, and of each key that was guessed, how; `others` are addresses and names of what
    may be further listings; `unsure` says what a person should look at; `left_out` are selectors
    that do not stand the test on the samples, by field, each with what is wrong."""

    portal: Portal
    why: dict[str, str]
    samples: list[Sample]
    others: list[tuple[str, str]] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    left_out: dict[str, tuple[str, str]] = field(default_factory=dict)


def draft(
    found: Gathered, understand: Understand, name: str | None = None, zone: str | None = None
) -> Draft:
    """The definition that the pages speak for: `understand` makes a record of what a page says.
    `name` and `zone` are a person's own, in place of guesses."""
    base = found.portal
    firsts = [one for one in found.listings if one.is_first]
    visited = [one.visited for one in firsts] + [one.visited for one in found.articles]
    pages = [Page(one.text, one.url) for one in visited if not is_feed(one.text)]
    why: dict[str, str] = {}
    stated: dict[str, object] = {"home": _home(firsts[0].visited.url)}
    title = title_of(pages)
    if title:
        stated["title"], why["title"] = title
    stated["name"] = name or name_of(firsts[0].visited.url, title[0] if title else None)
    if base.hosts:
        stated["hosts"], why["hosts"] = base.hosts, "most of the list's articles are there"
    stated["listings"] = tuple(_listing(one, title[0] if title else None) for one in firsts)
    delay = delay_of(found.robots)
    if delay is not None and delay > 1:
        stated["politeness"] = {"delay": min(delay, 60.0)}
        why["delay"] = f"robots.txt asks for {delay:g} seconds"
    samples = _samples(found, base, understand)
    _speech(stated, why, samples, firsts[0].visited.url, base.time_zone)
    if zone:
        stated["time_zone"], why["time_zone"] = zone, "as PORTAL_TIME_ZONE said"
    portal = Portal.model_validate({"time_zone": base.time_zone, **stated})
    portal = _with_pattern(portal, found.listings, why)
    # Selectors are judged by what is found with the portal's zone.
    samples = _samples(found, portal, understand)
    selectors = selectors_for(samples, portal, understand)
    portal = portal.model_copy(update={"selectors": selectors})
    drafted = Draft(portal, why, samples, other_lists(firsts[0], portal, found.robots))
    drafted.sitemaps = sitemaps_of(found.robots)
    drafted.unsure = list(_unsure(drafted, found))
    return drafted


def _listing(one: ListingSample, title: str | None) -> Listing:
    section = one.page.section
    if section is None and is_feed(one.visited.text):
        section = section_of_feed(one.visited.text, title)
    return Listing(url=one.asked, section=section)


def _home(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/", "", ""))


def _samples(found: Gathered, portal: Portal, understand: Understand) -> list[Sample]:
    return [
        read_sample(
            one.visited.text, one.visited.url, portal, understand, (one.section, one.link.title)
        )
        for one in found.articles
    ]


def _speech(
    stated: dict[str, object],
    why: dict[str, str],
    samples: Sequence[Sample],
    url: str,
    setting: str,
) -> None:
    pages = [one.page for one in samples]
    languages = [one.record["language"] for one in samples]
    language = language_of_pages(pages, languages)
    if language:
        stated["language"], why["language"] = language, "the pages do not state it; by their words"
    common = language or (languages[0] if len(set(languages)) == 1 else None)
    zone = zone_of(url, pages, [_bare(one) for one in samples], common, setting)
    if zone:
        stated["time_zone"], why["time_zone"] = zone
    else:
        states = "the pages state times in UTC alone" if states_utc(pages) else "no page states one"
        why["time_zone"] = f"{_CHECK} {states}; this is the setting PORTAL_TIME_ZONE"


def _bare(sample: Sample) -> datetime | None:
    """The time that a page shows its readers, where it shows no offset with it."""
    text = sample.raw.published_at
    shown = parse_date(text, "Etc/GMT+12") if text and ":" in text else None
    if shown is None or shown.utcoffset() != timedelta(hours=-12):
        return None
    return shown.replace(tzinfo=None)


def _with_pattern(portal: Portal, listings: Sequence[ListingSample], why: dict[str, str]) -> Portal:
    """With a pattern for articles' addresses, where the lists are the same with it as without."""
    urls = list(dict.fromkeys(link.url for one in listings for link in one.page.links))
    pattern = pattern_of(urls)
    if pattern is None:
        return portal
    # What a feed names is what its entries are: its own address, like theirs or not, is none.
    shown = [one for one in listings if not is_feed(one.visited.text)]
    others = [one.visited.url for one in shown] + [one.page.next_page or "" for one in shown]
    ruled = portal.model_copy(update={"article_url": pattern})
    if any(re.search(pattern, canonical(url)) for url in others):
        return portal
    for one in listings:
        again = extract_listing(one.visited.text, one.visited.url, ruled)
        if (again.links, again.next_page) != (one.page.links, one.page.next_page):
            return portal
    why["article_url"] = f"so are all {len(urls)} links of the listings that were read"
    return ruled


def _unsure(drafted: Draft, found: Gathered) -> list[str]:
    said = []
    zone, by = drafted.portal.time_zone, drafted.why["time_zone"]
    if _CHECK in by:
        said.append(
            f"time_zone: {by.replace(_CHECK, '').strip()}: {zone}. Times without an offset are read"
            " in it; to draft with another: --force -s PORTAL_TIME_ZONE=NAME"
        )
    if "article_url" not in drafted.why:
        said.append("article_url: the addresses have nothing in common that tells articles apart")
    for name in NEEDED:
        missing = [one.url for one in drafted.samples if not one.record[name]]
        if missing:
            said.append(f"{name}: not found on {', '.join(missing)}; see scrapy probe {missing[0]}")
    if drafted.others:
        names = ", ".join(text for _, text in drafted.others)
        said.append(f"further lists may be: {names}; they are in the file, commented out")
    return said + [f"not read: {reason}" for reason in found.skipped]
