"""Categories as data, tracks, due times, and what citizens ask for afterwards."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.types import JsonDocument, UtcDateTime

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("is_open")
ALARMED = sa.text("alarm_at IS NOT NULL")
TO_ALL = sa.text("conversation_id IS NULL")


def upgrade() -> None:
    _columns()
    _catalogue()
    _tracks()
    _afterwards()


def _columns() -> None:
    columns: tuple[sa.Column[Any], ...] = (
        sa.Column("role", sa.Text()),
        sa.Column("happened_at", UtcDateTime()),
        sa.Column("happened", sa.Text()),
        sa.Column("answers", JsonDocument),
        sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("same_as", sa.Uuid()),
        sa.Column("from_place", sa.Text()),
        sa.Column("top_category", sa.Text()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("alarm_at", UtcDateTime()),
        sa.Column("withdrawal_asked_at", UtcDateTime()),
        sa.Column("withdrawal_reason", sa.Text()),
        sa.Column("rating", JsonDocument),
        sa.Column("receipt_hash", sa.Text()),
        sa.Column("erased_at", UtcDateTime()),
    )
    for column in columns:
        op.add_column("report", column)
    op.create_index("report_same_as", "report", ["same_as"])
    op.create_index("report_receipt", "report", ["receipt_hash"], unique=True)
    op.create_index(
        "report_near",
        "report",
        ["top_category", "latitude", "longitude"],
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    )
    op.create_index(
        "report_alarm", "report", ["alarm_at"], postgresql_where=ALARMED, sqlite_where=ALARMED
    )
    op.create_index(
        "delivery_to_all", "delivery", ["seq"], postgresql_where=TO_ALL, sqlite_where=TO_ALL
    )
    op.create_index("delivery_conversation", "delivery", ["conversation_id"])
    op.create_index("attachment_sha256", "attachment", ["sha256"])
    op.add_column("message", sa.Column("filed_by", sa.Text()))
    op.add_column("message", sa.Column("quote", sa.Text()))
    op.add_column("message", sa.Column("live_s", sa.BigInteger()))
    op.add_column(
        "message_version",
        sa.Column("after_acceptance", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("conversation", sa.Column("presence_at", UtcDateTime()))


def _catalogue() -> None:
    op.create_table(
        "category",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("labels", JsonDocument, nullable=False),
        sa.Column("notice", JsonDocument),
        sa.Column("questions", JsonDocument, nullable=False),
    )
    op.create_table(
        "qr_place",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("labels", JsonDocument, nullable=False),
        sa.Column("place", JsonDocument, nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
    )


def _tracks() -> None:
    op.create_table(
        "track",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime()),
        sa.Column("ended_at", UtcDateTime()),
        sa.Column("told_at", UtcDateTime()),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("last_ms", sa.BigInteger()),
        sa.Column("last_lat", sa.Integer()),
        sa.Column("last_lon", sa.Integer()),
        sa.Column("last_accuracy_m", sa.Integer()),
        sa.Column("last_heading", sa.SmallInteger()),
        sa.ForeignKeyConstraint(["report_id", "message_id"], ["message.report_id", "message.id"]),
        sa.UniqueConstraint("report_id", "message_id"),
    )
    op.create_table(
        "track_point",
        sa.Column("track_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("ms", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("lat", sa.Integer(), nullable=False),
        sa.Column("lon", sa.Integer(), nullable=False),
        sa.Column("accuracy_m", sa.Integer()),
        sa.Column("heading", sa.SmallInteger()),
        sqlite_with_rowid=False,
    )


def _afterwards() -> None:
    op.create_table(
        "due",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("report_id", sa.Uuid(), sa.ForeignKey("report.id"), primary_key=True),
        sa.Column("due_at", UtcDateTime(), nullable=False),
    )
    op.create_index("due_at", "due", ["due_at"])
    op.create_table(
        "fact",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("report_id", sa.Uuid(), sa.ForeignKey("report.id"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), sa.ForeignKey("staff.id")),
        sa.Column("detail", JsonDocument),
    )
    op.create_index("fact_report", "fact", ["report_id", "at"])
    op.create_table(
        "moved_message",
        sa.Column("from_report", sa.Uuid(), sa.ForeignKey("report.id"), primary_key=True),
        sa.Column("message_id", sa.Uuid(), primary_key=True),
        sa.Column("to_report", sa.Uuid(), sa.ForeignKey("report.id"), nullable=False),
    )
    op.create_table(
        "restriction",
        sa.Column("conversation_id", sa.Uuid(), sa.ForeignKey("conversation.id"), primary_key=True),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
    )
    op.create_table(
        "blob_erasure",
        sa.Column("sha256", sa.Text(), primary_key=True),
        sa.Column("wished_at", UtcDateTime(), nullable=False),
    )


def downgrade() -> None:
    for table in (
        *("blob_erasure", "restriction", "moved_message", "fact", "due"),
        *("track_point", "track", "qr_place", "category"),
    ):
        op.drop_table(table)
    for index, table in (
        ("report_same_as", "report"),
        ("report_receipt", "report"),
        ("report_near", "report"),
        ("report_alarm", "report"),
        ("delivery_to_all", "delivery"),
        ("delivery_conversation", "delivery"),
        ("attachment_sha256", "attachment"),
    ):
        op.drop_index(index, table)
    for table, columns in _ADDED.items():
        for column in columns:
            op.drop_column(table, column)


_ADDED = {
    "report": (
        *("role", "happened_at", "happened", "answers", "anonymous", "same_as", "from_place"),
        *("top_category", "latitude", "longitude", "alarm_at", "withdrawal_asked_at"),
        *("withdrawal_reason", "rating", "receipt_hash", "erased_at"),
    ),
    "message": ("filed_by", "quote", "live_s"),
    "message_version": ("after_acceptance",),
    "conversation": ("presence_at",),
}
