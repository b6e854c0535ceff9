"""What was said in a report, in all its versions."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

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
    outcome: str | None
    delivery_id: UUID | None
    versions: list[VersionRecord] = field(default_factory=list)


async def has_message(work: Work, report_id: UUID, message_id: UUID) -> bool:
    query = select(message.c.id).where(message.c.report_id == report_id, message.c.id == message_id)
    return await work.connection.scalar(query) is not None


async def insert_messages(work: Work, rows: list[dict[str, object]]) -> None:
    await work.connection.execute(insert(message), rows)


async def insert_versions(work: Work, rows: list[dict[str, object]]) -> None:
    await work.connection.execute(insert(message_version), rows)


async def versions_of(
    work: Work, report_id: UUID, message_id: UUID | None = None
) -> list[VersionRecord]:
    """Versions of one message or of all in a report: what was said first, then edits by time."""
    query = (
        select(
            message_version.c.message_id,
            message_version.c.at,
            message_version.c.is_edit,
            message_version.c.text,
            message_version.c.place,
        )
        .where(message_version.c.report_id == report_id)
        .order_by(message_version.c.is_edit, message_version.c.at, message_version.c.id)
    )
    if message_id is not None:
        query = query.where(message_version.c.message_id == message_id)
    return [VersionRecord(**row) for row in (await work.connection.execute(query)).mappings()]


async def messages_of(
    work: Work, report_id: UUID, message_id: UUID | None = None
) -> list[MessageRecord]:
    """Everything said in a report (or one message of it), by the time it was said."""
    query = (
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
            delivery.c.outcome,
            delivery.c.id.label("delivery_id"),
        )
        .select_from(
            message.outerjoin(staff, staff.c.id == message.c.author_id).outerjoin(
                delivery,
                (delivery.c.report_id == message.c.report_id)
                & (delivery.c.message_id == message.c.id),
            )
        )
        .where(message.c.report_id == report_id)
        .order_by(message.c.sent_at, message.c.id)
    )
    if message_id is not None:
        query = query.where(message.c.id == message_id)
    rows = (await work.connection.execute(query)).mappings()
    found = {row["id"]: MessageRecord(**row) for row in rows}
    for version in await versions_of(work, report_id, message_id):
        found[version.message_id].versions.append(version)
    return list(found.values())
