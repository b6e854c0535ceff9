"""Where typed addresses lie."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "geocoded",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("found_at", UtcDateTime(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("geocoded")
