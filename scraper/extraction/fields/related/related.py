"""Related reading: every entry in order, from the list that a label announces, or from the links
that are set into the text on lines of their own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from scraper.extraction.fields.found import Found
from scraper.extraction.fields.related.entries import split_entries
from scraper.extraction.fields.related.fields import Entry, read_entry
from scraper.extraction.fields.related.links import Sections
from scraper.extraction.fields.title import folded, site_names
from scraper.extraction.page.address_kinds import kind_of
from scraper.extraction.page.landmarks import Place
from scraper.extraction.page.lines import Line, weight_of
from scraper.extraction.page.page import Page
from scraper.extraction.parts.author_links import is_author_link
from scraper.extraction.parts.zones import Zone
from scraper.extraction.vocabulary import words
from scraper.extraction.vocabulary.labels import HOT, RELATED
from scraper.items import RawRelated
from scraper.values.clean import parted_at_colon
from scraper.values.dates import find_date
from scraper.values.urls import same_site

# Labels of what is only of the same section, portal or author.
_BRACKETED = re.compile(r"[【\[（(]([^】\]）)]{2,20})([】\]）)])(.*)", re.DOTALL)
_WEAK = re.compile(
    r"\b(?:more|mehr|meer|mer|más|mais|plus|altr[ei]|weitere|otras|outras)\s+(?:from|in|of|by|news|stor\w+|articles?|posts?"
    r"|von|aus|van|uit|fra|från|de|del|da|dans|nachrichten|artikel|meldungen|noticias|notícias|notizie)\b"
    r"|\brecommended\s+for\s+you\b|\b(?:our|other)\s+readers\b",
    re.IGNORECASE,
)
_NO_ENTRY = (
    Place.NAV | Place.FOOT | Place.SHARE | Place.AD | Place.BUTTON | Place.CAPTION | Place.TAGS
) | (Place.HOT | Place.CRUMBS | Place.BYLINE | Place.NOTICE)
# A title is mostly no shorter than this, in letters, and a page's name no longer than that.
_A_TITLE, _A_NAME = 24, 18
# The rule that finds what is set into the text.
IN_TEXT = "landmark:related-in-text"
# How many lines behind the text a list may go on that no label announces.
_TAIL = 8
# More links in one aside are the portal's.
_MOST_IN_BOX = 7


@dataclass(frozen=True, slots=True)
class _List:
    """A labelled list: `score` says how surely it is the article's, `is_strong` whether its label
    does; `is_in_text` whether the text goes on behind it."""

    entries: list[RawRelated]
    label: int
    score: float
    is_strong: bool
    is_in_text: bool


def find_related(
    page: Page, zones: list[Zone], sections: Sections, body: range
) -> Found[list[RawRelated]] | None:
    """The entries of the page's best related list; None where it has none.

    A list behind the text whose label is sure comes first, then what is set into the text (`body`,
    its lines), then any other labelled list.
    """
    hot = {index for zone in zones if zone.kind == HOT for index in zone.lines}
    lists = list(_labelled_lists(page, zones, sections, body, hot))
    behind = [one for one in lists if not one.is_in_text]
    best = max(behind, key=lambda one: one.score, default=None)
    if best is not None and best.is_strong:
        return Found(best.entries, "landmark:related")
    inside = _in_text(page, sections, body, hot, [one for one in lists if one.is_in_text])
    if inside:
        return Found(inside, IN_TEXT)
    return Found(best.entries, "landmark:related") if best is not None else None


def _labelled_lists(
    page: Page, zones: list[Zone], sections: Sections, body: range, hot: set[int]
) -> Iterable[_List]:
    labels = {zone.label for zone in zones if zone.kind == RELATED}
    for zone in zones:
        label = page.lines[zone.label]
        # Of two labels in a row the second is the list's own.
        if (
            zone.label not in labels
            or zone.label + 1 in labels
            or (label.place & Place.FOOT and not label.place & Place.RELATED)
        ):
            continue
        if entries := read_entries(page, zone.lines, sections):
            strong = not _WEAK.search(label.text) and _mean_title(entries) >= _A_NAME
            inside = body.start < label.index < body.stop - 1
            score = _score(page, label, entries, strong, hot)
            score -= 1.5 if label.index < body.start else 0.0
            yield _List(entries, zone.label, score, strong and label.index not in hot, inside)


def _score(
    page: Page, label: Line, entries: list[RawRelated], strong: bool, hot: set[int]
) -> float:
    own = page.kind
    score = 3.0 if strong else 1.0
    score += 2 * sum(kind_of(entry.url or "") == own for entry in entries) / len(entries)
    score += 1.0 if any(find_date(entry.published_at or "") for entry in entries) else 0.0
    score += min(len(entries), 5) / 5
    score += 1.0 if _mean_title(entries) >= _A_TITLE else 0.0
    score -= 1.0 if label.place & (Place.ASIDE | Place.NAV | Place.FOOT) else 0.0
    score -= 3.0 if label.index in hot else 0.0
    return score


def _mean_title(entries: list[RawRelated]) -> float:
    """How long the titles are, in letters: an article's is longer than the name of a page."""
    return sum(weight_of(entry.title) for entry in entries) / len(entries)


