"""The exported record: one JSON object an interview, keys always present."""

from typing import Any

from scraper.items import Article

RECORD_KEYS = (
    "url",
    "portal",
    "section",
    "breadcrumbs",
    "title",
    "published_at",
    "views",
    "tags",
    "authors",
    "body",
    "blocks",
    "images",
    "related",
    "next_article",
    "language",
    "revision",
    "first_seen_at",
    "last_seen_at",
    "gone_at",
)


def record_of(article: Article) -> dict[str, Any]:
    """The record of an article that is not (yet) in an archive: its own times there are None."""
    following = article.next_article
    return {
        "url": article.url,
        "portal": article.portal,
        "section": article.section,
        "breadcrumbs": article.breadcrumbs,
        "title": article.title,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "views": article.views,
        "tags": article.tags,
        "authors": article.authors,
        "body": article.body,
        "blocks": [{"kind": block.kind, "text": block.text} for block in article.blocks],
        "images": [{"url": image.url, "caption": image.caption} for image in article.images],
        "related": [
            {
                "position": entry.position,
                "title": entry.title,
                "url": entry.url,
                "section": entry.section,
                "published_at": entry.published_at.isoformat() if entry.published_at else None,
                "views": entry.views,
            }
            for entry in article.related
        ],
        "next_article": following
        and {"title": following.title, "url": following.url, "teaser": following.teaser},
        "language": article.language,
        "revision": None,
        "first_seen_at": None,
        "last_seen_at": None,
        "gone_at": None,
    }
