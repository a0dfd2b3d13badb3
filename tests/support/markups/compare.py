"""The record that a portal's page must give, and what a record has otherwise."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.support.markups.portal import Precision, Site
from tests.support.markups.truth import Interview

FIELDS = (
    "url",
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
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not as the page shows it."""

    field: str
    expected: Any
    found: Any


def differences(expected: dict[str, Any], record: dict[str, Any]) -> list[Difference]:
    """The fields of a record that differ from the truth; empty where all are right."""
    pairs = ((name, expected[name], _read(name, record[name])) for name in FIELDS)
    return [Difference(name, right, found) for name, right, found in pairs if right != found]


def _read(name: str, value: object) -> object:
    """A Chinese text may be called zh, zh-CN or zh-Hant: all of them are right."""
    return value.partition("-")[0] if name == "language" and isinstance(value, str) else value


def expected_record(site: Site, one: Interview) -> dict[str, Any]:
    """What the page of an interview shows in this markup, in the exported record's shape."""
    shows, markup = site.markup.shows, site.markup
    blocks = [{"kind": kind, "text": text} for kind, text in _blocks(site, one)]
    return {
        "url": site.article_url(one),
        "section": markup.section(site, one),
        "breadcrumbs": markup.breadcrumbs(site, one) if shows.breadcrumbs else [],
        "title": one.title,
        "published_at": one.published.replace(tzinfo=markup.zone).isoformat(),
        "views": one.views if shows.views else None,
        "tags": list(one.tags) if shows.tags else [],
        "authors": [one.author] if shows.author else [],
        "body": "\n\n".join(block["text"] for block in blocks),
        "blocks": blocks,
        "images": _images(site, one),
        "related": [_entry(site, one, at) for at in range(len(one.related))] * shows.related,
        "next_article": _following(site, one),
        "language": site.language.partition("-")[0],
    }


def _blocks(site: Site, one: Interview) -> list[tuple[str, str]]:
    """A markup without lists leaves them out; one without quotes sets them as paragraphs."""
    shows = site.markup.shows
    kept = [block for block in one.blocks if shows.lists or block.kind != "list"]
    return [
        ("paragraph" if block.kind == "quote" and not shows.quotes else block.kind, block.text)
        for block in kept
    ]


def _images(site: Site, one: Interview) -> list[dict[str, Any]]:
    if not site.markup.shows.pictures:
        return []
    return [
        {
            "url": site.origin + site.markup.picture_path(site, one, picture.name),
            "caption": picture.caption,
        }
        for picture in one.pictures
    ]


def _entry(site: Site, one: Interview, at: int) -> dict[str, Any]:
    shows, mention = site.markup.shows, one.related[at]
    target = site.interview(mention.number)
    return {
        "position": at + 1,
        "title": target.title,
        "url": site.article_url(target),
        "section": site.markup.section(site, target) if shows.related_section else None,
        "published_at": _cut(site, target.published, shows.related_time),
        "views": mention.views if shows.related_views else None,
    }


def _cut(site: Site, at: datetime, precision: Precision | None) -> str | None:
    if precision is None:
        return None
    midnight = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)
    shown = at - midnight if precision == "day" else at
    return shown.replace(tzinfo=site.markup.zone).isoformat()


def _following(site: Site, one: Interview) -> dict[str, Any] | None:
    shows = site.markup.shows
    if one.following is None or not shows.following:
        return None
    return {
        "title": one.following.title,
        "url": site.article_url(site.interview(one.following.number)),
        "teaser": one.following.teaser + shows.teaser_end if shows.teaser else None,
    }
