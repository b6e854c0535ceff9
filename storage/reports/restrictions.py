"""Citizens whose new reports are not taken for a while, and who can be reached."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from storage.reports.citizens_tables import restriction
from storage.reports.statements import record
from storage.reports.tables import conversation, report, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionRecord:
    """``by`` is a position; ``until`` None means until it is lifted."""

    since: datetime
    until: datetime | None
    reason: str
    by: str


async def conversation_exists(work: Work, conversation_id: UUID) -> bool:
    query = select(conversation.c.id).where(conversation.c.id == conversation_id)
    return await work.connection.scalar(query) is not None


async def open_reports_of(work: Work, conversation_id: UUID) -> list[UUID]:
    """In the order of their ids, which is the order to lock them in."""
    query = (
        select(report.c.id)
        .where(report.c.conversation_id == conversation_id, report.c.is_open)
        .order_by(report.c.id)
    )
    return [row[0] for row in await work.connection.execute(query)]


async def note_presence(work: Work, conversation_id: UUID, *, blocked: bool, at: datetime) -> bool:
    """False, having done nothing, if something newer is known, or nothing would change."""
    older = or_(conversation.c.presence_at.is_(None), conversation.c.presence_at <= at)
    is_blocked = conversation.c.blocked_at.is_not(None)
    noted = await work.connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id, older, is_blocked != blocked)
        .values(presence_at=at, blocked_at=at if blocked else None)
    )
    return noted.rowcount == 1


async def put_restriction(
    work: Work, conversation_id: UUID, staff_id: UUID, *, reason: str, until: datetime | None
) -> None:
    row = {"since": work.now, "until": until, "reason": reason, "staff_id": staff_id}
    await work.connection.execute(
        work.insert(restriction)
        .values(conversation_id=conversation_id, **row)
        .on_conflict_do_update(index_elements=["conversation_id"], set_=row)
    )


async def lift_restriction(work: Work, conversation_id: UUID) -> bool:
    lifted = await work.connection.execute(
        delete(restriction).where(restriction.c.conversation_id == conversation_id)
    )
    return lifted.rowcount == 1


async def restriction_of(work: Work, conversation_id: UUID) -> RestrictionRecord | None:
    """The one that holds now, if any."""
    holds = or_(restriction.c.until.is_(None), restriction.c.until > work.now)
    query = (
        select(
            restriction.c.since,
            restriction.c.until,
            restriction.c.reason,
            staff.c.position.label("by"),
        )
        .join(staff, staff.c.id == restriction.c.staff_id)
        .where(restriction.c.conversation_id == conversation_id, holds)
    )
    return record(RestrictionRecord, await work.connection.execute(query))
