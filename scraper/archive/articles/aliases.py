"""Second names of articles: believed where something speaks for them, else asked for again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from scraper.archive.articles.identity import (
    LED,
    count_leading,
    is_confirmed,
    is_same_article,
)
from scraper.archive.articles.moves import join, move
from scraper.archive.articles.walls import Reading
from scraper.archive.database.records import record_of_row, row_of
from scraper.archive.database.schema import articles, ledger, rejections
from scraper.archive.ledger.addresses import Answer, Claim, Standing, answered, discover, on_the_way
from scraper.items import Article
from scraper.portals.model import Recheck
from scraper.values.likeness.addresses import akin, differing_parameters
from scraper.values.likeness.texts import folded_title, titles_agree

# So often in a row must addresses have led to one page, while the portal answers others well,
# before what they showed is taken for gone.
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claim."""

    url: str
    standing: Standing
    reason: str | None


def settle(
    connection: Connection,
    claims: Sequence[Claim],
    outcomes: Mapping[str, tuple[Standing, str | None]],
    run_id: int | None,
    now: datetime,
) -> list[Settled]:
    """Settles addresses that led to others by what came of those: `outcomes` has it for pages that
    gave no article, by address. "pending": it is to be asked for by itself, since what was read
    there for another address is its article, and was not stored for that."""
    leading = Counter(claim.place for claim in claims)
    found = []
    for claim in claims:
        row = connection.execute(select(ledger).where(ledger.c.url == claim.url)).first()
        if row is None:
            continue
        settled = _as_name(connection, claim, row, leading[claim.place], run_id, now)
        if settled is None and not claim.is_last and _was_read_for_another(connection, claim, row):
            settled = Settled(claim.url, "pending", None)
        if settled is None:
            standing, reason = _outcome(connection, claim, row, outcomes)
            if standing == "gone" and not _is_gone(connection, claim, row, leading, run_id):
                standing = "failed"
                reason = _many(claim)
                if claim.leads_to is not None:
                    _doubt_gone(connection, claim.leads_to, reason, run_id, now)
            answer = Answer(claim.url, standing, reason, leads_to=claim.leads_to)
            answered(connection, answer, Recheck(), run_id, now)
            settled = Settled(claim.url, standing, reason)
        found.append(settled)
    return found


def _was_read_for_another(connection: Connection, claim: Claim, row: Row[Any]) -> bool:
    query = select(rejections.c.record).where(
        rejections.c.url == claim.leads_to, rejections.c.resolved_at.is_(None)
    )
    records = connection.scalars(query)
    return any(titles_agree(row.title, record["title"]) for record in records)


def _many(claim: Claim) -> str:
    if claim.leads_to is None:
        return f"{claim.reason}, as other addresses do in this run"
    return f"many addresses lead to one page, {claim.leads_to}"


def _as_name(
    connection: Connection,
    claim: Claim,
    row: Row[Any],
    leading: int,
    run_id: int | None,
    now: datetime,
) -> Settled | None:
    """The claim made a second name of the article that it leads to; None where there is none, or
    where nothing speaks for it."""
    if claim.leads_to is None:
        return None
    target = connection.execute(select(ledger).where(ledger.c.url == claim.leads_to)).first()
    if target is None or target.article_id is None or target.state not in ("archived", "gone"):
        return None
    if not _is_believed(connection, claim, row, target.article_id, leading, run_id):
        return None
    changes: dict[str, Any] | None = {"article_id": target.article_id}
    if row.article_id not in (None, target.article_id):
        changes = join(connection, row.article_id, target.article_id)
    elif row.article_id == target.article_id:
        _settle_there(connection, row, target)
    if changes is None:
        return None
    done = {
        **{"state": target.state, "reason": target.reason, "leads_to": claim.leads_to},
        **{"failures": 0, "due_at": None if target.state == "archived" else target.due_at},
        **{"last_asked_at": now, "last_run_id": run_id, "attempts": row.attempts + 1, **changes},
    }
    connection.execute(update(ledger).where(ledger.c.id == row.id).values(done))
    return Settled(row.url, "archived", None)


def _settle_there(connection: Connection, row: Row[Any], target: Row[Any]) -> None:
    """Has an article whose own address leads to its second name stand under that."""
    home = select(articles.c.url).where(articles.c.id == row.article_id)
    if connection.execute(home).scalar() != row.url:
        return
    move(connection, row.article_id, target.url)
    there = update(ledger).where(ledger.c.id == target.id)
    connection.execute(there.values(leads_to=None, due_at=row.due_at))


def _is_believed(
    connection: Connection,
    claim: Claim,
    row: Row[Any],
    article_id: int,
    leading: int,
    run_id: int | None,
) -> bool:
    """Whether anything but the redirect itself says that the address is the article's: its own
    article there before, its form, what links call it, or the redirect's being permanent, at a
    second look."""
    here = str(claim.leads_to)
    if article_id == row.article_id or akin(claim.url, here):
        return True
    there = Reading.of(record_of_row(row_of(connection, article_id)))
    if claim.title is not None and folded_title(claim.title) == folded_title(there.title):
        return True
    if row.article_id is not None:
        copy = Reading.of(record_of_row(row_of(connection, row.article_id)))
        return is_same_article(copy, there)
    agrees = titles_agree(row.title, there.title)
    if agrees:
        return True
    others = leading - 1 + count_leading(connection, row.portal, here, claim.url)
    if is_confirmed(row, here, run_id, is_permanent=claim.is_permanent):
        return others == 0
    return agrees is None and there.published_at is not None and others == 0


