"""What one shift leaves to the next: a note, the reports that go with it, who has read it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, insert, or_, select

from storage.ids import new_id
from storage.reports.shift_tables import handover, handover_reading, handover_report
from storage.reports.statements import record, records
from storage.reports.tables import report, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRecord:
    """``to_id`` None: for everybody who comes."""

    id: UUID
    at: datetime
    from_id: UUID
    from_position: str
    to_id: UUID | None
    to_position: str | None
    started_at: datetime | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedRecord:
    handover_id: UUID
    report_id: UUID
    number: str
    state: str
    priority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRecord:
    handover_id: UUID
    position: str
    at: datetime


GIVER, TAKER = staff.alias("giver"), staff.alias("taker")
NOTES = select(
    handover.c.id,
    handover.c.at,
    handover.c.from_id,
    GIVER.c.position.label("from_position"),
    handover.c.to_id,
    TAKER.c.position.label("to_position"),
    handover.c.started_at,
    handover.c.text,
).select_from(
    handover.join(GIVER, GIVER.c.id == handover.c.from_id).outerjoin(
        TAKER, TAKER.c.id == handover.c.to_id
    )
)
NEWEST_FIRST = (handover.c.at.desc(), handover.c.id.desc())


async def add_handover(
    work: Work,
    *,
    from_id: UUID,
    to_id: UUID | None,
    started_at: datetime | None,
    text: str,
    reports: Sequence[UUID],
) -> UUID:
    handover_id = new_id()
    row = {"id": handover_id, "at": work.now, "from_id": from_id, "to_id": to_id}
    await work.connection.execute(insert(handover).values(**row, started_at=started_at, text=text))
    if reports:
        rows = [{"handover_id": handover_id, "report_id": each} for each in reports]
        await work.connection.execute(insert(handover_report), rows)
    return handover_id


async def handover_by_id(work: Work, handover_id: UUID) -> HandoverRecord | None:
    query = NOTES.where(handover.c.id == handover_id)
    return record(HandoverRecord, await work.connection.execute(query))


async def handovers_before(work: Work, moment: datetime | None, limit: int) -> list[HandoverRecord]:
    """The newest written before ``moment``, or of all."""
    query = NOTES if moment is None else NOTES.where(handover.c.at < moment)
    rows = await work.connection.execute(query.order_by(*NEWEST_FIRST).limit(limit))
    return records(HandoverRecord, rows)


async def unread_handovers(work: Work, staff_id: UUID, since: datetime) -> list[HandoverRecord]:
    """What is left to this person and not confirmed, oldest first.

    Notes to everybody count only if written after ``since``; one's own never do.
    """
    has_read = exists().where(
        handover_reading.c.handover_id == handover.c.id, handover_reading.c.staff_id == staff_id
    )
    to_all = and_(handover.c.to_id.is_(None), handover.c.at > since)
    query = NOTES.where(
        or_(handover.c.to_id == staff_id, to_all), handover.c.from_id != staff_id, ~has_read
    )
    rows = await work.connection.execute(query.order_by(handover.c.at, handover.c.id))
    return records(HandoverRecord, rows)


async def confirm_reading(work: Work, handover_id: UUID, staff_id: UUID) -> None:
    """Only the first time counts."""
    row = {"handover_id": handover_id, "staff_id": staff_id, "at": work.now}
    await work.connection.execute(work.insert_unless_there(handover_reading), row)


async def handed_with(work: Work, ids: Collection[UUID]) -> list[HandedRecord]:
    """The reports of these notes as they are now, the most urgent first."""
    query = (
        select(
            handover_report.c.handover_id,
            handover_report.c.report_id,
            report.c.number,
            report.c.state,
            report.c.priority,
        )
        .join(report, report.c.id == handover_report.c.report_id)
        .where(handover_report.c.handover_id.in_(ids))
        .order_by(report.c.priority, report.c.received_at)
    )
    return records(HandedRecord, await work.connection.execute(query))


async def readings_of(work: Work, ids: Collection[UUID]) -> list[ReadingRecord]:
    query = (
        select(handover_reading.c.handover_id, staff.c.position, handover_reading.c.at)
        .join(staff, staff.c.id == handover_reading.c.staff_id)
        .where(handover_reading.c.handover_id.in_(ids))
        .order_by(handover_reading.c.at)
    )
    return records(ReadingRecord, await work.connection.execute(query))
