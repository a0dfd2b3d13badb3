"""Selectors that find on every sample page what was found without them, and nothing else."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from scraper.extraction import extract_article
from scraper.extraction.article import rules
from scraper.extraction.explain.fields import short
from scraper.extraction.page.page import Page
from scraper.items import RawArticle
from scraper.portals.model import Portal, Selectors
from scraper.record import FIELDS
from scraper.values.clean import clean

# Not drafted: what listings say too, what is often set in the text, and pictures, which are all
# over a page. The others are tried in their order: one that changes another field is not taken.
_LEFT = ("section", "people", "images", "next_article")
_DRAFTED = [name for name in Selectors.model_fields if name not in _LEFT]
_TRIES, _CLIMB, _LONGEST, _ROOM = 4, 3, 60, 1.5
# A name that counts or was made by a machine is another one on the next page.
_NAME = re.compile(r"[A-Za-z][A-Za-z_-]{2,30}")

Understand = Callable[[RawArticle], dict[str, Any]]


@dataclass(slots=True)
class Sample:
    """A page, and what is found on it without any selector."""

    html: str
    url: str
    page: Page
    raw: RawArticle
    record: dict[str, Any]
    listed: tuple[str | None, str | None] = (None, None)


def read_sample(
    html: str,
    url: str,
    portal: Portal,
    understand: Understand,
    listed: tuple[str | None, str | None],
) -> Sample:
    """A page read without rules; `listed` are the section and title that its listing gave it."""
    raw = _read(html, url, portal, listed)
    return Sample(html, url, Page(html, url), raw, understand(raw), listed)


def selectors_for(samples: Sequence[Sample], portal: Portal, understand: Understand) -> Selectors:
    """The selectors that can be trusted; none where there are fewer than two pages to compare."""
    chosen: dict[str, str] = {}
    if len(samples) < 2:
        return Selectors()
    for field in _DRAFTED:
        for selector in islice(_candidates(field, samples), _TRIES):
            trial = portal.model_copy(
                update={"selectors": Selectors(**chosen, **{field: selector})}
            )
            if all(_same(sample, trial, understand) for sample in samples):
                chosen[field] = selector
                break
    return Selectors(**chosen)


def _read(html: str, url: str, portal: Portal, listed: tuple[str | None, str | None]) -> RawArticle:
    section, title = listed
    return extract_article(html, url, portal, listed_section=section, listed_title=title)


def _same(sample: Sample, portal: Portal, understand: Understand) -> bool:
    return understand(_read(sample.html, sample.url, portal, sample.listed)) == sample.record


def _candidates(field: str, samples: Sequence[Sample]) -> Iterator[str]:
    """Selectors, the most telling first, that give the same texts on every page."""
    seen: set[str] = set()
    wanted = [sample for sample in samples if short(sample.raw, FIELDS[field].read_as)]
    if len(wanted) < 2:
        return
    for node in _places(field, wanted[0]):
        for selector in _selectors_of(node):
            if selector in seen:
                continue
            seen.add(selector)
            if all(_fits(field, selector, sample) for sample in samples):
                yield selector


def _fits(field: str, selector: str, sample: Sample) -> bool:
    value = short(sample.raw, FIELDS[field].read_as)
    if FIELDS[FIELDS[field].read_as].is_objects:
        found = [one for one in rules.select(sample.page, selector) if not isinstance(one, str)]
        return len(found) == (1 if value else 0) and (field != "body" or _is_body(found, value))
    if FIELDS[field].is_names:
        return rules.listed(sample.page, field, selector) == (value or [])
    texts = rules.texts(sample.page, selector)
    # The whole page is read by it later; this spares most of the readings.
    return bool(texts) == bool(value) and (not texts or str(value) in texts[0])


def _is_body(found: Sequence[HtmlElement], value: object) -> bool:
    """Whether what a selector finds is little more than the text."""
    text = sum(len(one) for one in value) if isinstance(value, list) else 0
    return all(len(clean(node.text_content())) < _ROOM * text + _LONGEST for node in found)


def _places(field: str, sample: Sample) -> list[HtmlElement]:
    """The elements of a page that may be a field's place, the smallest first."""
    value = short(sample.raw, FIELDS[field].read_as)
    root = sample.page.root
    if field == "related":
        return _holders([one for one in _links(sample) if one is not None])
    if field == "body":
        texts = [text for text in value or [] if len(text) > 20]
        return _holders([_innermost(root, text) for text in (texts[:1] + texts[-1:])])
    wanted = value[0] if isinstance(value, list) else value
    nodes = _with(root, str(wanted))
    if field != "title":
        # A number in the title may be the count of views, on these pages.
        nodes = [one for one in nodes if not _shows_title(one, sample)]
    # A tag may have a hash sign.
    room = {"title": 0, "breadcrumbs": 0, "authors": 0, "tags": 2}.get(field, _LONGEST)
    return [one for one in nodes if len(clean(one.text_content())) <= len(str(wanted)) + room]


