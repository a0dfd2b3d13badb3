"""A value of the archive in a table: everything escaped, addresses as links of their own kind."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from scraper.ui.browser import addresses

# Which column has the number of the article that the text in a column names.
_ARTICLE_OF = {"title": "article_id", "recommended_beside": "beside_article_id"}
_WITH_ID = {"articles", "interviews"}
_LONGEST = 60


def cell(row: Any, value: object, column: str, table: str | None) -> Markup | None:
    """The cell as markup; None where Datasette's own way is right."""
    number = _article_of(row, column, table)
    if number is not None and value not in (None, ""):
        return to_article(number, str(value))
    if not isinstance(value, str):
        return None
    if column == "tag":
        return to_tag(value)
    if column == "tags":
        return Markup(" ").join(map(to_tag, _names(value)))
    return to_portal(value) if web_address(value) else None


def _article_of(row: Mapping[str, Any], column: str, table: str | None) -> int | None:
    names = row.keys()
    holder = _ARTICLE_OF.get(column)
    if table in _WITH_ID:
        holder = "id" if column in {"id", "title"} else None
    elif table is not None:
        # Elsewhere a title is what a list showed, and the row's article another.
        holder = None
    number = row[holder] if holder in names else None
    return number if isinstance(number, int) else None


def _names(value: str) -> list[str]:
    try:
        found = json.loads(value)
    except ValueError:
        return [value]
    return [str(name) for name in found] if isinstance(found, list) else [value]


def to_article(article_id: int, text: str) -> Markup:
    """A link to the article's page."""
    return Markup('<a href="{}">{}</a>').format(addresses.article(article_id), text)


def to_tag(name: str) -> Markup:
    """A link to the interviews that carry the tag."""
    return Markup('<a class="tag" href="{}">{}</a>').format(addresses.interviews(_tag=name), name)


def to_portal(url: str) -> Markup:
    """A link that leaves the archive; what follows it learns nothing of where it stood."""
    text = url if len(url) <= _LONGEST else f"{url[:_LONGEST]}…"
    return Markup('<a class="out" href="{}" rel="noopener noreferrer">{}</a>').format(url, text)


def web_address(value: object) -> str | None:
    """The address where it is one of the web, to be used as a link; None for any other scheme."""
    if not isinstance(value, str) or any(character.isspace() for character in value):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme.lower() in {"http", "https"} and parts.netloc else None
