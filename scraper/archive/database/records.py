"""What is in the archive: single articles, and which are there."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, select

from scraper.archive.database.schema import articles
from scraper.archive.database.view import interviews
from scraper.record import RECORD_KEYS

_IN_AT_ONCE = 500


def row_of(connection: Connection, article_id: int) -> Row[Any]:
    """The article's row of the view."""
    return connection.execute(select(interviews).where(interviews.c.id == article_id)).one()


def record(connection: Connection, url: str) -> dict[str, Any] | None:
    """The exported record of the article stored under the url; None where there is none."""
    row = connection.execute(select(interviews).where(interviews.c.url == url)).first()
    return None if row is None else record_of_row(row)


def record_of_row(row: Row[Any]) -> dict[str, Any]:
    """The exported record of a row of the view, its keys in the order of RECORD_KEYS."""
    found = row._mapping
    following = found["next_title"] is not None and {
        "title": found["next_title"],
        "url": found["next_url"],
        "teaser": found["next_teaser"],
    }
    return {
        key: (following or None) if key == "next_article" else found[key] for key in RECORD_KEYS
    }


def known(connection: Connection, urls: Iterable[str]) -> set[str]:
    """Those of the urls under which an article is stored."""
    found: set[str] = set()
    remaining = iter(urls)
    while some := list(islice(remaining, _IN_AT_ONCE)):
        query = select(articles.c.url).where(articles.c.url.in_(some))
        found.update(connection.scalars(query))
    return found
