"""Mends what does not hold among the tables, with what the tables themselves know."""

from datetime import UTC, datetime

from sqlalchemy import Connection, and_, case, delete, insert, literal, or_, select, update

from scraper.archive.database.schema import articles, ledger, metadata, revisions
from scraper.archive.ledger.addresses import STANDINGS
from scraper.archive.search import index_problems, rebuild
from scraper.archive.upkeep.future import put_right
from scraper.archive.upkeep.verify import OWED, problems

LOST = "its article was lost with a damaged file"


def mend(connection: Connection, now: datetime) -> list[str]:
    """Mends what is wrong with the archive; which of its problems are no more."""
    before = problems(connection, now)
    if not before:
        return []
    put_in_order(connection)
    put_right(connection, now)
    return [problem for problem in before if problem not in problems(connection, now)]


def put_in_order(connection: Connection) -> None:
    """Mends the tables, and makes the search index anew where it does not hold what they do."""
    mend_tables(connection)
    if index_problems(connection):
        rebuild(connection)


def mend_tables(connection: Connection) -> None:
    """References lead somewhere or nowhere, every article is in the ledger in the right state, what
    is not archived is due, and versions are numbered through."""
    while _let_go(connection):
        pass
    _enter_again(connection)
    _say_the_same(connection)
    _number_again(connection)


def _let_go(target: Connection) -> bool:
    """Ends references to what is lost; whether there were any. A row that needs one goes."""
    found = False
    for table in metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                there = key.column.table.alias()
                lost = ~select(there.c.id).where(there.c.id == column).correlate(table).exists()
                broken = (column.is_not(None)) & lost
                if column.nullable:
                    ended = target.execute(update(table).where(broken).values({column: None}))
                else:
                    ended = target.execute(delete(table).where(broken))
                found = found or ended.rowcount > 0
    return found


def _enter_again(target: Connection) -> None:
    """Has every article in the ledger again, and whatever the ledger says is archived and is not
    asked for again."""
    now = datetime.now(UTC)
    lost = update(ledger).where(
        ledger.c.kind == "article",
        ledger.c.state == "archived",
        ledger.c.article_id.is_(None),
    )
    nothing = {"leads_to": None, "etag": None, "last_modified": None}
    target.execute(lost.values(state="pending", reason=LOST, due_at=now, **nothing))
    known = select(ledger.c.article_id).where(ledger.c.article_id.is_not(None))
    there = ledger.alias()
    unheard = or_(articles.c.id.not_in(known), articles.c.url.not_in(select(there.c.url)))
    own = update(ledger).where(ledger.c.url == articles.c.url, unheard)
    state = case((articles.c.gone_at.is_(None), "archived"), else_="gone")
    target.execute(own.values(article_id=articles.c.id, state=state, due_at=now))
    entry = {
        "url": articles.c.url,
        "portal": articles.c.portal,
        "kind": literal("article"),
        "found_as": literal("repair"),
        "attempts": literal(1),
        "failures": literal(0),
        "first_seen_at": articles.c.first_seen_at,
        "article_id": articles.c.id,
        "state": state,
        "due_at": literal(now, ledger.c.due_at.type),
    }
    rows = select(*(value.label(name) for name, value in entry.items())).where(unheard)
    target.execute(insert(ledger).from_select(list(entry), rows))


def _say_the_same(target: Connection) -> None:
    """Has the ledger say of an article what the article says, and forget nothing that is owed."""
    strange = update(ledger).where(ledger.c.state.not_in(STANDINGS))
    known = case((ledger.c.article_id.is_not(None), "archived"), else_="pending")
    target.execute(strange.values(state=known))
    own = and_(articles.c.id == ledger.c.article_id, articles.c.url == ledger.c.url)
    gone = select(articles.c.gone_at).where(own).scalar_subquery()
    mine = ledger.c.state.in_(("archived", "gone")), select(articles.c.id).where(own).exists()
    state = case((gone.is_(None), "archived"), else_="gone")
    target.execute(update(ledger).where(*mine).values(state=state))
    owed = update(ledger).where(
        ledger.c.kind == "article", ledger.c.state.in_(OWED), ledger.c.due_at.is_(None)
    )
    target.execute(owed.values(due_at=datetime.now(UTC)))


def _number_again(target: Connection) -> None:
    """Counts each article's versions anew, where some are lost."""
    for article_id in target.scalars(select(articles.c.id)).all():
        kept = target.scalars(
            select(revisions.c.revision)
            .where(revisions.c.article_id == article_id)
            .order_by(revisions.c.revision)
        ).all()
        for number, revision in enumerate(kept, start=1):
            if number != revision:
                target.execute(
                    update(revisions)
                    .where(revisions.c.article_id == article_id, revisions.c.revision == revision)
                    .values(revision=number)
                )
        target.execute(
            update(articles).where(articles.c.id == article_id).values(revision=len(kept) + 1)
        )
