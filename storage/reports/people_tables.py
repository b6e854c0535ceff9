"""Tables of who citizens are, and of the one-time pages by which they tell and fetch more.

Beside ``tables`` for its size; the same metadata. What tells who somebody is stands here
sealed only (``intake_api.identity``), and secrets as hashes.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from storage.reports.tables import Counted, metadata
from storage.types import UtcDateTime

# The key of one citizen, itself sealed. Without it nothing in ``identity`` can be read again.
subject_key = Table(
    "subject_key",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("id", Uuid, nullable=False),
    Column("ring_key", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("subject_key_ring", "ring_key"),
)

identity = Table(
    "identity",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("blind", Text),  # finds equal values, tells none
    Column("at", UtcDateTime, nullable=False),
    Index("identity_blind", "field", "blind"),
)

# Only appended, until the citizen is forgotten.
consent = Table(
    "consent",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False),
    Column("version", Text, nullable=False),
    Column("consented_at", UtcDateTime, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    UniqueConstraint("conversation_id", "version", "consented_at", name="consent_once"),
)

# ``report_id`` may be a draft that we do not hold. A used one stays until long after it
# has expired, so that whoever comes late is told the truth.
link = Table(
    "link",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("purpose", Text, nullable=False),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False),
    Column("locale", Text, nullable=False),
    Column("report_id", Uuid),
    Column("attachment_id", Uuid),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("session_hash", Text),
    Column("session_until", UtcDateTime),
    Column("finished_at", UtcDateTime),
    Index("link_expires", "expires_at"),
    Index("link_conversation", "conversation_id"),
)

# A large file on its way; ``received`` of ``size`` bytes are durable.
upload = Table(
    "upload",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("attachment_id", Uuid, nullable=False, unique=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("touched_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Index("upload_touched", "touched_at"),
)

upload_part = Table(
    "upload_part",
    metadata,
    Column("upload_id", ForeignKey("upload.id"), primary_key=True),
    Column("start", BigInteger, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("name", Text, nullable=False),
)
