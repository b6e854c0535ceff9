"""When the owner of a report in review last had to do with it."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LEASED = sa.text("leased_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("report", sa.Column("leased_at", UtcDateTime(), nullable=True))
    op.create_index(
        "report_leased", "report", ["leased_at"], postgresql_where=LEASED, sqlite_where=LEASED
    )
    op.execute("UPDATE report SET leased_at = last_activity_at WHERE state = 'in_review'")


def downgrade() -> None:
    op.drop_index("report_leased", "report")
    op.drop_column("report", "leased_at")
