"""What Datasette says about the archive: descriptions of every table and column, and facets."""

from typing import Any

from scraper.archive.dictionary import DICTIONARY

_FACETS = ["portal", "section", "language", {"tag": "tags"}, {"month": "published_at"}]

_SORTABLE = ["id", "title", "published_at_utc", "views", "portal", "section", "language"]


def metadata(database: str) -> dict[str, Any]:
    """Datasette's metadata for the archive under this name."""
    tables: dict[str, Any] = {
        name: {
            "description": entry.meaning,
            "columns": {
                column: f"{it.meaning}. Example: {it.example}. From: {it.source}."
                for column, it in entry.columns.items()
            },
        }
        for name, entry in DICTIONARY.items()
    }
    tables["interviews"] |= {
        "facets": _FACETS,
        "sort_desc": "published_at_utc",
        "sortable_columns": _SORTABLE,
    }
    tables.setdefault("alembic_version", {})["hidden"] = True
    return {
        "title": "Interview archive",
        "databases": {
            database: {
                "title": "Questions and tables",
                "description": "Questions that are asked first, a place for SQL of your own, and"
                " every table. Nothing here can change the archive.",
                "tables": tables,
            }
        },
    }
