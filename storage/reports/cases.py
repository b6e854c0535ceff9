"""Reports themselves, one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from storage.reports.statements import record, records
from storage.reports.tables import conversation, report, staff
from storage.reports.tags import tags_of
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecord:
    """A report as the queue shows it.

    ``place`` is the JSON value of the wire type, ``place_at`` when it was told. While
    ``leased_at`` is set its owner holds it: since ``lease_began_at``, last seen at ``leased_at``.
    """

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
    place_at: datetime | None
    submitted_at: datetime
    received_at: datetime
    last_activity_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    close_code: str | None
    owner_id: UUID | None
    owner_position: str | None
    leased_at: datetime | None
    lease_began_at: datetime | None
    excerpt: str
    unread: int
    attachments: int
    last_from: str | None
    seq: int
    anonymous: bool
    alarm_at: datetime | None
    withdrawal_asked_at: datetime | None
    corrections: int
    tags: tuple[str, ...]


OF_OTHERS = ("owner_position", "tags")
SHOWN = tuple(report.c[name] for name in ReportRecord.__dataclass_fields__ if name not in OF_OTHERS)
RECORD = select(*SHOWN, staff.c.position.label("owner_position"), tags_of(report.c.id)).select_from(
    report.outerjoin(staff, staff.c.id == report.c.owner_id)
)
ONE = RECORD.where(report.c.id == bindparam("wanted"))
LOCKED = ONE.with_for_update(of=report)
SOME = RECORD.where(report.c.id.in_(bindparam("wanted", expanding=True)))
CONTENT_HASH = select(report.c.content_hash).where(report.c.id == bindparam("wanted"))
BLOCKED_AT = select(conversation.c.blocked_at).where(conversation.c.id == bindparam("wanted"))
INSERT = insert(report)


async def report_by_id(work: Work, report_id: UUID, *, lock: bool = False) -> ReportRecord | None:
    """The report, or None. With ``lock`` nobody else changes it until this act ends."""
    if lock:
        work.locked.add(report_id)
    query = LOCKED if lock else ONE
    return record(ReportRecord, await work.connection.execute(query, {"wanted": report_id}))


async def reports_by_ids(work: Work, ids: Iterable[UUID]) -> dict[UUID, ReportRecord]:
    rows = await work.connection.execute(SOME, {"wanted": list(ids)})
    return {each.id: each for each in records(ReportRecord, rows)}


async def any_anonymous(work: Work, ids: Iterable[UUID]) -> bool:
    query = select(report.c.id).where(report.c.id.in_(list(ids)), report.c.anonymous).limit(1)
    return await work.connection.scalar(query) is not None


async def content_hash(work: Work, report_id: UUID) -> str | None:
    """What was submitted under this id, or None if nothing was."""
    found: str | None = await work.connection.scalar(CONTENT_HASH, {"wanted": report_id})
    return found


async def id_of_number(work: Work, number: str) -> UUID | None:
    found: UUID | None = await work.connection.scalar(
        select(report.c.id).where(report.c.number == number)
    )
    return found


async def insert_report(work: Work, report_id: UUID, **columns: object) -> None:
    await work.connection.execute(INSERT, {"id": report_id, **columns})
    work.locked.add(report_id)


async def ensure_conversation(work: Work, conversation_id: UUID) -> None:
    row = {"id": conversation_id, "created_at": work.now}
    await work.connection.execute(work.insert_unless_there(conversation), row)


async def mark_anonymous(work: Work, conversation_id: UUID) -> None:
    """From now on nobody's name may stand beside this conversation."""
    await work.connection.execute(
        update(conversation).where(conversation.c.id == conversation_id).values(anonymous=True)
    )


async def is_blocked(work: Work, conversation_id: UUID) -> bool:
    return await work.connection.scalar(BLOCKED_AT, {"wanted": conversation_id}) is not None
