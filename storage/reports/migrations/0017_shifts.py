"""Corrections of reports; shifts, what is handed over, and how a desk is set up."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None

RUNNING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.add_column(
        "report",
        sa.Column("corrections", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )
    op.create_table(
        "shift",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
    )
    op.create_index(
        "shift_running",
        "shift",
        ["staff_id"],
        unique=True,
        postgresql_where=RUNNING,
        sqlite_where=RUNNING,
    )
    _handovers()
    op.create_table(
        "desk",
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), primary_key=True),
        sa.Column("shortcuts", sa.Boolean(), nullable=False),
    )


def _handovers() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("from_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("to_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("handover_at", "handover", ["at", "id"])
    op.create_table(
        "handover_report",
        sa.Column("handover_id", sa.Uuid(), sa.ForeignKey("handover.id"), primary_key=True),
        sa.Column("report_id", sa.Uuid(), sa.ForeignKey("report.id"), primary_key=True),
    )
    op.create_table(
        "handover_reading",
        sa.Column("handover_id", sa.Uuid(), sa.ForeignKey("handover.id"), primary_key=True),
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), primary_key=True),
        sa.Column("at", UtcDateTime(), nullable=False),
    )


def downgrade() -> None:
    for table in ("desk", "handover_reading", "handover_report", "handover", "shift"):
        op.drop_table(table)
    op.drop_column("report", "corrections")
