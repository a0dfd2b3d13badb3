"""The search index over all that is stored; from here on it is kept with every article."""

from alembic import op

from scraper.archive.search import rebuild

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    rebuild(op.get_bind())


def downgrade() -> None:
    op.drop_table("search")
