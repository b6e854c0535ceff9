"""Tables of a shift: who sits here, how they like to work, what they hand over.

Part of the same ``metadata`` as ``tables``.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text, Uuid, text

from storage.reports.tables import metadata
from storage.types import UtcDateTime

RUNNING = text("ended_at IS NULL")

shift = Table(
    "shift",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Index(
        "shift_running",
        "staff_id",
        unique=True,
        postgresql_where=RUNNING,
        sqlite_where=RUNNING,
    ),
)

# Without ``to_id`` it is for everybody who comes.
handover = Table(
    "handover",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("from_id", ForeignKey("staff.id"), nullable=False),
    Column("to_id", ForeignKey("staff.id")),
    Column("started_at", UtcDateTime),  # of the shift that it ended
    Column("text", Text, nullable=False),
    Index("handover_at", "at", "id"),
)

handover_report = Table(
    "handover_report",
    metadata,
    Column("handover_id", ForeignKey("handover.id"), primary_key=True),
    Column("report_id", ForeignKey("report.id"), primary_key=True),
)

handover_reading = Table(
    "handover_reading",
    metadata,
    Column("handover_id", ForeignKey("handover.id"), primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

# A row where somebody likes it otherwise than everybody begins.
desk = Table(
    "desk",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("shortcuts", Boolean, nullable=False),
)
