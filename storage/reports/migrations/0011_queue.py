"""How operators work through the queue: tags, saved views, acts on many reports, presence."""

import sqlalchemy as sa
from alembic import op

from storage.types import JsonDocument, UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _tags()
    _views()
    _bulks()
    op.create_table(
        "looking",
        sa.Column("line_id", sa.Uuid(), primary_key=True),
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
    )


def _tags() -> None:
    op.create_table(
        "tag",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("used_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "report_tag",
        sa.Column("report_id", sa.Uuid(), sa.ForeignKey("report.id"), primary_key=True),
        sa.Column("tag", sa.Text(), sa.ForeignKey("tag.name"), primary_key=True),
    )
    op.create_index("report_tag_tag", "report_tag", ["tag", "report_id"])


def _views() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("owner_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filters", JsonDocument, nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
    )
    op.create_index("saved_view_owner", "saved_view", ["owner_id"])
    op.create_table(
        "start_view",
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), primary_key=True),
        sa.Column("view_id", sa.Uuid(), sa.ForeignKey("saved_view.id"), nullable=False),
    )
    op.create_index("start_view_view", "start_view", ["view_id"])


def _bulks() -> None:
    op.create_table(
        "bulk",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.Column("act", JsonDocument, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.UniqueConstraint("staff_id", "key", name="bulk_once"),
    )
    op.create_index("bulk_at", "bulk", ["at"])
    op.create_table(
        "bulk_report",
        sa.Column("bulk_id", sa.Uuid(), sa.ForeignKey("bulk.id"), primary_key=True),
        sa.Column("report_id", sa.Uuid(), sa.ForeignKey("report.id"), primary_key=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("before", JsonDocument, nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=True),
    )


def downgrade() -> None:
    for table in (
        "looking",
        "bulk_report",
        "bulk",
        "start_view",
        "saved_view",
        "report_tag",
        "tag",
    ):
        op.drop_table(table)
