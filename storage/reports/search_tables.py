"""The index of words: what reports, messages and notes are found by. Part of ``tables.metadata``.

``terms`` are stems, made in Python, so that both databases find the same: a ``tsvector``
without places on PostgreSQL; on SQLite text by words, which triggers of the migration copy into
the full-text table ``search_words``. Ids grow with time: the newest is found first without
sorting, and what stood there before there was an index has ids below zero.
"""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import TSVECTOR

from storage.reports.tables import Counted, metadata
from storage.types import UtcDateTime

search_entry = Table(
    "search_entry",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("report_id", ForeignKey("report.id"), nullable=False),
    Column("source", Uuid, nullable=False),  # the message, the note, or the report itself
    Column("kind", Text, nullable=False),
    Column("terms", Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
    UniqueConstraint("report_id", "source"),
)

# One row while reports that were there before the index wait for it: those before this one.
search_backlog = Table(
    "search_backlog",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("report_id", Uuid, nullable=False),
)
