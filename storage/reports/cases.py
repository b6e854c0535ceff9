"""Reports themselves, one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from storage.reports.tables import conversation, report, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecord:
    """A report as the queue shows it. ``place`` is the JSON value of the wire type."""

    id: UUID
    number: str
    conversation_id: UUID
    kind: str
    category: str | None
    priority: int
    state: str
    channel: str
    locale: str
    place: dict[str, Any] | None
    submitted_at: datetime
    received_at: datetime
    last_activity_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    owner_id: UUID | None
    owner_position: str | None
    excerpt: str
    unread: int
    attachments: int
    last_from: str | None
    seq: int


SHOWN = tuple(
    report.c[name] for name in ReportRecord.__dataclass_fields__ if name != "owner_position"
)
RECORD = select(*SHOWN, staff.c.position.label("owner_position")).select_from(
    report.outerjoin(staff, staff.c.id == report.c.owner_id)
)


async def report_by_id(work: Work, report_id: UUID, *, lock: bool = False) -> ReportRecord | None:
    """The report, or None. With ``lock`` nobody else changes it until this act ends."""
    query = RECORD.where(report.c.id == report_id)
    if lock:
        query = query.with_for_update(of=report)
    row = (await work.connection.execute(query)).mappings().one_or_none()
    return ReportRecord(**row) if row else None


async def reports_by_ids(work: Work, ids: Iterable[UUID]) -> dict[UUID, ReportRecord]:
    rows = (await work.connection.execute(RECORD.where(report.c.id.in_(ids)))).mappings()
    return {row["id"]: ReportRecord(**row) for row in rows}


async def content_hash(work: Work, report_id: UUID) -> str | None:
    """What was submitted under this id, or None if nothing was."""
    found: str | None = await work.connection.scalar(
        select(report.c.content_hash).where(report.c.id == report_id)
    )
    return found


async def id_of_number(work: Work, number: str) -> UUID | None:
    found: UUID | None = await work.connection.scalar(
        select(report.c.id).where(report.c.number == number)
    )
    return found


async def insert_report(work: Work, **columns: object) -> None:
    await work.connection.execute(insert(report).values(**columns))


async def change_report(work: Work, report_id: UUID, **columns: object) -> None:
    await work.connection.execute(update(report).where(report.c.id == report_id).values(**columns))


async def note_activity(work: Work, report_id: UUID, *, sender: str, attachments: int = 0) -> None:
    """Somebody said something: a citizen's words count as unread."""
    await work.connection.execute(
        update(report)
        .where(report.c.id == report_id)
        .values(
            last_activity_at=work.now,
            last_from=sender,
            unread=report.c.unread + (1 if sender == "citizen" else 0),
            attachments=report.c.attachments + attachments,
        )
    )


async def ensure_conversation(work: Work, conversation_id: UUID) -> None:
    await work.connection.execute(
        work.insert(conversation)
        .values(id=conversation_id, created_at=work.now)
        .on_conflict_do_nothing(index_elements=["id"])
    )


async def is_blocked(work: Work, conversation_id: UUID) -> bool:
    query = select(conversation.c.blocked_at).where(conversation.c.id == conversation_id)
    return await work.connection.scalar(query) is not None
