"""The index of words. What is there already is indexed afterwards, in steps, newest first."""

from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from storage.types import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TERMS = sa.Text().with_variant(TSVECTOR(), "postgresql")
# No report is received then: the first step begins before it, and only if there is one.
LATER = sa.text(
    "INSERT INTO search_backlog (id, received_at, report_id)"
    " SELECT 1, :at, :report WHERE EXISTS (SELECT 1 FROM report)"
)

# The triggers of https://www.sqlite.org/fts5.html §4.4.3.
SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(terms, content='search_entry',"
    " content_rowid='id', tokenize='ascii', detail='none', columnsize=0)",
    "CREATE TRIGGER search_entry_inserted AFTER INSERT ON search_entry BEGIN"
    " INSERT INTO search_words (rowid, terms) VALUES (new.id, new.terms); END",
    "CREATE TRIGGER search_entry_deleted AFTER DELETE ON search_entry BEGIN"
    " INSERT INTO search_words (search_words, rowid, terms)"
    " VALUES ('delete', old.id, old.terms); END",
    "CREATE TRIGGER search_entry_changed AFTER UPDATE OF terms ON search_entry BEGIN"
    " INSERT INTO search_words (search_words, rowid, terms)"
    " VALUES ('delete', old.id, old.terms);"
    " INSERT INTO search_words (rowid, terms) VALUES (new.id, new.terms); END",
)
# Every entry is merged at once: what waits in a list would be read by every search.
POSTGRES = (
    "CREATE INDEX search_entry_terms ON search_entry USING gin (terms) WITH (fastupdate = off)",
    # The commonest stems decide whether to walk the newest or to fetch the few.
    "ALTER TABLE search_entry ALTER COLUMN terms SET STATISTICS 1000",
)


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("report_id", sa.Uuid(), sa.ForeignKey("report.id"), nullable=False),
        sa.Column("source", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("terms", TERMS, nullable=False),
        sa.UniqueConstraint("report_id", "source"),
    )
    op.create_table(
        "search_backlog",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRES:
        op.execute(statement)
    _leave_the_rest_for_later()


def _leave_the_rest_for_later() -> None:
    later = LATER.bindparams(
        sa.bindparam("at", datetime(9999, 1, 1, tzinfo=UTC), type_=UtcDateTime()),
        sa.bindparam("report", UUID(int=0), type_=sa.Uuid()),
    )
    op.get_bind().execute(later)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_backlog")
    op.drop_table("search_entry")
