"""The latest articles of a portal as samples, oldest first."""

import re
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from scraper.archive.database.schema import (
    articles,
    authors,
    images,
    next_articles,
    related,
    sections,
    tags,
)
from scraper.archive.drift.signs import BEFORE, Sample

# What is left of characters that were read as another alphabet's.
_GARBLED = re.compile("\ufffd|\u00c3[\u0080-\u00bf]|\u00e2\u20ac|\u00ef\u00bb\u00bf")
_LATEST = 3 * BEFORE


def samples_of(connection: Connection, portal: str, run_id: int | None) -> list[Sample]:
    """Those of the portal that were archived last, by this run (they are new) and before."""

    def number(table: Table) -> Any:
        return select(func.count()).where(table.c.article_id == articles.c.id).scalar_subquery()

    def shown(table: Table) -> Any:
        mine = (table.c.article_id == articles.c.id) & table.c.is_current
        return select(func.count()).where(mine).scalar_subquery()

    query = (
        select(
            articles,
            sections.c.name.label("section"),
            number(tags).label("tags"),
            number(authors).label("authors"),
            number(images).label("images"),
            shown(related).label("related"),
            shown(next_articles).label("next_article"),
        )
        .select_from(articles.outerjoin(sections))
        .where(articles.c.portal == portal)
        .order_by(articles.c.id.desc())
    )
    fresh = query.where(articles.c.first_run_id == run_id)
    number_new = connection.execute(select(func.count()).select_from(fresh.subquery())).scalar_one()
    rows = connection.execute(query.limit(number_new + _LATEST)).all()
    return [_sample(row, run_id) for row in reversed(rows)]


def _sample(row: Row[Any], run_id: int | None) -> Sample:
    body = row.body or ""
    found = {
        "published date": row.published_at is not None,
        "tags": row.tags,
        "views": row.views is not None,
        "authors": row.authors,
        "images": row.images,
        "section": row.section is not None,
        "next article": row.next_article,
    }
    return Sample(
        id=row.id,
        url=row.url,
        section=row.section,
        is_new=row.first_run_id == run_id,
        fields=frozenset(name for name, there in found.items() if there),
        length=len(body),
        paragraphs=sum(block["kind"] != "heading" for block in row.blocks),
        related=row.related,
        is_garbled=_GARBLED.search(f"{row.title}\n{body}") is not None,
        published_at=row.published_at,
        published_at_utc=row.published_at_utc,
        seen_at=row.first_seen_at,
        date_rule=row.rules.get("published_at"),
    )
