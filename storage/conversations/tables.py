"""The bots' own database: what came in, where each talk stands, what must go out.

Ids of the messenger live here and nowhere else: the intake API knows a
conversation by its opaque ``id`` alone.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

# SQLite counts up by itself only in a column of the very type INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")

inbox = Table(
    "inbox",
    metadata,
    Column("key", String, primary_key=True),  # of the happening: telegram:174114370
    Column("chat", String, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("body", Text),  # the raw update, ASCII JSON; null for our own receipts
    Index(None, "received_at"),
)

conversation = Table(
    "conversation",
    metadata,
    Column("chat", String, primary_key=True),  # messenger:chat id
    Column("id", String, nullable=False, unique=True),  # all the intake API learns
    Column("seed", String),  # of the ids of reports and messages; null before there were any
    Column("alias", String, unique=True),  # what the API calls it in anonymous reports
    Column("document", Text),  # bots.dialogue.state.dump; null until the first step
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),  # also the order
    Column("conversation", String, nullable=False),  # conversation.id
    Column("chat", String, nullable=False),
    Column("mailbox", String, nullable=False),  # carried out in order within a mailbox
    Column("kind", String, nullable=False),  # which effect
    Column("payload", Text, nullable=False),  # the effect, ASCII JSON
    Column("priority", Integer, nullable=False),  # lower goes first between mailboxes
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),  # begun, written before acting
    Column("unanswered", Integer, nullable=False),  # ended without telling what they did
    Column("lease_until", UtcDateTime),  # a relay is at it until then
    Index(None, "mailbox", "id"),
    # An id given twice would repeat an idempotency key with another body.
    sqlite_autoincrement=True,
)

cursor = Table(
    "cursor",
    metadata,
    Column("name", String, primary_key=True),
    Column("position", BigInteger, nullable=False),
)

parked = Table(
    "parked",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("source", String, nullable=False),  # where it came from: telegram, feed, outbox
    Column("key", String, nullable=False),
    Column("error", Text, nullable=False),
    Column("body", Text, nullable=False),  # raw, so that it can be tried again
    Column("parked_at", UtcDateTime, nullable=False),
    UniqueConstraint("source", "key"),
)

timer = Table(
    "timer",
    metadata,
    Column("chat", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
    Index(None, "due_at"),
)

# Which report a message of the chat belongs to: for replies to it and edits of it.
filing = Table(
    "filing",
    metadata,
    Column("chat", String, primary_key=True),
    Column("ref", String, primary_key=True),  # the messenger's id of the message
    Column("ours", Boolean, nullable=False),  # said by the bot
    Column("report_id", String),  # null: of no report
    Column("message_id", String),  # its id at the API, if it has one
    Column("at", UtcDateTime, nullable=False),
    Index(None, "at"),
    Index(None, "message_id"),
)

# What other systems told us last, to work with while they are away.
snapshot = Table(
    "snapshot",
    metadata,
    Column("name", String, primary_key=True),
    Column("body", Text, nullable=False),  # JSON
)

# How much of something somebody did in a window of time.
quota = Table(
    "quota",
    metadata,
    Column("name", String, primary_key=True),
    Column("window", BigInteger, primary_key=True),  # minutes since 1970
    Column("count", Integer, nullable=False),
)

# Who may do what only one may do. ``fence`` rises with every new holder.
lease = Table(
    "lease",
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("fence", BigInteger, nullable=False),
)
