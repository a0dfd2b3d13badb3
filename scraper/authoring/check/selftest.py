"""Does a definition still say what its saved pages show? Which selector is broken, and what now?"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from scraper.authoring.check.difference import differ_in_zone_alone, finds, shown
from scraper.authoring.check.samples import Sample, article_fields
from scraper.extraction.article import rules
from scraper.extraction.article.layouts_in_time import in_its_time
from scraper.extraction.explain.empty_listing import why_empty
from scraper.extraction.explain.unfound_selectors import unfound_in_listing
from scraper.extraction.listing.listing import extract_listing
from scraper.extraction.page.page import Page, page_of
from scraper.items import RawArticle
from scraper.portals.model import Portal, Selectors
from scraper.record import FIELDS, NEEDED

# Their blocks may well be there and hold none.
_IN_BLOCKS = [row.name for row in FIELDS if row.is_objects]

Understand = Callable[[RawArticle], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Broken:
    """What is wrong on one sample: by `key`, or by the field where no key is to blame."""

    file: str
    key: str
    said: str

    def __str__(self) -> str:
        return f"{self.key}: {self.said}"


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article as the definition reads it, by the rules of its time, and without selectors."""

    then: Portal
    raw: RawArticle
    found: dict[str, Any]
    landmarks: RawArticle
    without: dict[str, Any]
    page: Page

    def uses(self, name: str) -> bool:
        """Whether a field is what its selector finds."""
        return self.raw.rules.get(_of(name), "").startswith("rule")

    def selectors(self) -> dict[str, str]:
        """The selectors that are stated, by field."""
        return {name: one for name, one in self.then.selectors if one is not None}

    def otherwise(self, name: str) -> str:
        """What a field is without its selector."""
        rule = self.landmarks.rules.get(_of(name), "nothing")
        return f"without it: {shown(self.without[name])} ({rule})"


def check_sample(portal: Portal, sample: Sample, understand: Understand) -> list[Broken]:
    """What the definition no longer gets right on a page; empty where all is as expected. Where
    nothing is said of a field, its selector is broken if it finds nothing that can be it."""
    if sample.kind == "listing":
        return list(_listing(portal, sample))
    return list(_article(portal, sample, understand))


def differing(portal: Portal, sample: Sample, understand: Understand) -> list[str]:
    """Where an article of which nothing is expected is another by the selectors than without them:
    either may be right, and a person can tell."""
    if sample.kind == "listing":
        return []
    read = _read_both(portal, sample, understand)
    table = _table_of(portal, read.then)
    return [
        f"{table}.{name} = {selector!r}: finds {shown(read.found[name])}; {read.otherwise(name)}"
        for name, selector in read.selectors().items()
        if read.uses(name) and read.found[name] != read.without[name]
    ]


def read_listing(portal: Portal, sample: Sample) -> dict[str, Any]:
    """What a sample listing says."""
    page = extract_listing(sample.text, sample.url, portal)
    return {
        "section": page.section,
        "links": [link.url for link in page.links],
        "next_page": page.next_page,
    }


def unruled(portal: Portal) -> Portal:
    """The portal without its selectors: what is found with it is found by landmarks."""
    return portal.model_copy(update={"selectors": Selectors(), "layouts": ()})


def read_article(portal: Portal, sample: Sample, understand: Understand) -> dict[str, Any]:
    """What a sample article says."""
    return article_fields(understand(_raw(portal, sample)[1]))


def _raw(portal: Portal, sample: Sample) -> tuple[Portal, RawArticle]:
    return in_its_time(
        sample.text,
        sample.url,
        portal,
        listed_section=sample.listed_section,
        listed_title=sample.listed_title,
    )


def _read_both(portal: Portal, sample: Sample, understand: Understand) -> _Reading:
    then, raw = _raw(portal, sample)
    landmarks = _raw(unruled(then), sample)[1]
    page = rules.without(page_of(sample.text, sample.url), then.drop)
    found, without = (article_fields(understand(one)) for one in (raw, landmarks))
    return _Reading(then, raw, found, landmarks, without, page)


