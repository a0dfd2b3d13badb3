"""RawArticle in, Article out: strings become typed values, texts become clean."""

import logging
from dataclasses import replace
from datetime import datetime, timezone, tzinfo
from typing import Self
from zoneinfo import ZoneInfo

from scrapy.crawler import Crawler

from scraper.items import Article, Block, Image, NextArticle, RawArticle, RawRelated, Related
from scraper.values.clean import clean, clean_or_none, language_of
from scraper.values.counts import parse_count
from scraper.values.dates import parse_date

logger = logging.getLogger(__name__)


def normalise(raw: RawArticle) -> Article:
    """The article that a page's strings mean: bare times are in `raw.time_zone`, those of related
    reading in the zone that the page's own time states."""
    blocks = _blocks(raw.blocks)
    text = "\n".join(block.text for block in blocks) or raw.title or ""
    published = _date(raw, raw.published_at)
    own = _own_zone(raw, published)
    return Article(
        url=raw.url,
        portal=raw.portal,
        title=clean_or_none(raw.title),
        published_at=published,
        views=parse_count(raw.views) if raw.views else None,
        section=clean_or_none(raw.section),
        breadcrumbs=_texts(raw.breadcrumbs),
        tags=_texts(raw.tags),
        authors=_texts(raw.authors),
        people=_texts(raw.people),
        blocks=blocks,
        images=[Image(image.url, clean_or_none(image.caption)) for image in raw.images],
        related=[_related(raw, entry, at, own) for at, entry in enumerate(raw.related, 1)],
        next_article=_next(raw.next_article),
        language=language_of(text, raw.language) if text else None,
        rules=dict(raw.rules),
        failures=dict(raw.failures),
        doubts=list(raw.doubts),
        fetched_at=raw.fetched_at,
        fetch=raw.fetch,
        capture=raw.capture,
    )


def _date(raw: RawArticle, text: str | None) -> datetime | None:
    return parse_date(text, raw.time_zone, raw.date_formats, raw.fetched_at) if text else None


def _texts(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(text for text in map(clean, texts) if text))


def _blocks(blocks: list[Block]) -> list[Block]:
    """The blocks with clean text; a list or table keeps its lines."""
    found = []
    for block in blocks:
        text = "\n".join(line for line in map(clean, block.text.split("\n")) if line)
        if text:
            found.append(replace(block, text=text, speaker=clean_or_none(block.speaker)))
    return found


def _own_zone(raw: RawArticle, published: datetime | None) -> tzinfo | None:
    """The offset that the page's own time states, where the portal's zone has another. Nought is
    none: many portals state all times in UTC and show those of another zone."""
    offset = published.utcoffset() if published else None
    if not published or not offset:
        return None
    home = published.astimezone(ZoneInfo(raw.time_zone)).utcoffset()
    return None if offset == home else timezone(offset)


def _beside(raw: RawArticle, text: str, own: tzinfo | None) -> datetime | None:
    """The date of another article that the page shows: a bare one is in the page's own zone."""
    moment = parse_date(text, raw.time_zone, raw.date_formats)
    if moment is None or own is None or moment.tzinfo is not ZoneInfo(raw.time_zone):
        return moment or _date(raw, text)
    return moment.replace(tzinfo=own)


def _related(raw: RawArticle, entry: RawRelated, position: int, own: tzinfo | None) -> Related:
    return Related(
        position=position,
        title=clean(entry.title),
        url=entry.url,
        section=clean_or_none(entry.section),
        published_at=_beside(raw, entry.published_at, own) if entry.published_at else None,
        views=parse_count(entry.views) if entry.views else None,
    )


def _next(found: NextArticle | None) -> NextArticle | None:
    if found is None:
        return None
    return NextArticle(clean(found.title), found.url, clean_or_none(found.teaser))


class NormalisePipeline:
    """Counts what was lost: a field whose finder failed, or that was on the page but could not be
    read."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: RawArticle) -> Article:
        article = normalise(item)
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value("normalise/articles")
            for name, error in item.failures.items():
                self.crawler.stats.inc_value(f"extraction/failed/{name}")
                logger.warning("%s of %s could not be looked for: %s", name, item.url, error)
            for name in item.doubts:
                self.crawler.stats.inc_value(f"extraction/doubted/{name}")
            for name in ("published_at", "views"):
                if getattr(item, name) is not None and getattr(article, name) is None:
                    self.crawler.stats.inc_value(f"normalise/unreadable/{name}")
        return article
