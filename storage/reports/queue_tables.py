"""Tables of how operators work through the queue: tags, saved views, acts on many reports,
and who looks at what. Beside ``tables`` for its size; the same metadata.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from storage.reports.tables import metadata
from storage.types import JsonDocument, UtcDateTime

# Every tag that was ever given, so that it is offered rather than written anew.
tag = Table(
    "tag",
    metadata,
    Column("name", Text, primary_key=True),
    Column("used_at", UtcDateTime, nullable=False),
)

report_tag = Table(
    "report_tag",
    metadata,
    Column("report_id", ForeignKey("report.id"), primary_key=True),
    Column("tag", ForeignKey("tag.name"), primary_key=True),
    Index("report_tag_tag", "tag", "report_id"),
)

# ``filters`` is a question of a list, as JSON.
saved_view = Table(
    "saved_view",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner_id", ForeignKey("staff.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("filters", JsonDocument, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("saved_view_owner", "owner_id"),
)

# What a person's workstation opens with.
start_view = Table(
    "start_view",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("view_id", ForeignKey("saved_view.id"), nullable=False),
    Index("start_view_view", "view_id"),
)

# One act on many reports. ``act`` is what was asked, as JSON.
bulk = Table(
    "bulk",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("body_hash", Text, nullable=False),
    Column("act", JsonDocument, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    UniqueConstraint("staff_id", "key", name="bulk_once"),
    Index("bulk_at", "at"),
)

# ``outcome`` is null until it is that report's turn; ``before`` is what undoing restores,
# ``seq`` the journal's last number while the report was held.
bulk_report = Table(
    "bulk_report",
    metadata,
    Column("bulk_id", ForeignKey("bulk.id"), primary_key=True),
    Column("report_id", ForeignKey("report.id"), primary_key=True),
    Column("outcome", Text),
    Column("before", JsonDocument),
    Column("seq", BigInteger),
)

# A console and the report on its screen, if any. Forgotten when not renewed.
looking = Table(
    "looking",
    metadata,
    Column("line_id", Uuid, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("report_id", Uuid),
    Column("seen_at", UtcDateTime, nullable=False),
)