def _outcome(
    connection: Connection,
    claim: Claim,
    row: Row[Any],
    outcomes: Mapping[str, tuple[Standing, str | None]],
) -> tuple[Standing, str | None]:
    """What becomes of an address whose claim to be an article's is not believed."""
    if claim.standing == "gone":
        return "gone", claim.reason
    if claim.leads_to is not None and claim.leads_to in outcomes:
        standing, reason = outcomes[claim.leads_to]
        return standing, f"leads to {claim.leads_to}: {reason}"
    query = select(ledger.c.kind, ledger.c.state).where(ledger.c.url == claim.leads_to)
    target = connection.execute(query).first()
    if target is not None and target.kind == "listing":
        return "gone", f"redirects to the listing {claim.leads_to}"
    if target is not None and target.kind == "page":
        return "gone", f"redirects to {claim.leads_to}"
    return "failed", f"{LED}, {claim.leads_to}"


def _is_gone(
    connection: Connection,
    claim: Claim,
    row: Row[Any],
    leading: Mapping[str, int],
    run_id: int | None,
) -> bool:
    """Whether what led to that page is gone: alone it is, where it was so before, and where the
    portal has long answered well for others."""
    others = leading[claim.place] - 1 + _led_there(connection, claim, row, run_id)
    if others == 0 or row.state == "gone":
        return True
    well = connection.execute(
        select(func.count())
        .select_from(ledger)
        .where(
            ledger.c.portal == row.portal,
            ledger.c.kind == "article",
            ledger.c.state == "archived",
            ledger.c.last_run_id == run_id,
            ledger.c.failures == 0,
        )
    ).scalar_one()
    return bool(row.failures >= _OFTEN and well > others)


def _led_there(connection: Connection, claim: Claim, row: Row[Any], run_id: int | None) -> int:
    """How many other addresses of the portal have led there in this run, and were not good."""
    if claim.leads_to is None:
        return 0
    query = (
        select(func.count())
        .select_from(ledger)
        .where(
            ledger.c.leads_to == claim.leads_to,
            ledger.c.portal == row.portal,
            ledger.c.last_run_id == run_id,
            ledger.c.failures > 0,
            ledger.c.url != claim.url,
        )
    )
    return int(connection.execute(query).scalar_one())


def _doubt_gone(
    connection: Connection, leads_to: str, reason: str, run_id: int | None, now: datetime
) -> None:
    """Takes back what this run has called gone because it led to the same page as others do."""
    rows = connection.execute(
        select(ledger.c.id, ledger.c.article_id, ledger.c.url).where(
            ledger.c.leads_to == leads_to,
            ledger.c.last_run_id == run_id,
            ledger.c.state == "gone",
            ledger.c.failures == 1,
        )
    ).all()
    for row in rows:
        back = update(articles).where(articles.c.id == row.article_id)
        connection.execute(back.values(gone_at=None))
        state = "failed" if row.article_id is None else "archived"
        mine = update(ledger).where(ledger.c.id == row.id)
        connection.execute(mine.values(state=state, reason=reason, due_at=now))


def add_name(
    connection: Connection, article: Article, article_id: int, run_id: int | None, now: datetime
) -> None:
    """Notes that what was read is an article that there is, under another address. Where that is
    more than another form of its own, its own is asked for again: it may have moved."""
    fetch = article.fetch
    assert fetch is not None
    home = connection.execute(select(articles.c.url).where(articles.c.id == article_id)).scalar()
    assert home is not None
    names = tuple(dict.fromkeys((fetch.asked, *fetch.redirects, article.url)))
    discover(connection, on_the_way(connection, article, names), run_id, now)
    for url in names:
        if url == home:
            continue
        done = {
            **{"state": "archived", "reason": None, "article_id": article_id, "leads_to": home},
            **{"failures": 0, "last_status": fetch.status, "due_at": None},
            **{"last_asked_at": now, "last_run_id": run_id},
            **{"attempts": ledger.c.attempts + int(url == fetch.asked)},
        }
        connection.execute(update(ledger).where(ledger.c.url == url).values(done))
    if not akin(home, fetch.asked) and not differing_parameters(home, fetch.asked):
        ask_again(connection, article_id, now)


def ask_again(connection: Connection, article_id: int, now: datetime) -> None:
    """Has an article asked for at its own address that is shown at another: it may have moved."""
    home = select(articles.c.url).where(articles.c.id == article_id).scalar_subquery()
    own = update(ledger).where(ledger.c.url == home, ledger.c.last_asked_at < now)
    connection.execute(own.values(due_at=now, etag=None, last_modified=None))
