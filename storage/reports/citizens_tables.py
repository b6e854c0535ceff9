"""Tables of what citizens do beside telling: where they are, what they ask for afterwards.

And what reports can be about. Part of the same ``metadata`` as ``tables``.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from storage.reports.tables import Counted, metadata
from storage.types import JsonDocument, UtcDateTime

category = Table(
    "category",
    metadata,
    Column("code", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("parent", Text),
    Column("position", Integer, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("labels", JsonDocument, nullable=False),
    Column("notice", JsonDocument),
    Column("questions", JsonDocument, nullable=False),
)

qr_place = Table(
    "qr_place",
    metadata,
    Column("code", Text, primary_key=True),
    Column("labels", JsonDocument, nullable=False),
    Column("place", JsonDocument, nullable=False),
    Column("retired", Boolean, nullable=False),
)

# One row a share. ``last_*`` is its newest point: reading the dot reads no points.
track = Table(
    "track",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("report_id", Uuid, nullable=False),
    Column("message_id", Uuid, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("told_at", UtcDateTime),  # when the journal was last told that it moved
    Column("points", Integer, nullable=False),
    Column("last_ms", BigInteger),
    Column("last_lat", Integer),
    Column("last_lon", Integer),
    Column("last_accuracy_m", Integer),
    Column("last_heading", SmallInteger),
    ForeignKeyConstraint(["report_id", "message_id"], ["message.report_id", "message.id"]),
    UniqueConstraint("report_id", "message_id"),
)

# A point a second for hours: numbers only, clustered by track and time. ``ms`` since
# 1970, ``lat`` and ``lon`` in ten-millionths of a degree (a centimetre).
track_point = Table(
    "track_point",
    metadata,
    Column("track_id", BigInteger, primary_key=True, autoincrement=False),
    Column("ms", BigInteger, primary_key=True, autoincrement=False),
    Column("lat", Integer, nullable=False),
    Column("lon", Integer, nullable=False),
    Column("accuracy_m", Integer),
    Column("heading", SmallInteger),
    sqlite_with_rowid=False,
)

# What is to be done at a time unless something happens before; whoever deletes it does it.
due = Table(
    "due",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("report_id", ForeignKey("report.id"), primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
    Index("due_at", "due_at"),
)

# What else happened to a report, for its timeline; only appended. ``detail`` is JSON.
fact = Table(
    "fact",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("report_id", ForeignKey("report.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("event", Text, nullable=False),
    Column("actor_id", ForeignKey("staff.id")),
    Column("detail", JsonDocument),
    Index("fact_report", "report_id", "at"),
)

# A bot goes on speaking of a message by the report it was first filed to.
moved_message = Table(
    "moved_message",
    metadata,
    Column("from_report", ForeignKey("report.id"), primary_key=True),
    Column("message_id", Uuid, primary_key=True),
    Column("to_report", ForeignKey("report.id"), nullable=False),
)

restriction = Table(
    "restriction",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),
    Column("reason", Text, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
)

# Bytes whose last report was erased: wished in its transaction, deleted after it.
blob_erasure = Table(
    "blob_erasure",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("wished_at", UtcDateTime, nullable=False),
)
