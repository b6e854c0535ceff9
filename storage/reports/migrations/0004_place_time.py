"""Since when a report's place is known, so that a live share never moves it back."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report", sa.Column("place_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("report", "place_at")
