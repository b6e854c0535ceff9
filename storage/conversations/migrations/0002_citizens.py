"""Seeds, timers, what belongs to which report, snapshots, quotas and leases."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("conversation") as conversation:
        conversation.add_column(sa.Column("seed", sa.String(), nullable=True))
        conversation.add_column(sa.Column("alias", sa.String(), nullable=True))
        conversation.create_unique_constraint("uq_conversation_alias", ["alias"])
    op.create_table(
        "timer",
        sa.Column("chat", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("due_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_timer_due_at", "timer", ["due_at"])
    op.create_table(
        "filing",
        sa.Column("chat", sa.String(), primary_key=True),
        sa.Column("ref", sa.String(), primary_key=True),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_filing_at", "filing", ["at"])
    op.create_index("ix_filing_message_id", "filing", ["message_id"])
    op.create_table(
        "snapshot",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_table(
        "quota",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("window", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("fence", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    for table in ("lease", "quota", "snapshot", "filing", "timer"):
        op.drop_table(table)
    with op.batch_alter_table("conversation") as conversation:
        conversation.drop_constraint("uq_conversation_alias", type_="unique")
        conversation.drop_column("alias")
        conversation.drop_column("seed")