def _unexpected_listing(portal: Portal, sample: Sample) -> Iterator[Broken]:
    """What is wrong with a listing page of which nothing is expected."""
    found = read_listing(portal, sample)
    unfound = unfound_in_listing(sample.text, sample.url, portal)
    for stated in unfound:
        # On the last page there is none.
        if ".next = " not in stated or found["next_page"]:
            yield Broken(sample.file, stated, "finds nothing")
    if not found["links"] and not unfound:
        yield Broken(sample.file, "links", why_empty(sample.text, sample.url, portal))


def _listing(portal: Portal, sample: Sample) -> Iterator[Broken]:
    if not sample.expected:
        yield from _unexpected_listing(portal, sample)
    found = read_listing(portal, sample)
    for name, expected in sample.expected.items():
        if found[name] == expected:
            continue
        if name == "links":
            key = "article_url" if portal.article_url else "links"
            missing = [url for url in expected if url not in found[name]]
            extra = [url for url in found[name] if url not in expected]
            lost = f"; missing, such as {missing[0]}" if missing else ""
            said = f"{len(found[name])} articles, expected {len(expected)}{lost}"
            yield Broken(sample.file, key, said + (f"; extra, such as {extra[0]}" if extra else ""))
        else:
            yield Broken(sample.file, name, finds(found[name], expected))


def _article(portal: Portal, sample: Sample, understand: Understand) -> Iterator[Broken]:
    read = _read_both(portal, sample, understand)
    table = _table_of(portal, read.then)
    blamed = set()
    for name, selector in read.selectors().items():
        said = _of_selector(name, selector, read, sample.expected)
        if said:
            blamed.add(name)
            key = f"{table}.{name} = {selector!r}"
            yield Broken(sample.file, key, f"{said}; {read.otherwise(name)}")
    owned = portal.owns(sample.url)
    if portal.article_url and owned and not re.search(portal.article_url, sample.url):
        yield Broken(sample.file, "article_url", f"{sample.url} does not contain it")
    for name, value in sample.expected.items():
        found = read.found.get(name)
        if name not in blamed and found != value:
            rule = read.raw.rules.get(_of(name), "no rule")
            said = finds(found, value, f" ({rule})")
            yield Broken(sample.file, name, said + _why(found, value, rule))


def _of_selector(name: str, selector: str, read: _Reading, expected: dict[str, Any]) -> str | None:
    """What is wrong with a selector; None where it does its work."""
    found, without = read.found[name], read.without[name]
    if read.uses(name):
        # What is found without it too is not the selector's fault.
        differs = name in expected and found not in (expected[name], without)
        return finds(found, expected[name]) if differs else None
    texts = rules.texts(read.page, selector)
    is_there = bool(texts) and name not in (*expected, *_IN_BLOCKS)
    if not expected.get(name, without) and not is_there and name not in NEEDED:
        return None
    if not rules.select(read.page, selector):
        return "finds nothing"
    return f"finds {shown(texts[0] if texts else 'an empty place')}, which cannot be it"


def _why(found: Any, expected: Any, rule: str) -> str:
    """What else than a selector may be wrong."""
    if differ_in_zone_alone(found, expected):
        return "; only the zone differs: either time_zone or expected.json is to be corrected"
    if rule.startswith("rule"):
        return "; the same without the selector: is expected.json right?"
    return ""


def _table_of(portal: Portal, then: Portal) -> str:
    """The table of the definition that the selectors in use are from."""
    for at, layout in enumerate(portal.layouts, 1):
        if then.selectors is layout.selectors and then.drop is layout.drop:
            return f"layouts.{at}.selectors"
    return "selectors"


def _of(name: str) -> str:
    return FIELDS[name].read_as
