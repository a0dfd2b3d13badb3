"""What a portal is called, and which language it has: guessed, with the reason."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from scraper.extraction.page.page import Page
from scraper.values.clean import clean_or_none

_BETWEEN = re.compile(
    r"\s+[-–—|·»«]\s+|\s*[|｜_]\s*|\s*(?:——|--)\s*|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])"
)
_MAKER = re.compile(r"powered by|theme by|designed by", re.IGNORECASE)
_SECOND_LEVEL = ("com", "co", "org", "net", "gov", "edu", "ac", "or", "ne", "go")


def title_of(pages: Sequence[Page]) -> tuple[str, str] | None:
    """What the portal calls itself, and where it says so."""
    named = [page.meta("og:site_name", "application-name") for page in pages]
    stated = [name for name in named if name]
    if stated and len(set(stated)) == 1:
        return stated[0], "og:site_name"
    parts = [parts_of_title(page.title_tag or "") for page in pages]
    if len(pages) > 1 and all(len(part) > 1 for part in parts):
        for end in (-1, 0):
            shared = {part[end] for part in parts}
            if len(shared) == 1:
                return shared.pop(), "the part that all pages' titles share"
    ending = _shared_ending([page.title_tag or "" for page in pages])
    return (ending, "what all pages' titles end with") if ending else None


def _shared_ending(titles: Sequence[str]) -> str | None:
    """What stands behind the same dash at the end of titles that differ before it."""
    if len(set(titles)) < 3:
        return None
    endings = [
        {title[dash.end() :].strip() for dash in re.finditer("[-–—_]", title)} for title in titles
    ]
    ending = max(set.intersection(*endings), key=len, default="")
    return ending if len(ending) > 2 else None


def parts_of_title(title: str) -> list[str]:
    """What stands between the strokes and dashes of a page's title."""
    return [part for part in _BETWEEN.split(title) if part and not _MAKER.match(part)]


def name_of(url: str, title: str | None) -> str:
    """A name for the file: the host's own part; the title's letters where the host is a number."""
    host = urlsplit(url).hostname or ""
    labels = [label for label in host.removeprefix("www.").split(".") if label]
    if labels and not labels[-1].isdigit() and len(labels) > 1:
        labels = labels[:-1]
        while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
            labels = labels[:-1]
        return _slug(labels[-1]) or "portal"
    return _slug(title or "") or "portal"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def language_of_pages(pages: Sequence[Page], found: Iterable[str | None]) -> str | None:
    """The language of all articles, where their pages do not state it; None otherwise."""
    languages = {language for language in found if language}
    silent = not any(page.language for page in pages)
    return languages.pop() if silent and len(languages) == 1 else None


def sitemaps_of(robots: str) -> list[str]:
    """The sitemaps that a robots.txt names."""
    found = re.findall(r"(?im)^\s*sitemap\s*:\s*(\S+)", robots)
    return [text for text in map(clean_or_none, found) if text]


def delay_of(robots: str) -> float | None:
    """The crawl delay that a robots.txt asks of everybody."""
    found = re.search(r"(?im)^\s*crawl-delay\s*:\s*(\d+(?:\.\d+)?)", robots)
    return float(found[1]) if found else None
