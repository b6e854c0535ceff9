"""Tables of what administrators decide about the house itself.

Beside ``tables`` for its size; the same metadata.
"""

from sqlalchemy import Column, ForeignKey, Table, Text

from storage.reports.tables import metadata
from storage.types import JsonDocument, UtcDateTime

# A row where administrators have chosen otherwise than the environment says.
chosen_setting = Table(
    "chosen_setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", JsonDocument, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("changed_by", ForeignKey("staff.id"), nullable=False),
)
