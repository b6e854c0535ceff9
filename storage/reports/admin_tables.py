"""Tables of what administrators decide about the house itself.

Beside ``tables`` for its size; the same metadata.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, Table, Text

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

# What a person proves beside the password; it counts once it is confirmed.
second_factor = Table(
    "second_factor",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("ring_key", Text, nullable=False),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("confirmed_at", UtcDateTime),
    Column("last_step", BigInteger, nullable=False),  # a code is good once
)

# Unused ones; a used one is gone.
recovery_code = Table(
    "recovery_code",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("code_hash", Text, primary_key=True),
)
