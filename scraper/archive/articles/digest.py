"""What makes two readings of a page the same."""

import json
from hashlib import blake2b

from scraper.archive.articles.changes import meaning_of
from scraper.items import Article
from scraper.record import FIELDS, record_of
from scraper.values.likeness.texts import telling_digest

# The order in which archives have digested these fields from the first. Those that came later
# follow where a page has them: on pages without, they leave the digest as it was.
_FIRST = (
    *("portal", "title", "published_at", "section", "breadcrumbs", "tags", "authors"),
    *("people", "blocks", "images", "language", "related", "next_article"),
)
_LATER = tuple(row.name for row in FIELDS.compared if not row.made_of and row.name not in _FIRST)


def digests_of(article: Article) -> tuple[str, str]:
    """(of what the article says, of everything on its page but its view count), as hex."""
    record = record_of(article)
    later = [[key, record[key]] for key in _LATER if record[key]]
    everything = [[*(record[key] for key in _FIRST), *later], article.rules]
    return digest_of(meaning_of(record)), digest_of(everything)


def telling(article: Article) -> str | None:
    """The digest by which pages that tell the same are found; None where there is no text."""
    fetch, capture = article.fetch, article.capture
    listed = fetch.listed if fetch else None
    if listed is None and capture is not None:
        listed = capture.listed_title
    return telling_digest(article.body or "", article.title, listed)


def digest_of(value: object) -> str:
    """32 hex digits that differ where the JSON of the values differs."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("ascii"), digest_size=16).hexdigest()
