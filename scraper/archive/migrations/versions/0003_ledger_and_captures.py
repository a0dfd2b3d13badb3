"""The ledger of every address seen, listings and how far they were read, captures of responses."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _captures()
    _ledger()
    _listings()
    _new_columns()


def downgrade() -> None:
    for table, column in (
        *(("revisions", name) for name in ("origin", "changes", "capture_id")),
        *(("articles", name) for name in ("capture_id", "gone_at")),
        ("rejections", "capture_id"),
        *(("runs", name) for name in ("reason", "exit_code")),
    ):
        op.drop_column(table, column)
    for name in ("listing_links", "listings", "ledger", "captures"):
        op.drop_table(name)


def _text(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=not required)


def _number(name: str, *, required: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=not required)


def _instant(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, INSTANT, nullable=not required)


def _reference(
    table: str, name: str, target: str, *, required: bool = False, key: bool = False
) -> sa.Column[int]:
    foreign = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{name}")
    return sa.Column(name, sa.Integer(), foreign, nullable=not required, primary_key=key)


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _captures() -> None:
    _table(
        "captures",
        _text("url", required=True),
        _instant("fetched_at", required=True),
        _number("status"),
        _text("file", required=True),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        _text("payload_digest"),
        _text("content_type"),
        _text("record_id", required=True),
        _text("kind", required=True),
        _text("portal"),
        _text("listed_section"),
        _text("listed_title"),
        _reference("captures", "run_id", "runs"),
        _reference("captures", "revisit_of", "captures"),
        sa.UniqueConstraint("file", "offset", name="uq_captures_file_offset"),
        sa.UniqueConstraint("record_id", name="uq_captures_record_id"),
    )
    _index("captures", "url", "fetched_at")


def _ledger() -> None:
    _table(
        "ledger",
        _text("url", required=True),
        _text("portal", required=True),
        _text("kind", required=True),
        _text("section"),
        _text("state", required=True),
        _text("reason"),
        _text("found_on"),
        _text("found_as", required=True),
        _text("title"),
        _text("asked_as"),
        _text("leads_to"),
        _number("attempts", required=True),
        _number("failures", required=True),
        _number("last_status"),
        _text("etag"),
        _text("last_modified"),
        _instant("first_seen_at", required=True),
        _instant("last_asked_at"),
        _instant("due_at"),
        _reference("ledger", "article_id", "articles"),
        _reference("ledger", "first_run_id", "runs"),
        _reference("ledger", "last_run_id", "runs"),
        sa.UniqueConstraint("url", name="uq_ledger_url"),
    )
    _index("ledger", "portal", "due_at")
    _index("ledger", "article_id")
    _index("ledger", "state")


def _listings() -> None:
    _table(
        "listings",
        _text("url", required=True),
        _text("portal", required=True),
        _text("section"),
        _instant("read_at"),
        _instant("gapless_at"),
        _text("gapless_back_to"),
        sa.UniqueConstraint("url", name="uq_listings_url"),
    )
    op.create_table(
        "listing_links",
        _reference("listing_links", "listing_id", "listings", required=True),
        _reference("listing_links", "ledger_id", "ledger", required=True),
        _instant("first_seen_at", required=True),
        sa.PrimaryKeyConstraint("listing_id", "ledger_id", name="pk_listing_links"),
    )
    _index("listing_links", "ledger_id")


def _new_columns() -> None:
    op.add_column("runs", _number("exit_code"))
    op.add_column("runs", _text("reason"))
    op.add_column("articles", _instant("gone_at"))
    # Alembic would add the reference apart, which SQLite cannot do.
    for table in ("articles", "revisions", "rejections"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN capture_id INTEGER "
            f"CONSTRAINT fk_{table}_capture_id REFERENCES captures (id)"
        )
        _index(table, "capture_id")
    op.add_column("revisions", sa.Column("changes", sa.JSON()))
    op.add_column("revisions", _text("origin"))
    _index("articles", "content_digest")
