"""Related reading: every entry in order, from the list that a label announces."""

import re
from collections.abc import Iterable

from scraper.extraction.entries import split_entries
from scraper.extraction.entry_fields import Entry, read_entry
from scraper.extraction.entry_links import Sections
from scraper.extraction.found import Found
from scraper.extraction.labels import HOT, RELATED
from scraper.extraction.page import Page
from scraper.extraction.place import Place
from scraper.extraction.zones import Zone
from scraper.items import RawRelated
from scraper.urls import same_site, url_shape


def find_related(
    page: Page, zones: list[Zone], sections: Sections, body: range
) -> Found[list[RawRelated]] | None:
    """The entries of the page's best related list; None where it has none.

    `body` are the lines of the article's text.
    """
    best: tuple[float, list[RawRelated]] | None = None
    hot = {index for zone in zones if zone.kind == HOT for index in zone.lines}
    for zone in zones:
        if zone.kind != RELATED:
            continue
        entries = read_entries(page, zone.lines, sections)
        if entries:
            score = _score(page, zone, entries, body, hot)
            if best is None or score > best[0]:
                best = (score, entries)
    return Found(best[1], "landmark:related") if best is not None else None


def read_entries(page: Page, indices: Iterable[int], sections: Sections) -> list[RawRelated]:
    """The entries in these lines that lead to pages of the same site."""
    lines = [page.lines[index] for index in indices if page.lines[index].image is None]
    entries = [
        entry for entry in split_entries(page, lines, sections) if same_site(entry.url, page.url)
    ]
    repeated = _repeated(entries)
    read = [read_entry(entry, sections.names | repeated) for entry in entries]
    return [entry for entry in read if entry is not None]


def _repeated(entries: list[Entry]) -> frozenset[str]:
    """Texts that stand in several entries: a section's name, never a title."""
    seen: set[str] = set()
    found: set[str] = set()
    for entry in entries:
        texts = {run.text.casefold() for run in entry.runs if run.text}
        found |= texts & seen
        seen |= texts
    return frozenset(found)


_STRONG = re.compile(
    r"related|similar|also|相关|相關|有关|关联|延伸|扩展|拓展|关連|関連|관련|猜你|可能|同类"
    r"|zum thema|aussi|också|også",
    re.IGNORECASE,
)


def _score(page: Page, zone: Zone, entries: list[RawRelated], body: range, hot: set[int]) -> float:
    label = page.lines[zone.label]
    own = url_shape(page.canonical_url)
    score = 3.0 if _STRONG.search(label.text) else 1.0
    score += 2 * sum(url_shape(entry.url or "") == own for entry in entries) / len(entries)
    score += 1.0 if any(entry.published_at for entry in entries) else 0.0
    score += min(len(entries), 5) / 5
    score += 1.0 if label.index >= body.stop - 1 else 0.0
    score -= 1.0 if label.place & (Place.ASIDE | Place.NAV | Place.FOOT) else 0.0
    score -= 3.0 if label.index in hot else 0.0
    score -= 1.5 if body.start < label.index < body.stop - 1 else 0.0
    return score