def _shows_title(node: HtmlElement, sample: Sample) -> bool:
    title = sample.raw.title
    return title is not None and title in clean(node.text_content())


def _with(root: HtmlElement, text: str) -> list[HtmlElement]:
    """The elements of the body that hold a text, the smallest first."""
    bodies = root.findall("body")
    nodes = [
        node
        for body in bodies
        for node in body.iter()
        if isinstance(node.tag, str) and node.tag not in ("script", "style")
    ]
    found = [node for node in nodes if text in clean(node.text_content())]
    return sorted(found, key=lambda node: len(node.text_content()))


def _innermost(root: HtmlElement, text: str) -> HtmlElement:
    """The smallest element that holds a text: of a cell alone in its row, the cell."""
    nodes = _with(root, text)
    least = len(nodes[0].text_content()) if nodes else 0
    return [node for node in nodes if len(node.text_content()) == least][-1] if nodes else root


def _links(sample: Sample) -> list[HtmlElement | None]:
    urls = {entry.url for entry in sample.raw.related if entry.url}
    links = [one for one in sample.page.root.iter("a") if sample.page.link(one.get("href")) in urls]
    # Hot lists show some of them again.
    titled = {entry.title for entry in sample.raw.related}
    return [one for one in links if any(title in clean(one.text_content()) for title in titled)]


def _holders(nodes: list[HtmlElement]) -> list[HtmlElement]:
    """The smallest element that holds all of these, and the two around it."""
    if not nodes:
        return []
    paths = [[*reversed(list(node.iterancestors())), node] for node in nodes]
    common = None
    for steps in zip(*paths, strict=False):
        if any(step is not steps[0] for step in steps):
            break
        common = steps[0]
    if common is None or common.tag in ("html", "body"):
        return []
    return [common, *list(common.iterancestors())[:2]]


def _selectors_of(node: HtmlElement) -> Iterator[str]:
    """Selectors by what the element is called, then by what the elements around it are called."""
    own = list(_own(node))
    yield from own
    if node.tag in ("h1", "time"):
        yield node.tag
    around = list(node.iterancestors())[:_CLIMB]
    for outer in around:
        if outer.tag in ("html", "body"):
            break
        for name in _own(outer):
            yield f"{name} {node.tag}"
            yield from (f"{name} {inner}" for inner in own[:2])
    # After a redesign a name finds nothing, and that is said; such links are found in any design.
    if node.tag == "a" and node.get("rel") in ("tag", "author"):
        yield f'a[rel="{node.get("rel")}"]'


def _own(node: HtmlElement) -> Iterator[str]:
    item = node.get("itemprop")
    if item and _NAME.fullmatch(item):
        yield f'[itemprop="{item}"]'
    identity = node.get("id")
    if identity and _NAME.fullmatch(identity):
        yield f"#{identity}"
    names = (node.get("class") or "").split()
    yield from (f"{node.tag}.{name}" for name in names if _NAME.fullmatch(name))
