"""What a supervisor watches: who waits, since when, and what each operator has in hand.

Everything here walks the partial indexes of open reports, or the last day's arrivals.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, select

from storage.reports.queue_filter import IS_OPEN
from storage.reports.statements import records
from storage.reports.tables import message, report, session, staff
from storage.reports.unit_of_work import Work
from storage.types import UtcDateTime

SINCE = bindparam("since", type_=UtcDateTime)
UNTIL = bindparam("until", type_=UtcDateTime)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRecord:
    """An open report that nobody has answered yet."""

    id: UUID
    number: str
    kind: str
    category: str | None
    priority: int
    state: str
    received_at: datetime
    owner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsRecord:
    """Somebody of the staff; ``open`` reports are theirs, ``here`` if a console of theirs is."""

    id: UUID
    position: str
    role: str
    open: int
    here: bool


async def unanswered(work: Work, priority: int, since: datetime, until: datetime) -> int:
    """How many open ones received from ``since`` to before ``until`` have no answer."""
    query = select(func.count()).select_from(report).where(*_unanswered(priority))
    query = query.where(report.c.received_at >= SINCE, report.c.received_at < UNTIL)
    return int(await work.connection.scalar(query, {"since": since, "until": until}) or 0)


async def open_before(work: Work, priority: int, until: datetime) -> int:
    """How many open ones were received before ``until``."""
    query = select(func.count()).select_from(report)
    query = query.where(IS_OPEN, report.c.priority == priority, report.c.received_at < UNTIL)
    return int(await work.connection.scalar(query, {"until": until}) or 0)


async def longest_waiting(work: Work, priority: int, most: int) -> list[WaitingRecord]:
    """Those without an answer, oldest first."""
    shown = ("id", "number", "kind", "category", "priority", "state", "received_at")
    query = (
        select(*(report.c[name] for name in shown), staff.c.position.label("owner"))
        .select_from(report.outerjoin(staff, staff.c.id == report.c.owner_id))
        .where(*_unanswered(priority))
        .order_by(report.c.received_at, report.c.id)
        .limit(most)
    )
    return records(WaitingRecord, await work.connection.execute(query))


def _unanswered(priority: int) -> tuple[ColumnElement[bool], ...]:
    answer = select(message.c.id).where(
        message.c.report_id == report.c.id, message.c.sender == "operator"
    )
    return IS_OPEN, report.c.priority == priority, ~answer.exists()


async def hands(work: Work, here_since: datetime) -> list[HandsRecord]:
    """Who is here or has open reports; a console that is open is seen all the time."""
    held = (
        select(report.c.owner_id, func.count().label("open"))
        .where(IS_OPEN, report.c.owner_id.is_not(None))
        .group_by(report.c.owner_id)
        .subquery()
    )
    seen = (
        select(session.c.staff_id)
        .where(session.c.staff_id == staff.c.id, session.c.seen_at >= SINCE)
        .exists()
    )
    query = (
        select(
            staff.c.id,
            staff.c.position,
            staff.c.role,
            func.coalesce(held.c.open, 0).label("open"),
            seen.label("here"),
        )
        .select_from(staff.outerjoin(held, held.c.owner_id == staff.c.id))
        .where(staff.c.role.in_(("operator", "supervisor", "admin")))
        .where(held.c.open.is_not(None) | seen)
        .order_by(func.coalesce(held.c.open, 0).desc(), staff.c.position)
    )
    return records(HandsRecord, await work.connection.execute(query, {"since": here_since}))
