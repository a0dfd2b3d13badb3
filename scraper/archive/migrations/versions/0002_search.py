"""The search index: words and pairs of characters of every article, kept with the article."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # Our own tokens go in, parted by spaces: this tokenizer takes them as they are.
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5"
            "(body, title, tags, captions, content='', tokenize='ascii')"
        )
        return
    op.create_table(
        "search",
        sa.Column(
            "article_id",
            sa.Integer(),
            sa.ForeignKey("articles.id", name="fk_search_article_id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("tokens", TSVECTOR(), nullable=False),
    )
    op.create_index("ix_search_tokens", "search", ["tokens"], postgresql_using="gin")


def downgrade() -> None:
    op.drop_table("search")
