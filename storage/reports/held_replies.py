"""Replies that wait here for a moment, so that their authors can take them back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update

from storage.reports.search import delete_entry
from storage.reports.statements import record, records
from storage.reports.tables import message, message_version, staff
from storage.reports.unit_of_work import Work
from storage.types import UtcDateTime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRecord:
    """``held_until`` is None once it is on its way."""

    author_id: UUID
    held_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRecord:
    """What is needed to send one; ``position`` is its author's."""

    message_id: UUID
    text: str
    position: str


OF_REPORT = message.c.report_id == bindparam("of_report")
OF_MESSAGE = OF_REPORT & (message.c.id == bindparam("of_message"))
DUE = (
    select(message.c.report_id)
    .where(message.c.held_until <= bindparam("now", type_=UtcDateTime))
    .order_by(message.c.held_until)
    .limit(bindparam("most"))
)
HELD = (
    select(message.c.id.label("message_id"), message_version.c.text, staff.c.position)
    .join(
        message_version,
        (message_version.c.report_id == message.c.report_id)
        & (message_version.c.message_id == message.c.id),
    )
    .join(staff, staff.c.id == message.c.author_id)
    .where(OF_REPORT, message.c.held_until <= bindparam("until", type_=UtcDateTime))
    .order_by(message.c.held_until, message.c.id)
)
RELEASE = update(message).where(OF_MESSAGE).values(held_until=None)
REPLY = select(message.c.author_id, message.c.held_until).where(
    OF_MESSAGE, message.c.sender == "operator"
)
LAST_SENDER = (
    select(message.c.sender)
    .where(OF_REPORT)
    .order_by(message.c.received_at.desc(), message.c.id.desc())
    .limit(1)
)


async def reports_with_due(work: Work, limit: int) -> list[UUID]:
    """Those with a reply whose time is over, the longest first."""
    rows = await work.connection.execute(DUE, {"now": work.now, "most": limit})
    return list(dict.fromkeys(row[0] for row in rows))


async def held_replies(work: Work, report_id: UUID, until: datetime) -> list[HeldRecord]:
    """What a report holds until ``until`` at the latest, in the order it was written."""
    rows = await work.connection.execute(HELD, {"of_report": report_id, "until": until})
    return records(HeldRecord, rows)


async def release_reply(work: Work, report_id: UUID, message_id: UUID) -> None:
    """From now on it cannot be taken back."""
    wanted = {"of_report": report_id, "of_message": message_id}
    await work.connection.execute(RELEASE, wanted)


async def reply_by_id(work: Work, report_id: UUID, message_id: UUID) -> ReplyRecord | None:
    wanted = {"of_report": report_id, "of_message": message_id}
    return record(ReplyRecord, await work.connection.execute(REPLY, wanted))


async def delete_reply(work: Work, report_id: UUID, message_id: UUID) -> None:
    """As if it had never been written; nothing may have come of it yet."""
    await delete_entry(work, report_id, message_id)
    of_version = (message_version.c.report_id == report_id) & (
        message_version.c.message_id == message_id
    )
    await work.connection.execute(delete(message_version).where(of_version))
    of_message = (message.c.report_id == report_id) & (message.c.id == message_id)
    await work.connection.execute(delete(message).where(of_message))


async def last_sender(work: Work, report_id: UUID) -> str | None:
    """Who spoke last, or None if nothing was said."""
    found: str | None = await work.connection.scalar(LAST_SENDER, {"of_report": report_id})
    return found
