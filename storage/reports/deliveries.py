"""What citizens are to be told, in the order it was decided."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update

from storage.reports.statements import records
from storage.reports.tables import conversation, delivery, report
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


AFTER = (
    select(
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
    )
    .outerjoin(report, report.c.id == delivery.c.report_id)
    .where(delivery.c.seq > bindparam("seen"))
    .order_by(delivery.c.seq)
    .limit(bindparam("most"))
)


async def deliveries_after(work: Work, seq: int, limit: int) -> list[DeliveryRecord]:
    rows = await work.connection.execute(AFTER, {"seen": seq, "most": limit})
    return records(DeliveryRecord, rows)


async def report_of_delivery(work: Work, delivery_id: UUID) -> UUID | None:
    found: UUID | None = await work.connection.scalar(
        select(delivery.c.report_id).where(delivery.c.id == delivery_id)
    )
    return found


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


async def set_blocked(work: Work, report_id: UUID, at: datetime | None) -> None:
    """Mark the conversation of a report as blocked by the citizen since ``at``, or not."""
    of = select(report.c.conversation_id).where(report.c.id == report_id).scalar_subquery()
    await work.connection.execute(
        update(conversation).where(conversation.c.id == of).values(blocked_at=at)
    )
