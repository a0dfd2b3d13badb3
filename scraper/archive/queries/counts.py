"""The archive in figures, for a summary."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, distinct, func, select

from scraper.archive.database.schema import (
    articles,
    authors,
    images,
    next_articles,
    people,
    rejections,
    related,
    revisions,
    sections,
    tags,
    view_counts,
)


@dataclass(frozen=True, slots=True)
class SectionCount:
    """A section of a portal (None: no section known), its articles, and the first and last day
    they were published, as ISO texts on the portal's own clock."""

    portal: str
    section: str | None
    articles: int
    first_published_at: str | None
    last_published_at: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of everything. Related and next entries are those that pages show now;
    resolved ones lead to a stored article."""

    articles: int
    sections: list[SectionCount]
    tags: int
    authors: int
    people: int
    images: int
    related: int
    related_resolved: int
    next_articles: int
    next_resolved: int
    view_counts: int
    earlier_versions: int
    rejected: int

    @property
    def portals(self) -> dict[str, int]:
        """Articles by portal."""
        found: dict[str, int] = {}
        for count in self.sections:
            found[count.portal] = found.get(count.portal, 0) + count.articles
        return found

    @property
    def first_published_at(self) -> str | None:
        """The earliest publication, on its portal's clock."""
        return min(
            (c.first_published_at for c in self.sections if c.first_published_at), default=None
        )

    @property
    def last_published_at(self) -> str | None:
        """The latest publication, on its portal's clock."""
        return max(
            (c.last_published_at for c in self.sections if c.last_published_at), default=None
        )


def counts(connection: Connection) -> Counts:
    """Counted now, in one state of the archive."""

    def number(query: Select[Any]) -> int:
        return int(connection.execute(query).scalar_one())

    def current(table: Table) -> Select[Any]:
        return _rows(table).where(table.c.is_current)

    return Counts(
        articles=number(_rows(articles)),
        sections=_sections(connection),
        tags=number(select(func.count(distinct(tags.c.name)))),
        authors=number(select(func.count(distinct(authors.c.name)))),
        people=number(select(func.count(distinct(people.c.name)))),
        images=number(_rows(images)),
        related=number(current(related)),
        related_resolved=number(current(related).where(related.c.target_id.is_not(None))),
        next_articles=number(current(next_articles)),
        next_resolved=number(current(next_articles).where(next_articles.c.target_id.is_not(None))),
        view_counts=number(_rows(view_counts)),
        earlier_versions=number(_rows(revisions)),
        rejected=number(_rows(rejections).where(rejections.c.resolved_at.is_(None))),
    )


def _rows(table: Table) -> Select[Any]:
    return select(func.count()).select_from(table)


def _sections(connection: Connection) -> list[SectionCount]:
    query = (
        select(
            articles.c.portal,
            sections.c.name,
            func.count(),
            func.min(articles.c.published_at),
            func.max(articles.c.published_at),
        )
        .select_from(articles.outerjoin(sections))
        .group_by(articles.c.portal, sections.c.name)
        .order_by(articles.c.portal, func.count().desc(), sections.c.name)
    )
    return [SectionCount(*row) for row in connection.execute(query)]
