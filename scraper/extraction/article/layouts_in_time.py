"""An article by the rules of its time: a layout ends at a date, and the date is on the page."""

from datetime import date

from scraper.extraction.article.article import extract_article as extract_in_one_layout
from scraper.items import RawArticle
from scraper.portals.model import Portal
from scraper.values.dates import parse_date


def extract_article(
    html: str,
    url: str,
    portal: Portal,
    *,
    listed_section: str | None = None,
    listed_title: str | None = None,
) -> RawArticle:
    """The fields of an article's page as strings, by the portal's rules first.

    Of several layouts it is the newest in whose time the date lies that is found by its own rules;
    the newest of all where there is no such date. `url` is the address that answered;
    `listed_section` and `listed_title` are what the listing called it. Never raises for what a page
    holds.
    """
    return in_its_time(html, url, portal, listed_section=listed_section, listed_title=listed_title)[
        1
    ]


def in_its_time(
    html: str,
    url: str,
    portal: Portal,
    *,
    listed_section: str | None = None,
    listed_title: str | None = None,
) -> tuple[Portal, RawArticle]:
    """The portal with the selectors of the article's time, and what they make of the page."""
    readings = []
    for then, before, until in portal.phases():
        raw = extract_in_one_layout(
            html, url, then, listed_section=listed_section, listed_title=listed_title
        )
        day = _day(raw) if portal.layouts else None
        within = day is not None and (before is None or day > before)
        if not portal.layouts or (within and (until is None or day is None or day <= until)):
            return then, raw
        readings.append((then, raw))
    return readings[0]


def _day(raw: RawArticle) -> date | None:
    text = raw.published_at
    found = parse_date(text, raw.time_zone, raw.date_formats) if text else None
    return found.date() if found else None
