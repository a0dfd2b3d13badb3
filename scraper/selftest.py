"""Does a definition still say what its saved pages show? Which selector is broken, and what now?"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from scraper.extraction import rules
from scraper.extraction.listing import extract_listing
from scraper.extraction.page import Page
from scraper.extraction.phases import in_its_time
from scraper.first_difference import differ_in_zone_alone, finds, shown
from scraper.items import RawArticle
from scraper.portal import Portal, Selectors
from scraper.samples import Sample, article_fields

_FIELD = {"body": "blocks"}
# Without these an article is none: their selectors have to find something on every page.
_NEEDED = ("title", "published_at", "body")

Understand = Callable[[RawArticle], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Broken:
    """What is wrong on one sample: by `key`, or by the field where no key is to blame."""

    file: str
    key: str
    said: str

    def __str__(self) -> str:
        return f"{self.key}: {self.said}"


def check_sample(portal: Portal, sample: Sample, understand: Understand) -> list[Broken]:
    """What the definition no longer gets right on a page; empty where all is as expected. A sample
    that expects nothing is held against what is found without selectors."""
    if sample.kind == "listing":
        return list(_listing(portal, sample))
    return list(_article(portal, sample, understand))


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


def _listing(portal: Portal, sample: Sample) -> Iterator[Broken]:
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
    then, raw = _raw(portal, sample)
    found = article_fields(understand(raw))
    landmarks = _raw(unruled(then), sample)[1]
    without = article_fields(understand(landmarks))
    expected = without | sample.expected
    table = _table_of(portal, then)
    page = Page(sample.text, sample.url)
    rules.drop(page, then.drop)
    blamed = set()
    for name, selector in then.selectors.model_dump(exclude_none=True).items():
        said = _of_selector(name, selector, raw, page, found, without, expected)
        if said:
            blamed.add(name)
            now = (
                f"without it: {shown(without[name])} ({landmarks.rules.get(_of(name), 'nothing')})"
            )
            yield Broken(sample.file, f"{table}.{name} = {selector!r}", f"{said}; {now}")
    owned = portal.owns(sample.url)
    if portal.article_url and owned and not re.search(portal.article_url, sample.url):
        yield Broken(sample.file, "article_url", f"{sample.url} does not contain it")
    for name, value in sample.expected.items():
        if name not in blamed and found.get(name) != value:
            rule = raw.rules.get(_of(name), "no rule")
            said = finds(found.get(name), value, f" ({rule})")
            yield Broken(sample.file, name, said + _why(found.get(name), value, rule))


def _of_selector(
    name: str,
    selector: str,
    raw: RawArticle,
    page: Page,
    found: dict[str, Any],
    without: dict[str, Any],
    expected: dict[str, Any],
) -> str | None:
    """What is wrong with a selector; None where it does its work."""
    used = raw.rules.get(_of(name), "").startswith("rule")
    if used:
        # What is found without it too is not the selector's fault.
        differs = found[name] not in (expected[name], without[name])
        return finds(found[name], expected[name]) if differs else None
    if not expected[name] and name not in _NEEDED:
        return None
    texts = rules.texts(page, selector)
    if not rules.select(page, selector):
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
    return _FIELD.get(name, name)
