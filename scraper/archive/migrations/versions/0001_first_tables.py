"""The first tables: articles and what hangs on them, runs, earlier versions, rejected items."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Times are ISO text; only in collation C is their order the order of time.
INSTANT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _runs_and_sections()
    _articles()
    _parts()
    _links()
    _view_counts()
    _versions()


def downgrade() -> None:
    for table in (
        *("rejections", "revisions", "view_counts", "next_articles", "related"),
        *("images", "authors", "tags", "articles", "sections", "runs"),
    ):
        op.drop_table(table)


def _text(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=not required)


def _json(name: str, *, required: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=not required)


def _instant(name: str, *, required: bool = True) -> sa.Column[str]:
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


def _runs_and_sections() -> None:
    _table(
        "runs",
        _instant("started_at"),
        _instant("finished_at", required=False),
        _text("outcome"),
        _json("arguments"),
        _json("versions"),
        _json("counts", required=False),
    )
    _table(
        "sections",
        _text("portal", required=True),
        _text("name", required=True),
        sa.UniqueConstraint("portal", "name", name="uq_sections_portal_name"),
    )


def _articles() -> None:
    _table(
        "articles",
        _text("url", required=True),
        _text("portal", required=True),
        _reference("articles", "section_id", "sections"),
        _text("title", required=True),
        _text("published_at"),
        _instant("published_at_utc", required=False),
        sa.Column("views", sa.BigInteger()),
        _text("language"),
        sa.Column("revision", sa.Integer(), nullable=False),
        _instant("first_seen_at"),
        _instant("last_seen_at"),
        _reference("articles", "first_run_id", "runs"),
        _reference("articles", "last_run_id", "runs"),
        _text("content_digest", required=True),
        _text("page_digest", required=True),
        _json("breadcrumbs"),
        _json("rules"),
        _text("body"),
        _json("blocks"),
        sa.UniqueConstraint("url", name="uq_articles_url"),
    )
    _index("articles", "portal")
    _index("articles", "section_id")
    _index("articles", "published_at_utc", "id")


def _parts() -> None:
    for table, columns in (
        ("tags", [_text("name", required=True)]),
        ("authors", [_text("name", required=True)]),
        ("images", [_text("url", required=True), _text("caption")]),
    ):
        op.create_table(
            table,
            _reference(table, "article_id", "articles", required=True),
            sa.Column("position", sa.Integer(), nullable=False),
            *columns,
            sa.PrimaryKeyConstraint("article_id", "position", name=f"pk_{table}"),
        )
    _index("tags", "name")
    _index("authors", "name")


def _links() -> None:
    for table, columns in (
        (
            "related",
            [
                sa.Column("position", sa.Integer(), nullable=False),
                _text("section"),
                _text("published_at"),
                sa.Column("views", sa.BigInteger()),
            ],
        ),
        ("next_articles", [_text("teaser")]),
    ):
        _table(
            table,
            _reference(table, "article_id", "articles", required=True),
            _text("title", required=True),
            _text("url"),
            *columns,
            _reference(table, "target_id", "articles"),
            sa.Column("is_current", sa.Boolean(), nullable=False),
            _instant("first_seen_at"),
            _instant("last_seen_at"),
        )
        _index(table, "url")
        _index(table, "target_id")
    _index("related", "article_id", "position")
    current = sa.text("is_current")
    op.create_index(
        "uq_next_articles_current",
        "next_articles",
        ["article_id"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )


def _view_counts() -> None:
    _table(
        "view_counts",
        _reference("view_counts", "article_id", "articles"),
        _reference("view_counts", "related_id", "related"),
        _instant("observed_at"),
        sa.Column("views", sa.BigInteger(), nullable=False),
        _text("source", required=True),
    )
    _index("view_counts", "article_id", "observed_at")
    _index("view_counts", "related_id")


def _versions() -> None:
    op.create_table(
        "revisions",
        _reference("revisions", "article_id", "articles", required=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        _instant("superseded_at"),
        _reference("revisions", "run_id", "runs"),
        _json("rules"),
        _json("record"),
        sa.PrimaryKeyConstraint("article_id", "revision", name="pk_revisions"),
    )
    _table(
        "rejections",
        _text("url", required=True),
        _text("portal", required=True),
        _reference("rejections", "run_id", "runs"),
        _instant("first_seen_at"),
        _instant("last_seen_at"),
        _instant("resolved_at", required=False),
        _json("reasons"),
        _text("digest", required=True),
        _json("record"),
        sa.UniqueConstraint("url", "digest", name="uq_rejections_url_digest"),
    )
