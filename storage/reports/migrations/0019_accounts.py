"""Accounts as administrators keep them: second factors, sessions and tokens that are listed."""

import sqlalchemy as sa
from alembic import op

from storage.ids import new_id
from storage.types import JsonDocument, UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff", sa.Column("disabled_at", UtcDateTime(), nullable=True))
    op.add_column("staff", sa.Column("one_time_until", UtcDateTime(), nullable=True))
    op.add_column("bot_key", sa.Column("last_used_at", UtcDateTime(), nullable=True))
    op.create_table(
        "second_factor",
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), primary_key=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("ring_key", sa.Text(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "recovery_code",
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), primary_key=True),
        sa.Column("code_hash", sa.Text(), primary_key=True),
    )
    _sessions()
    _tokens()
    op.create_index("audit_actor", "audit", ["actor_id", "id"])
    op.create_index("audit_action", "audit", ["action", "id"])


def _sessions() -> None:
    # A session lasts some hours: everybody signs in anew.
    op.drop_table("session")
    op.create_table(
        "session",
        sa.Column("token_hash", sa.Text(), primary_key=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
    )
    op.create_index("session_id", "session", ["id"], unique=True)
    op.create_index("session_expires", "session", ["expires_at"])
    op.create_index("session_staff", "session", ["staff_id"])


def _tokens() -> None:
    # Those of before are the command line's: good for all that their owners may do.
    with op.batch_alter_table("api_token") as token:
        token.add_column(sa.Column("id", sa.Uuid(), nullable=True))
        token.add_column(sa.Column("name", sa.Text(), nullable=False, server_default=""))
        token.add_column(sa.Column("scopes", JsonDocument, nullable=True))
        token.add_column(sa.Column("expires_at", UtcDateTime(), nullable=True))
        token.add_column(sa.Column("last_used_at", UtcDateTime(), nullable=True))
    table = sa.table("api_token", sa.column("token_hash"), sa.column("id", sa.Uuid()))
    for (token_hash,) in op.get_bind().execute(sa.select(table.c.token_hash)).all():
        named = sa.update(table).where(table.c.token_hash == token_hash).values(id=new_id())
        op.get_bind().execute(named)
    with op.batch_alter_table("api_token") as token:
        token.alter_column("id", nullable=False)
    op.create_index("api_token_id", "api_token", ["id"], unique=True)
    op.create_index("api_token_staff", "api_token", ["staff_id"])


def downgrade() -> None:
    op.drop_index("audit_action", "audit")
    op.drop_index("audit_actor", "audit")
    op.drop_index("api_token_staff", "api_token")
    op.drop_index("api_token_id", "api_token")
    with op.batch_alter_table("api_token") as token:
        for column in ("last_used_at", "expires_at", "scopes", "name", "id"):
            token.drop_column(column)
    with op.batch_alter_table("session") as session:
        for column in ("agent", "address", "seen_at", "id"):
            session.drop_column(column)
    op.drop_table("recovery_code")
    op.drop_table("second_factor")
    op.drop_column("bot_key", "last_used_at")
    op.drop_column("staff", "one_time_until")
    op.drop_column("staff", "disabled_at")
