"""Who citizens are, sealed; one-time links; large files that come in parts."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "conversation",
        sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _people()
    _links()
    _uploads()


def _people() -> None:
    op.create_table(
        "subject_key",
        sa.Column("conversation_id", sa.Uuid(), sa.ForeignKey("conversation.id"), primary_key=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ring_key", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("subject_key_ring", "subject_key", ["ring_key"])
    op.create_table(
        "identity",
        sa.Column("conversation_id", sa.Uuid(), sa.ForeignKey("conversation.id"), primary_key=True),
        sa.Column("field", sa.Text(), primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("blind", sa.Text()),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_index("identity_blind", "identity", ["field", "blind"])
    op.create_table(
        "consent",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("conversation_id", sa.Uuid(), sa.ForeignKey("conversation.id"), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("consented_at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("conversation_id", "version", "consented_at", name="consent_once"),
    )


def _links() -> None:
    op.create_table(
        "link",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("token_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), sa.ForeignKey("conversation.id"), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Uuid()),
        sa.Column("attachment_id", sa.Uuid()),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime()),
        sa.Column("session_hash", sa.Text()),
        sa.Column("session_until", UtcDateTime()),
        sa.Column("finished_at", UtcDateTime()),
    )
    op.create_index("link_expires", "link", ["expires_at"])
    op.create_index("link_conversation", "link", ["conversation_id"])


def _uploads() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("attachment_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("conversation_id", sa.Uuid(), sa.ForeignKey("conversation.id"), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime()),
    )
    op.create_index("upload_touched", "upload", ["touched_at"])
    op.create_table(
        "upload_part",
        sa.Column("upload_id", sa.Uuid(), sa.ForeignKey("upload.id"), primary_key=True),
        sa.Column("start", sa.BigInteger(), primary_key=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    for table in ("upload_part", "upload", "link", "consent", "identity", "subject_key"):
        op.drop_table(table)
    with op.batch_alter_table("conversation") as conversation:
        conversation.drop_column("anonymous")
