"""What makes two readings of a page the same."""

import json
from hashlib import blake2b

from scraper.items import Article
from scraper.record import record_of

# An edit of one of these is an edit of the article; views, links and our rules change around it.
MEANING = (
    "title",
    "published_at",
    "section",
    "breadcrumbs",
    "tags",
    "authors",
    "blocks",
    "images",
)
# The views have a time series of their own; the body is in the blocks.
_AROUND = ("portal", "language", "related", "next_article")


def digests_of(article: Article) -> tuple[str, str]:
    """(of what the article says, of everything on its page but its view count), as hex."""
    record = record_of(article)
    content = digest_of([record[key] for key in MEANING])
    return content, digest_of([content, [record[key] for key in _AROUND], article.rules])


def digest_of(value: object) -> str:
    """32 hex digits that differ where the JSON of the values differs."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("ascii"), digest_size=16).hexdigest()
