"""Deliveries that belong to no report, or to everybody, with further fields."""

import sqlalchemy as sa
from alembic import op

from storage.types import JsonDocument

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("delivery") as delivery:
        delivery.alter_column("conversation_id", existing_type=sa.Uuid(), nullable=True)
        delivery.alter_column("report_id", existing_type=sa.Uuid(), nullable=True)
        delivery.add_column(sa.Column("details", JsonDocument, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("delivery") as delivery:
        delivery.drop_column("details")
        delivery.alter_column("report_id", existing_type=sa.Uuid(), nullable=False)
        delivery.alter_column("conversation_id", existing_type=sa.Uuid(), nullable=False)
