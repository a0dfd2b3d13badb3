"""Where things are on this server."""

from urllib.parse import urlencode

# How Datasette calls the archive, whatever its file is called.
DATABASE = "archive"

# The long texts stay out of the way of the first look; the page offers them all.
_COLUMNS = ("id", "title", "portal", "section", "published_at", "views", "language", "tags", "url")


def article(article_id: int) -> str:
    """The page of an article."""
    return f"/-/article/{article_id}"


def interviews(**conditions: str) -> str:
    """The table of interviews with these conditions: `section="Dialogue"`, `_tag="Craft"`."""
    shown = [("_col", column) for column in _COLUMNS]
    return f"/{DATABASE}/interviews?{urlencode([*conditions.items(), *shown])}"
