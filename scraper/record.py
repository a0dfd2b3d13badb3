"""The exported record: one JSON object an interview, keys always present."""

from typing import Any

from scraper.items import Article, Block

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
    "people",
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


def whole(record: dict[str, Any]) -> dict[str, Any]:
    """A record as an earlier version of the program kept it, with the keys that have come since."""
    return {**record, "people": record.get("people", [])}


def blocks_of(article: Article) -> list[dict[str, str | None]]:
    """The blocks as records have them: questions and answers with their speaker, the others
    without."""
    return [_block(block) for block in article.blocks]


def _block(block: Block) -> dict[str, str | None]:
    known: dict[str, str | None] = {"kind": block.kind, "text": block.text}
    return {**known, "speaker": block.speaker} if block.kind in ("question", "answer") else known


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
        "people": article.people,
        "body": article.body,
        "blocks": blocks_of(article),
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
