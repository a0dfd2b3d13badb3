"""Interviews as schema.org's NewsArticle, one JSON-LD object a line.

https://schema.org/NewsArticle; a property that a page has nothing for are left out, as
JSON-LD has no use for null.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from scraper.archive.export.json_text import Piece
from scraper.archive.queries.rows.kinds import Kind
from scraper.archive.queries.rows.rows import Batch, Record, records_of


def schema_org_lines(kind: Kind, batches: Iterable[Batch]) -> Iterator[Piece]:
    """A line a row; each piece with the number of its rows."""
    for batch in batches:
        articles = map(news_article, records_of(kind, batch))
        lines = [orjson.dumps(article, option=orjson.OPT_APPEND_NEWLINE) for article in articles]
        yield len(batch), b"".join(lines)


def news_article(record: Record) -> dict[str, Any]:
    """The record as a NewsArticle. Its `@id` is its address."""
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": record["url"],
        "url": record["url"],
        "mainEntityOfPage": _page(record),
        "headline": record["title"],
        "datePublished": record["published_at"],
        "inLanguage": record["language"],
        "articleSection": record["section"],
        "keywords": record["tags"],
        "author": _persons(record["authors"]),
        "about": _persons(record["people"]),
        "articleBody": record["body"],
        "image": [_image(image) for image in record["images"]],
        "interactionStatistic": _views(record["views"]),
        "version": record["revision"],
        "sdDatePublished": record["last_seen_at"],
    }
    return _without_absent(article)


def _persons(names: list[str]) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": name} for name in names]


def _without_absent(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value not in (None, [])}


def _page(record: Record) -> dict[str, Any]:
    return _without_absent(
        {
            "@type": "WebPage",
            "@id": record["url"],
            "breadcrumb": _breadcrumb(record["breadcrumbs"]),
            "relatedLink": [entry["url"] for entry in record["related"] if entry["url"]],
        }
    )


def _image(image: dict[str, Any]) -> dict[str, Any]:
    return _without_absent(
        {"@type": "ImageObject", "contentUrl": image["url"], "caption": image["caption"]}
    )


def _breadcrumb(names: list[str]) -> dict[str, Any] | None:
    items = [
        {"@type": "ListItem", "position": place, "name": name}
        for place, name in enumerate(names, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items} if items else None


def _views(count: int | None) -> dict[str, Any] | None:
    if count is None:
        return None
    return {
        "@type": "InteractionCounter",
        "interactionType": {"@type": "ViewAction"},
        "userInteractionCount": count,
    }
