"""Since when somebody holds a case, and replies that can still be taken back."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report", sa.Column("lease_began_at", UtcDateTime(), nullable=True))
    report = sa.table("report", sa.column("leased_at"), sa.column("lease_began_at"))
    op.execute(report.update().values(lease_began_at=report.c.leased_at))
    op.add_column("message", sa.Column("held_until", UtcDateTime(), nullable=True))
    held = sa.text("held_until IS NOT NULL")
    op.create_index(
        "message_held", "message", ["held_until"], postgresql_where=held, sqlite_where=held
    )


def downgrade() -> None:
    op.drop_index("message_held", "message")
    op.drop_column("message", "held_until")
    op.drop_column("report", "lease_began_at")
