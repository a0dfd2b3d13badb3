"""How each portal fared in each run, what changed on its pages, and which captures are lost."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("captures", sa.Column("lost_at", INSTANT, nullable=True))
    _portal_runs()
    _drifts()


def downgrade() -> None:
    op.drop_table("drifts")
    op.drop_table("portal_runs")
    op.drop_column("captures", "lost_at")


def _portal_runs() -> None:
    op.create_table(
        "portal_runs",
        sa.Column(
            "run_id",
            sa.Integer(),
            sa.ForeignKey("runs.id", name="fk_portal_runs_run_id"),
            nullable=False,
        ),
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "portal", name="pk_portal_runs"),
    )
    op.create_index("ix_portal_runs_portal_run_id", "portal_runs", ["portal", "run_id"])


def _drifts() -> None:
    op.create_table(
        "drifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portal", sa.Text(), nullable=False),
        sa.Column("section", sa.Text()),
        sa.Column("sign", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("now", sa.JSON(), nullable=False),
        sa.Column("examples", sa.JSON(), nullable=False),
        sa.Column("first_seen_at", INSTANT, nullable=False),
        sa.Column("last_seen_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column(
            "first_run_id", sa.Integer(), sa.ForeignKey("runs.id", name="fk_drifts_first_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_drifts"),
    )
    op.create_index("ix_drifts_portal", "drifts", ["portal"])
