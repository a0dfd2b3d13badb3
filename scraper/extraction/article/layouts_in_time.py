"""An article by the rules of its time: a layout ends at a date, and the date is on the page."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date

from scraper.extraction.article.article import extract_article as extract_in_one_layout
from scraper.extraction.page.bounded import CUT, bounded
from scraper.items import Block, RawArticle
from scraper.portals.model import Portal
from scraper.values.ceilings import CEILINGS, Ceilings
from scraper.values.dates import parse_date


def extract_article(
    html: str,
    url: str,
    portal: Portal,
    *,
    listed_section: str | None = None,
    listed_title: str | None = None,
    ceilings: Ceilings = CEILINGS,
) -> RawArticle:
    """The fields of an article's page as strings, by the portal's rules first.

    Of several layouts it is the newest in whose time the date lies that is found by its own rules;
    the newest of all where there is no such date. `url` is the address that answered;
    `listed_section` and `listed_title` are what the listing called it. What is over a ceiling is
    left out, and said in the rule `cut`. Never raises for what a page holds.
    """
    page = bounded(html, ceilings)
    _, raw = in_its_time(
        page.text, url, portal, listed_section=listed_section, listed_title=listed_title
    )
    return within(raw, ceilings, page.cut)


def within(raw: RawArticle, ceilings: Ceilings, cut: Iterable[str] = ()) -> RawArticle:
    """The article itself, with no more text and no longer lists than is kept; what was left out,
    here or before (`cut`), is said in the rule `cut`."""
    said = [raw.rules[CUT]] if CUT in raw.rules else []
    said += [f"page: {one}" for one in cut]
    for one in fields(raw):
        value = getattr(raw, one.name)
        if isinstance(value, list) and one.name != "blocks" and len(value) > ceilings.list_maxsize:
            said.append(f"{one.name}: those beyond {ceilings.list_maxsize:,} of {len(value):,}")
            setattr(raw, one.name, value[: ceilings.list_maxsize])
    said += _shorten(raw.blocks, ceilings.body_maxsize)
    if said:
        raw.rules[CUT] = "; ".join(dict.fromkeys(said))
    return raw


def _shorten(blocks: list[Block], most: int) -> list[str]:
    """Leaves out of the blocks what is beyond so many characters; says how many there were."""
    size = sum(len(block.text) for block in blocks)
    if size <= most:
        return []
    left = most
    for at, block in enumerate(blocks):
        left -= len(block.text)
        if left < 0:
            blocks[at] = replace(block, text=block.text[:left])
            del blocks[at + 1 :]
            break
    return [f"body: characters beyond {most:,} of {size:,}"]


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