def _in_text(
    page: Page, sections: Sections, body: range, hot: set[int], boxes: list[_List]
) -> list[RawRelated]:
    """The entries that are set into the text, in page order, each article once: those of labelled
    boxes, and links that stand on lines of their own."""
    found = {one.label: one.entries for one in boxes}
    for line in page.lines[body.start : body.stop + _TAIL]:
        if line.index >= body.stop and not _is_entry(page, line, sections):
            break
        if line.index not in hot and _is_entry(page, line, sections):
            entries = read_entries(page, [line.index], sections)
            found.setdefault(line.index, [_unlabelled(entry) for entry in entries])
    unique: dict[str | None, RawRelated] = {}
    for index in sorted(found):
        for entry in found[index]:
            unique.setdefault(entry.url, entry)
    return list(unique.values())


def _is_entry(page: Page, line: Line, sections: Sections) -> bool:
    """Whether a line is nothing but a link to another article, its label apart."""
    links = {run.link for run in line.runs if run.link is not None and run.text}
    link = next(iter(links), None)
    if len(links) != 1 or link is None or line.place & _NO_ENTRY or line.weight < _A_TITLE:
        return False
    if line.link_share < 0.9 and not _is_announced(line):
        return False
    if line.place & Place.ASIDE and _links_beside(page, line) > _MOST_IN_BOX:
        return False
    url = page.link(link.get("href"))
    if url is None or url == page.canonical_url or not same_site(url, page.url):
        return False
    return (
        kind_of(url).score >= 1
        and not sections.among([url])
        and not is_author_link(link, line.text)
    )


def _is_announced(line: Line) -> bool:
    """Whether what stands before a line's link is a label of related reading, or, in a list, a few
    words and a colon."""
    runs = [run for run in line.runs if run.text]
    head = "".join(run.raw for run in runs if run.link is None).strip()
    if runs[-1].link is None or not head:
        return False
    listed = line.place & Place.LIST and line.link_share > 0.6 and head[-1] in ":：|｜?？"
    return bool(listed) or words.is_label(words.RELATED, head)


def _links_beside(page: Page, line: Line) -> int:
    """How many lines of links stand in one aside with a line: many are the portal's, not the
    article's."""
    count = 0
    for step in (-1, 1):
        at = line.index + step
        while 0 <= at < len(page.lines) and page.lines[at].place & Place.ASIDE:
            count += page.lines[at].link_share > 0.9
            at += step
    return count


def _unlabelled(entry: RawRelated) -> RawRelated:
    """The entry without a label that stands before its title within the link."""
    bracketed = _BRACKETED.match(entry.title)
    head, mark, tail = bracketed.groups() if bracketed else parted_at_colon(entry.title)
    labelled = mark and tail.strip() and words.is_label(words.RELATED, head)
    return replace(entry, title=tail.strip()) if labelled else entry


def read_entries(page: Page, indices: Iterable[int], sections: Sections) -> list[RawRelated]:
    """The entries in these lines that lead to pages of the same site."""
    lines = [page.lines[index] for index in indices if page.lines[index].image is None]
    entries = [
        entry for entry in split_entries(page, lines, sections) if same_site(entry.url, page.url)
    ]
    repeated = _repeated(entries)
    read = [read_entry(entry, sections.names | repeated) for entry in entries]
    sites = site_names(page)
    return [
        replace(entry, section=None) if folded(entry.section or "") in sites else entry
        for entry in read
        if entry is not None
    ]


def _repeated(entries: list[Entry]) -> frozenset[str]:
    """Texts that stand in several entries: a section's name, never a title."""
    seen: set[str] = set()
    found: set[str] = set()
    for entry in entries:
        texts = {run.text.casefold() for run in entry.runs if run.text}
        found |= texts & seen
        seen |= texts
    return frozenset(found)
