"""What a portal is called, which language and which zone it has: guessed, with the reason."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scraper.dates import parse_date
from scraper.extraction.header import stated_dates
from scraper.extraction.page import Page
from scraper.text import clean_or_none

# Where a portal of that top-level domain, or in that language, is most likely to be.
_BY_DOMAIN = {
    **{"cn": "Asia/Shanghai", "tw": "Asia/Taipei", "hk": "Asia/Hong_Kong", "jp": "Asia/Tokyo"},
    **{"kr": "Asia/Seoul", "sg": "Asia/Singapore", "in": "Asia/Kolkata", "de": "Europe/Berlin"},
    **{"at": "Europe/Vienna", "ch": "Europe/Zurich", "fr": "Europe/Paris", "it": "Europe/Rome"},
    **{
        "es": "Europe/Madrid",
        "nl": "Europe/Amsterdam",
        "pl": "Europe/Warsaw",
        "uk": "Europe/London",
    },
    **{
        "ie": "Europe/Dublin",
        "se": "Europe/Stockholm",
        "no": "Europe/Oslo",
        "dk": "Europe/Copenhagen",
    },
    **{
        "pt": "Europe/Lisbon",
        "gr": "Europe/Athens",
        "tr": "Europe/Istanbul",
        "il": "Asia/Jerusalem",
    },
    **{
        "vn": "Asia/Ho_Chi_Minh",
        "th": "Asia/Bangkok",
        "my": "Asia/Kuala_Lumpur",
        "ua": "Europe/Kyiv",
    },
}
_BY_LANGUAGE = {
    **{"zh": "Asia/Shanghai", "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "de": "Europe/Berlin"},
    **{"fr": "Europe/Paris", "it": "Europe/Rome", "es": "Europe/Madrid", "pl": "Europe/Warsaw"},
    **{"nl": "Europe/Amsterdam", "vi": "Asia/Ho_Chi_Minh", "th": "Asia/Bangkok"},
    **{"tr": "Europe/Istanbul", "sv": "Europe/Stockholm", "da": "Europe/Copenhagen"},
}
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
    titles = [_BETWEEN.split(page.title_tag or "") for page in pages]
    parts = [[part for part in title if part and not _MAKER.match(part)] for title in titles]
    if len(pages) > 1 and all(len(part) > 1 for part in parts):
        for end in (-1, 0):
            shared = {part[end] for part in parts}
            if len(shared) == 1:
                return shared.pop(), "the part that all pages' titles share"
    return None


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


def zone_of(
    url: str, pages: Sequence[Page], bare: Sequence[datetime | None], language: str | None
) -> tuple[str, str] | None:
    """The zone, and the reason for it; None where nothing on the pages speaks for one.

    `bare`: of each page, the time that it shows to readers, where it shows it without an offset.
    """
    offsets = Counter(
        offset for page, shown in zip(pages, bare, strict=True) for offset in _offsets(page, shown)
    )
    host = urlsplit(url).hostname or ""
    likely = [_BY_DOMAIN.get(host.rpartition(".")[2]), _BY_LANGUAGE.get((language or "")[:2])]
    known = [zone for zone in likely if zone]
    if offsets:
        offset, moment = offsets.most_common(1)[0][0]
        fitting = (zone for zone in known if ZoneInfo(zone).utcoffset(moment) == offset)
        reason = f"the pages' times are {_hours(offset)} from UTC"
        return next(((zone, reason) for zone in fitting), None)
    if known:
        return known[0], (
            "the address's ending" if likely[0] else "the language"
        ) + " speaks for it; check it"
    return None


def _offsets(page: Page, shown: datetime | None) -> Iterable[tuple[timedelta, datetime]]:
    """How far from UTC the page's own data say that its times are."""
    for text, _ in stated_dates(page):
        stated = parse_date(text, "Etc/GMT+12")
        offset = stated.utcoffset() if stated else None
        if stated is None or offset is None or offset == timedelta(hours=-12):
            continue
        moment = stated.replace(tzinfo=None)
        if offset:
            yield offset, moment
        elif shown is not None:
            ahead = shown - moment
            if abs(ahead) <= timedelta(hours=14) and ahead % timedelta(minutes=15) == timedelta(0):
                yield ahead, shown
        return


def _hours(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def sitemaps_of(robots: str) -> list[str]:
    """The sitemaps that a robots.txt names."""
    found = re.findall(r"(?im)^\s*sitemap\s*:\s*(\S+)", robots)
    return [text for text in map(clean_or_none, found) if text]


def delay_of(robots: str) -> float | None:
    """The crawl delay that a robots.txt asks of everybody."""
    found = re.search(r"(?im)^\s*crawl-delay\s*:\s*(\d+(?:\.\d+)?)", robots)
    return float(found[1]) if found else None
