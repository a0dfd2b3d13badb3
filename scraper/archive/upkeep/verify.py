"""What is wrong with an archive, found by looking at all of it; nothing is changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from scraper.archive.database.schema import articles, ledger, listing_links, metadata, revisions
from scraper.archive.ledger.addresses import STANDINGS
from scraper.archive.search import index_problems
from scraper.archive.upkeep.future import of_the_future

SHOWN = 5
# An address in one of these states is asked for again some day.
OWED = ("pending", "failed", "gone", "refused")


def problems(connection: Connection, now: datetime) -> list[str]:
    """Everything that does not hold now, a sentence each; an empty list where all is well."""
    damage = list(_damage(connection))
    if damage:
        # What the rest would say about a broken file is not to be relied on.
        return damage
    found = [problem for check in _CHECKS for problem in check(connection)]
    return [*found, *of_the_future(connection, now)]


def _damage(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield (
                f"the file is damaged: {line}; save what can be read with `scrapy verify --repair`"
            )


def _references(connection: Connection) -> Iterator[str]:
    """Every reference of every table, asked for in plain SQL: it holds on any database."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                # Under another name: a table may refer to itself.
                target = key.column.table.alias()
                there = select(target.c.id).where(target.c.id == column).correlate(table)
                lone = select(func.count()).select_from(table)
                query = lone.where(column.is_not(None), ~there.exists())
                lost = connection.execute(query).scalar_one()
                if lost:
                    yield (
                        f"{table.name}.{column.name}: {lost} rows refer to a row of "
                        f"{key.column.table.name} that is not there"
                    )


def _states(connection: Connection) -> Iterator[str]:
    counts = {
        row.state: row.number
        for row in connection.execute(
            select(ledger.c.state, func.count().label("number")).group_by(ledger.c.state)
        )
    }
    discovered = connection.execute(select(func.count()).select_from(ledger)).scalar_one()
    known = sum(counts.get(standing, 0) for standing in STANDINGS)
    if known != discovered:
        others = ", ".join(sorted(set(counts) - set(STANDINGS)))
        yield f"the ledger has {discovered} addresses, but {known} in a known state: {others}"


def _articles(connection: Connection) -> Iterator[str]:
    unheard = connection.execute(
        select(articles.c.url).where(
            select(func.count()).select_from(ledger).scalar_subquery() > 0,
            ~select(ledger.c.id).where(ledger.c.article_id == articles.c.id).exists(),
        )
    ).all()
    yield from _named(unheard, "are stored, but no address of the ledger leads to them")
    is_mine = articles.c.id == ledger.c.article_id
    empty = connection.execute(
        select(ledger.c.url).where(
            ledger.c.kind == "article",
            ledger.c.state == "archived",
            ~select(articles.c.id).where(is_mine).exists(),
        )
    ).all()
    yield from _named(empty, "are archived by the ledger, but there is no article")
    own = and_(is_mine, ledger.c.url == articles.c.url)
    torn = connection.execute(
        select(ledger.c.url)
        .select_from(ledger.join(articles, own))
        .where(
            or_(
                and_(ledger.c.state == "gone", articles.c.gone_at.is_(None)),
                and_(ledger.c.state == "archived", articles.c.gone_at.is_not(None)),
            )
        )
    ).all()
    yield from _named(torn, "are gone by the ledger or by the article, not by both")


def _due(connection: Connection) -> Iterator[str]:
    lost = connection.execute(
        select(ledger.c.url).where(
            ledger.c.kind == "article",
            ledger.c.state.in_(OWED),
            ledger.c.due_at.is_(None),
        )
    ).all()
    yield from _named(lost, "are not archived, and never due")
    nameless = connection.execute(
        select(articles.c.url).where(
            select(ledger.c.id).where(ledger.c.article_id == articles.c.id).exists(),
            ~select(ledger.c.id).where(ledger.c.url == articles.c.url).exists(),
        )
    ).all()
    yield from _named(nameless, "are known to the ledger by second names only")
    unlisted = connection.execute(
        select(ledger.c.url).where(
            ledger.c.kind == "article",
            ledger.c.found_as == "listing",
            ~select(listing_links.c.ledger_id)
            .where(listing_links.c.ledger_id == ledger.c.id)
            .exists(),
        )
    ).all()
    yield from _named(unlisted, "are listed by the ledger, but by no listing")


def _versions(connection: Connection) -> Iterator[str]:
    number = (
        select(func.count())
        .where(revisions.c.article_id == articles.c.id)
        .correlate(articles)
        .scalar_subquery()
    )
    wrong = connection.execute(select(articles.c.url).where(number != articles.c.revision - 1))
    yield from _named(wrong.all(), "do not have as many earlier versions as their number says")


def _named(rows: Sequence[Row[Any]], what: str) -> Iterator[str]:
    found = [str(row[0]) for row in rows]
    if found:
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        yield f"{len(found)} pages {what}: {', '.join(found[:SHOWN])}{more}"


_CHECKS: tuple[Callable[[Connection], Iterable[str]], ...] = (
    _references,
    _states,
    _articles,
    _due,
    _versions,
    index_problems,
)
