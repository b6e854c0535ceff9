"""The table of what operators may insert into a reply.

Part of the same ``metadata`` as ``tables``.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Uuid

from storage.reports.tables import metadata
from storage.types import JsonDocument, UtcDateTime

# ``words``: by language, {"title", "text"}. ``states``: where it is offered, none being all.
reply_template = Table(
    "reply_template",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("words", JsonDocument, nullable=False),
    Column("states", JsonDocument, nullable=False),
    Column("position", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("changed_by", ForeignKey("staff.id")),  # nobody: shipped
)
