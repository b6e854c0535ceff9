"""Tables of incidents: events that several reports tell of. Part of ``tables.metadata``.

A link hides nothing: the report stays what it is, and where it is.
"""

from sqlalchemy import Column, ForeignKey, Index, Table, Text, Uuid

from storage.reports.tables import metadata
from storage.types import JsonDocument, UtcDateTime

incident = Table(
    "incident",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", ForeignKey("staff.id"), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),  # when less than two reports were left
    Index("incident_changed", "changed_at", "id"),
)

# A report tells of one incident at most.
incident_report = Table(
    "incident_report",
    metadata,
    Column("report_id", ForeignKey("report.id"), primary_key=True),
    Column("incident_id", ForeignKey("incident.id"), nullable=False),
    Column("linked_at", UtcDateTime, nullable=False),
    Column("linked_by", ForeignKey("staff.id"), nullable=False),
    Column("reasons", JsonDocument),  # what spoke for it then, as it was printed
    Index("incident_report_incident", "incident_id"),
)

# Somebody looked, and it is not the same: both ways round, so that either report knows.
incident_declined = Table(
    "incident_declined",
    metadata,
    Column("report_id", ForeignKey("report.id"), primary_key=True),
    Column("other_id", ForeignKey("report.id"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
)
