"""What was said in a report, in all its versions."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select

from storage.reports.statements import records
from storage.reports.tables import delivery, message, message_version, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecord:
    """``is_edit`` is False for what was said first."""

    message_id: UUID
    at: datetime
    is_edit: bool
    text: str
    place: dict[str, Any] | None
    after_acceptance: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRecord:
    """``versions`` are oldest first and never empty; the last is what it says now."""

    id: UUID
    sender: str
    author: str | None
    sent_at: datetime
    received_at: datetime
    signal: str | None
    unsupported: str | None
    album: str | None
    quoted_message_id: UUID | None
    quote: str | None
    filed_by: str | None
    live_s: int | None
    held_until: datetime | None
    outcome: str | None
    delivery_id: UUID | None
    versions: list[VersionRecord] = field(default_factory=list)


INSERT = insert(message)
INSERT_VERSION = insert(message_version)
VERSIONS = (
    select(
        message_version.c.message_id,
        message_version.c.at,
        message_version.c.is_edit,
        message_version.c.text,
        message_version.c.place,
        message_version.c.after_acceptance,
    )
    .where(message_version.c.report_id == bindparam("wanted"))
    .order_by(message_version.c.is_edit, message_version.c.at, message_version.c.id)
)
VERSIONS_OF_ONE = VERSIONS.where(message_version.c.message_id == bindparam("message"))
MESSAGES = (
    select(
        message.c.id,
        message.c.sender,
        staff.c.position.label("author"),
        message.c.sent_at,
        message.c.received_at,
        message.c.signal,
        message.c.unsupported,
        message.c.album,
        message.c.quoted_message_id,
        message.c.quote,
        message.c.filed_by,
        message.c.live_s,
        message.c.held_until,
        delivery.c.outcome,
        delivery.c.id.label("delivery_id"),
    )
    .select_from(
        message.outerjoin(staff, staff.c.id == message.c.author_id).outerjoin(
            delivery,
            (delivery.c.report_id == message.c.report_id) & (delivery.c.message_id == message.c.id),
        )
    )
    .where(message.c.report_id == bindparam("wanted"))
    .order_by(message.c.sent_at, message.c.received_at, message.c.id)
)


async def insert_if_new(work: Work, row: dict[str, object]) -> bool:
    """False, having done nothing, if the report has this message already."""
    inserted = await work.connection.execute(work.insert_unless_there(message), row)
    return inserted.rowcount == 1


async def insert_messages(work: Work, rows: list[dict[str, object]]) -> None:
    await work.connection.execute(INSERT, rows)


async def insert_versions(work: Work, rows: list[dict[str, object]]) -> None:
    await work.connection.execute(INSERT_VERSION, rows)


async def versions_of(
    work: Work, report_id: UUID, message_id: UUID | None = None
) -> list[VersionRecord]:
    """Versions of one message or of all in a report: what was said first, then edits by time."""
    if message_id is None:
        rows = await work.connection.execute(VERSIONS, {"wanted": report_id})
    else:
        wanted = {"wanted": report_id, "message": message_id}
        rows = await work.connection.execute(VERSIONS_OF_ONE, wanted)
    return records(VersionRecord, rows)


async def messages_of(work: Work, report_id: UUID) -> list[MessageRecord]:
    """Everything said in a report, by the time it was said."""
    rows = await work.connection.execute(MESSAGES, {"wanted": report_id})
    found = {each.id: each for each in records(MessageRecord, rows)}
    for version in await versions_of(work, report_id):
        found[version.message_id].versions.append(version)
    return list(found.values())
