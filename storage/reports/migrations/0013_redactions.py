"""Copies that staff make of attachments, with parts covered."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attachment", sa.Column("redacted_from", sa.Uuid(), nullable=True))
    op.add_column("attachment", sa.Column("made_by", sa.Uuid(), nullable=True))
    op.add_column("attachment", sa.Column("made_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    for name in ("made_at", "made_by", "redacted_from"):
        op.drop_column("attachment", name)
