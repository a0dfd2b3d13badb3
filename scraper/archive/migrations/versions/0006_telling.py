"""What pages tell, to find those that tell the same; and a time for every address that had none."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from scraper.archive.database.columns import Instant
from scraper.values.likeness.texts import telling_digest

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_AT_ONCE = 500
_ledger = sa.table(
    "ledger",
    *(sa.column(name, sa.Text) for name in ("kind", "state", "reason", "leads_to", "etag")),
    sa.column("last_modified", sa.Text),
    sa.column("article_id", sa.Integer),
    sa.column("due_at", Instant),
)


def upgrade() -> None:
    for table in ("articles", "rejections"):
        op.add_column(table, sa.Column("text_digest", sa.Text()))
        op.create_index(f"ix_{table}_text_digest", table, ["text_digest"])
    _tell("articles", ("title", "body"), lambda row: telling_digest(row.body or "", row.title))
    _tell("rejections", ("record",), lambda row: _of_record(row.record))
    _have_all_due()


def _tell(table: str, names: tuple[str, ...], told: object) -> None:
    columns = [_column(name) for name in ("id", *names, "text_digest")]
    these = sa.table(table, *columns)
    connection, last = op.get_bind(), 0
    query = sa.select(*(these.c[name] for name in ("id", *names))).order_by(these.c.id)
    while rows := connection.execute(query.where(these.c.id > last).limit(_AT_ONCE)).all():
        last = rows[-1].id
        for row in rows:
            digest = told(row)  # type: ignore[operator]
            mine = sa.update(these).where(these.c.id == row.id)
            connection.execute(mine.values(text_digest=digest))


def _column(name: str) -> "sa.ColumnClause[Any]":
    kinds: dict[str, Any] = {"record": sa.JSON(), "id": sa.Integer()}
    return sa.column(name, kinds.get(name, sa.Text()))


def _of_record(record: dict[str, str | None]) -> str | None:
    return telling_digest(record.get("body") or "", record.get("title"))


def _have_all_due() -> None:
    """Addresses that wait for nothing are asked again at the next run: those that led to a page of
    which nothing came, those whose target was gone, and those that were refused once."""
    now, connection = datetime.now(UTC), op.get_bind()
    is_article, is_never = _ledger.c.kind == "article", _ledger.c.due_at.is_(None)
    waiting = sa.and_(is_article, is_never, _ledger.c.state.in_(("pending", "failed")))
    at_once = {"due_at": now, "etag": None, "last_modified": None}
    connection.execute(sa.update(_ledger).where(waiting).values(leads_to=None, **at_once))
    over = sa.and_(is_article, is_never, _ledger.c.state.in_(("gone", "refused")))
    connection.execute(sa.update(_ledger).where(over).values(**at_once))
    led = sa.and_(
        is_article,
        is_never,
        _ledger.c.state == "out of scope",
        _ledger.c.reason == "where what is gone leads to",
    )
    asked = {"state": "pending", "reason": None, "leads_to": None}
    connection.execute(sa.update(_ledger).where(led).values(**asked, **at_once))
    empty = sa.and_(is_article, _ledger.c.state == "archived", _ledger.c.article_id.is_(None))
    connection.execute(sa.update(_ledger).where(empty).values(**asked, **at_once))


def downgrade() -> None:
    for table in ("articles", "rejections"):
        op.drop_index(f"ix_{table}_text_digest", table)
        op.drop_column(table, "text_digest")
