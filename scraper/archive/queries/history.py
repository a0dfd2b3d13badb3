"""One article with all that it has been: for readers, who name it by any of its addresses."""

from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, Row, select

from scraper.archive.articles.changes import Change
from scraper.archive.database.columns import storable
from scraper.archive.database.records import record_of_row, row_of
from scraper.archive.database.schema import articles, ledger, related, revisions, view_counts
from scraper.record import whole
from scraper.values.urls import canonical

_NEAR = 3
_LOOKED_AT = 5000


@dataclass(frozen=True, slots=True)
class Version:
    """One revision: its record, since when it was seen, what it changed and who did ("portal" or
    "ours"); until when, None for the current one."""

    number: int
    record: dict[str, Any]
    since: datetime
    until: datetime | None
    origin: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Observation:
    """A view count: when and where it was seen, on the article's own page (`on` None) or in the
    related reading of another."""

    at: datetime
    views: int
    on: str | None


@dataclass(frozen=True, slots=True)
class History:
    """`versions` oldest first, the last is the current one; `views` in the order of time; `gone_at`
    is since when the portal has not had it; `article_id` is its number in this archive."""

    url: str
    versions: list[Version]
    views: list[Observation] = field(default_factory=list)
    gone_at: datetime | None = None
    article_id: int = 0

    @property
    def current(self) -> Version:
        return self.versions[-1]


def history(connection: Connection, address: str) -> History | None:
    """The article that an address leads to; None where it leads to none."""
    article_id = _find(connection, address)
    if article_id is None:
        return None
    found = connection.execute(
        select(articles.c.url, articles.c.first_seen_at, articles.c.gone_at).where(
            articles.c.id == article_id
        )
    ).one()
    return History(
        found.url,
        _versions(connection, article_id, found.first_seen_at),
        _views(connection, article_id),
        found.gone_at,
        article_id,
    )


def address_of(connection: Connection, article_id: int) -> str | None:
    """The address of the article with an id; None where there is none."""
    # No database has so large a number.
    if article_id >= 2**31:
        return None
    return connection.scalar(select(articles.c.url).where(articles.c.id == article_id))


def nearest(connection: Connection, address: str) -> list[str]:
    """Addresses of articles that look most like one that leads to none."""
    last = canonical(address).rstrip("/").rpartition("/")[2]
    alike = articles.c.url.contains(storable(last), autoescape=True)
    query = select(articles.c.url).order_by(articles.c.id.desc())
    found = list(connection.scalars(query.where(alike).limit(_NEAR))) if last else []
    if not found:
        some = connection.scalars(query.limit(_LOOKED_AT)).all()
        found = get_close_matches(canonical(address), some, n=_NEAR, cutoff=0.6)
    return found


def _find(connection: Connection, address: str) -> int | None:
    for form in _forms(address):
        for table, key in ((articles, articles.c.id), (ledger, ledger.c.article_id)):
            query = select(key).where(table.c.url == storable(form), key.is_not(None))
            found = connection.execute(query).scalar()
            if found is not None:
                return int(found)
    return None


def _forms(address: str) -> list[str]:
    """The address as it may be stored: as given, in its one form, under the other scheme."""
    address = address.strip()
    given = [address] if "://" in address else [f"https://{address}", f"http://{address}"]
    forms = []
    for form in given:
        scheme, mark, rest = form.partition("://")
        other = "http" if scheme.lower() == "https" else "https"
        forms += [form, canonical(form), canonical(f"{other}{mark}{rest}")]
        # With or without the last slash: people leave it out.
        one = canonical(form)
        forms.append(one[:-1] if one.endswith("/") else f"{one}/")
    return list(dict.fromkeys(forms))


def _versions(connection: Connection, article_id: int, first: datetime) -> list[Version]:
    query = select(revisions).where(revisions.c.article_id == article_id)
    rows = connection.execute(query.order_by(revisions.c.revision)).all()
    current = record_of_row(row_of(connection, article_id))
    records = [*((row.revision, whole(row.record)) for row in rows), (current["revision"], current)]
    return [
        _version(number, record, place, rows, first)
        for place, (number, record) in enumerate(records)
    ]


def _version(
    number: int, record: dict[str, Any], place: int, rows: Any, first: datetime
) -> Version:
    # What a version changed stands with the one that it took the place of.
    before: Row[Any] | None = rows[place - 1] if place else None
    after: Row[Any] | None = rows[place] if place < len(rows) else None
    return Version(
        number,
        record,
        since=before.superseded_at if before else first,
        until=after.superseded_at if after else None,
        origin=(before.origin or "portal") if before else "portal",
        changes=(before.changes or []) if before else [],
    )


def _views(connection: Connection, article_id: int) -> list[Observation]:
    page = articles.alias("page")
    query = (
        select(view_counts.c.observed_at, view_counts.c.views, page.c.url)
        .select_from(view_counts)
        .outerjoin(related, view_counts.c.related_id == related.c.id)
        .outerjoin(page, related.c.article_id == page.c.id)
        .where(view_counts.c.article_id == article_id)
        .order_by(view_counts.c.observed_at, view_counts.c.id)
    )
    return [Observation(*row) for row in connection.execute(query)]
