"""What citizens are to be told, in the order it was decided."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update

from storage.reports.statements import record, records
from storage.reports.tables import conversation, counter, delivery, report
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecord:
    seq: int
    delivery_id: UUID
    conversation_id: UUID | None
    report_id: UUID | None
    number: str | None
    kind: str
    text: str
    position: str
    word: str | None
    message_id: UUID | None
    details: dict[str, Any] | None
    created_at: datetime


TOLD = select(
    delivery.c.seq,
    delivery.c.id.label("delivery_id"),
    delivery.c.conversation_id,
    delivery.c.report_id,
    report.c.number,
    delivery.c.kind,
    delivery.c.text,
    delivery.c.position,
    delivery.c.word,
    delivery.c.message_id,
    delivery.c.details,
    delivery.c.created_at,
).outerjoin(report, report.c.id == delivery.c.report_id)
AFTER = (
    TOLD.where(delivery.c.seq > bindparam("seen")).order_by(delivery.c.seq).limit(bindparam("most"))
)


async def deliveries_after(work: Work, seq: int, limit: int) -> list[DeliveryRecord]:
    rows = await work.connection.execute(AFTER, {"seen": seq, "most": limit})
    return records(DeliveryRecord, rows)


async def last_delivery(work: Work) -> int:
    """The number of the newest one; 0 when nobody was told anything yet."""
    query = select(counter.c.value).where(counter.c.name == "delivery")
    return int(await work.connection.scalar(query) or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom a delivery was for; neither means everybody."""

    conversation_id: UUID | None
    report_id: UUID | None


async def addressee_of(work: Work, delivery_id: UUID) -> Addressee | None:
    query = select(delivery.c.conversation_id, delivery.c.report_id)
    rows = await work.connection.execute(query.where(delivery.c.id == delivery_id))
    return record(Addressee, rows)


async def details_of_delivery(
    work: Work, delivery_id: UUID
) -> tuple[str | None, dict[str, Any] | None]:
    """Its kind and the further fields of its kind; None if there is no such delivery."""
    query = select(delivery.c.kind, delivery.c.details).where(delivery.c.id == delivery_id)
    row = (await work.connection.execute(query)).one_or_none()
    return (row.kind, row.details) if row else (None, None)


async def deliveries_to_all(work: Work, kind: str, limit: int) -> list[DeliveryRecord]:
    """What everybody was told, the newest first."""
    query = (
        TOLD.where(delivery.c.conversation_id.is_(None), delivery.c.kind == kind)
        .order_by(delivery.c.seq.desc())
        .limit(limit)
    )
    return records(DeliveryRecord, await work.connection.execute(query))


async def note_outcome(work: Work, delivery_id: UUID, outcome: str, at: datetime) -> bool:
    """Keep what became of it; False, having done nothing, if that is known already."""
    noted = await work.connection.execute(
        update(delivery)
        .where(
            delivery.c.id == delivery_id,
            delivery.c.outcome.is_(None) | (delivery.c.outcome != outcome),
        )
        .values(outcome=outcome, outcome_at=at)
    )
    return noted.rowcount == 1


async def set_blocked(work: Work, conversation_id: UUID, at: datetime | None) -> bool:
    """Mark a conversation as blocked by the citizen since ``at``, or not; True if that is new."""
    unlike = conversation.c.blocked_at.is_(None) if at else conversation.c.blocked_at.is_not(None)
    marked = await work.connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id, unlike)
        .values(blocked_at=at)
    )
    return marked.rowcount == 1
