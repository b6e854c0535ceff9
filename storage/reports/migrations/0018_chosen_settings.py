"""Settings that administrators choose while the house runs."""

import sqlalchemy as sa
from alembic import op

from storage.types import JsonDocument, UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chosen_setting",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("value", JsonDocument, nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("chosen_setting")
