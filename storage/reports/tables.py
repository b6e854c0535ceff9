"""The API's tables. ``migrations`` makes them; a test compares the two.

Every list the console shows has an index in its order (keyset pages stay flat, an
OFFSET does not). A message may belong to two reports (said in a draft that became
an SOS), so messages and attachments are known by report and id together.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    false,
    text,
)

from storage.types import JsonDocument, UtcDateTime

metadata = MetaData()

# SQLite counts a rowid only in a column of this very type.
Counted = BigInteger().with_variant(Integer(), "sqlite")

staff = Table(
    "staff",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("disabled_at", UtcDateTime),
    Column("one_time_until", UtcDateTime),  # the password is good once, until then
)

session = Table(
    "session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("id", Uuid, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Index("session_id", "id", unique=True),
    Index("session_expires", "expires_at"),
    Index("session_staff", "staff_id"),
)

api_token = Table(
    "api_token",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("id", Uuid, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("scopes", JsonDocument),  # None: all that its owner may do
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("last_used_at", UtcDateTime),
    Index("api_token_id", "id", unique=True),
    Index("api_token_staff", "staff_id"),
)

bot_key = Table(
    "bot_key",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key_hash", Text, nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("acknowledged_seq", BigInteger, nullable=False),
    Column("last_used_at", UtcDateTime),
)

conversation = Table(
    "conversation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("blocked_at", UtcDateTime),
    Column("presence_at", UtcDateTime),  # when the citizen was last known to be there or not
    # Its citizen tells without a name: never beside an identity.
    Column("anonymous", Boolean, nullable=False, server_default=false()),
)

OPEN = text("is_open")
CLOSED = text("NOT is_open")
LEASED = text("leased_at IS NOT NULL")
HELD = text("held_until IS NOT NULL")
ALARMED = text("alarm_at IS NOT NULL")
TO_ALL = text("conversation_id IS NULL")

report = Table(
    "report",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("content_hash", Text, nullable=False),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("category", Text),
    Column("priority", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("channel", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("place", JsonDocument),
    Column("place_at", UtcDateTime),
    Column("submitted_at", UtcDateTime, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("last_activity_at", UtcDateTime, nullable=False),
    Column("opened_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("close_code", Text),
    Column("duplicate_of", ForeignKey("report.id")),
    Column("owner_id", ForeignKey("staff.id")),
    Column("leased_at", UtcDateTime),
    Column("lease_began_at", UtcDateTime),  # says something only beside ``leased_at``
    Column("excerpt", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("unread", Integer, nullable=False),
    Column("attachments", Integer, nullable=False),
    Column("last_from", Text),
    Column("seq", BigInteger, nullable=False),
    Column("role", Text),
    Column("happened_at", UtcDateTime),
    Column("happened", Text),
    Column("answers", JsonDocument),
    Column("anonymous", Boolean, nullable=False, server_default=false()),
    # How often the staff put category, priority or place right: the version of the three.
    Column("corrections", Integer, nullable=False, server_default=text("0")),
    Column("same_as", Uuid),  # what the citizen says; may name a report we do not hold
    Column("from_place", Text),
    Column("top_category", Text),  # the category without a parent that its category belongs to
    Column("latitude", Float),  # of ``place``, for the index
    Column("longitude", Float),
    Column("alarm_at", UtcDateTime),
    Column("withdrawal_asked_at", UtcDateTime),
    Column("withdrawal_reason", Text),
    Column("rating", JsonDocument),
    Column("receipt_hash", Text),
    Column("erased_at", UtcDateTime),
    Index("report_received", "received_at", "id"),
    Index("report_closed", "received_at", "id", postgresql_where=CLOSED, sqlite_where=CLOSED),
    Index(
        "report_open",
        "priority",
        "received_at",
        "id",
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    ),
    Index(
        "report_open_counts",
        "state",
        "kind",
        "owner_id",
        "received_at",
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    ),
    Index(
        "report_open_kind", "kind", "received_at", "id", postgresql_where=OPEN, sqlite_where=OPEN
    ),
    Index(
        "report_open_owner",
        "owner_id",
        "received_at",
        "id",
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    ),
    Index("report_state", "state", "received_at", "id"),
    Index("report_category", "category", "received_at", "id"),
    Index("report_kind", "kind", "received_at", "id"),
    Index("report_channel", "channel", "received_at", "id"),
    Index("report_priority", "priority", "received_at", "id"),
    Index("report_conversation", "conversation_id"),
    Index("report_leased", "leased_at", postgresql_where=LEASED, sqlite_where=LEASED),
    Index("report_alarm", "alarm_at", postgresql_where=ALARMED, sqlite_where=ALARMED),
    Index("report_same_as", "same_as"),
    Index("report_receipt", "receipt_hash", unique=True),
    Index(
        "report_near",
        "top_category",
        "latitude",
        "longitude",
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    ),
)

message = Table(
    "message",
    metadata,
    Column("report_id", ForeignKey("report.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("sender", Text, nullable=False),
    Column("author_id", ForeignKey("staff.id")),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("signal", Text),
    Column("unsupported", Text),
    Column("album", Text),
    Column("quoted_message_id", Uuid),
    Column("quote", Text),
    Column("filed_by", Text),
    Column("live_s", BigInteger),
    Column("held_until", UtcDateTime),  # until then its author can take a reply back
    Index("message_held", "held_until", postgresql_where=HELD, sqlite_where=HELD),
)

# Only appended. The one with the latest ``at`` is what the message says now.
message_version = Table(
    "message_version",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("report_id", Uuid, nullable=False),
    Column("message_id", Uuid, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("is_edit", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("place", JsonDocument),
    Column("after_acceptance", Boolean, nullable=False, server_default=false()),
    ForeignKeyConstraint(["report_id", "message_id"], ["message.report_id", "message.id"]),
    Index("message_version_message", "report_id", "message_id"),
)

attachment = Table(
    "attachment",
    metadata,
    Column("report_id", Uuid, primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("message_id", Uuid, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text),
    Column("duration_s", BigInteger),
    Column("media_type", Text),
    Column("size", BigInteger),
    Column("custody", Text, nullable=False),
    Column("sha256", Text),
    Column("failure_detail", Text),
    # Of a copy that staff made of another attachment; no citizen sent it.
    Column("redacted_from", Uuid),
    Column("made_by", Uuid),
    Column("made_at", UtcDateTime),
    ForeignKeyConstraint(["report_id", "message_id"], ["message.report_id", "message.id"]),
    Index("attachment_id", "id"),
    Index("attachment_sha256", "sha256"),
)

transition = Table(
    "transition",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("report_id", ForeignKey("report.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("action", Text, nullable=False),
    Column("from_state", Text),
    Column("to_state", Text, nullable=False),
    Column("actor_id", ForeignKey("staff.id")),
    Column("reason", Text),
    Column("close_code", Text),
    Index("transition_report", "report_id", "at"),
)

note = Table(
    "note",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("report_id", ForeignKey("report.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("author_id", ForeignKey("staff.id"), nullable=False),
    Column("text", Text, nullable=False),
    Index("note_report", "report_id", "at"),
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("event", Text, nullable=False),
    Column("report_id", ForeignKey("report.id"), nullable=False),
)

# To one conversation about one report; to a conversation alone; or, with neither, to everybody.
delivery = Table(
    "delivery",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Uuid, nullable=False, unique=True),
    Column("conversation_id", ForeignKey("conversation.id")),
    Column("report_id", ForeignKey("report.id")),
    Column("message_id", Uuid),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("word", Text),
    Column("details", JsonDocument),  # further fields of the wire type, by their names
    Column("created_at", UtcDateTime, nullable=False),
    Column("outcome", Text),
    Column("outcome_at", UtcDateTime),
    Index("delivery_report", "report_id"),
    Index("delivery_conversation", "conversation_id"),
    Index("delivery_to_all", "seq", postgresql_where=TO_ALL, sqlite_where=TO_ALL),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("body_hash", Text, nullable=False),
    Column("response", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("idempotency_created", "created_at"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("actor_id", Uuid),
    Column("action", Text, nullable=False),
    Column("report_id", Uuid),
    Column("detail", Text),
    Index("audit_report", "report_id", "at"),
    Index("audit_at", "at"),
    Index("audit_actor", "actor_id", "id"),
    Index("audit_action", "action", "id"),
)
