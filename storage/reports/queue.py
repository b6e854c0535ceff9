"""Pages of the queue, and its counts; flat from ten thousand reports to millions.

Each page walks one index in the order of the page and stops when it is full. A filter
with several values becomes one such walk for each value, merged: an ``IN`` would make
the database fetch all that match and sort them.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Uuid,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    union_all,
)

from storage.reports.cases import SHOWN, ReportRecord
from storage.reports.queue_filter import IS_OPEN, WITH_UNITS, QueueFilter, driving, narrowing
from storage.reports.statements import records
from storage.reports.tables import report, staff
from storage.reports.tags import tags_of
from storage.reports.unit_of_work import Work
from storage.types import UtcDateTime

MOST: Any = bindparam("most", type_=Integer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a page ended: the last row's place in the order."""

    priority: int
    received_at: datetime
    id: UUID


async def queue_page(
    work: Work, wanted: QueueFilter, after: Position | None, limit: int
) -> list[ReportRecord]:
    """Up to ``limit`` reports that come after a position."""
    timeless, moments = wanted.at(work.now)
    place = {"priority": after.priority, "at": after.received_at, "id": after.id} if after else {}
    query = _page(timeless, is_first=after is None)
    rows = await work.connection.execute(query, {"most": limit, **place, **moments})
    return records(ReportRecord, rows)


@lru_cache(maxsize=256)
def _page(wanted: QueueFilter, *, is_first: bool) -> Select[Any]:
    # Kept, for building it costs as much as a whole page.
    walks = [_walk(wanted, one, is_first=is_first) for one in driving(wanted)]
    found = walks[0].subquery() if len(walks) == 1 else union_all(*walks).subquery()
    return (
        select(found, staff.c.position.label("owner_position"), tags_of(found.c.id))
        .select_from(found.outerjoin(staff, staff.c.id == found.c.owner_id))
        .order_by(*_order(wanted, found.c))
        .limit(MOST)
    )


def _walk(wanted: QueueFilter, one: ColumnElement[bool], *, is_first: bool) -> Select[Any]:
    query = select(*SHOWN).where(one, *narrowing(wanted))
    if not is_first:
        query = query.where(_beyond(wanted))
    # A compound SELECT may order its parts only from within a subquery.
    page = query.order_by(*_order(wanted, report.c)).limit(MOST).subquery()
    return select(page)


def _order(wanted: QueueFilter, columns: Any) -> list[ColumnElement[Any]]:
    if wanted.by_urgency:
        return [columns.priority, columns.received_at, columns.id]
    return [columns.received_at.desc(), columns.id.desc()]


def _beyond(wanted: QueueFilter) -> ColumnElement[bool]:
    ended = (bindparam("at", type_=UtcDateTime), bindparam("id", type_=Uuid))
    if wanted.by_urgency:
        place = tuple_(report.c.priority, report.c.received_at, report.c.id)
        return place > tuple_(bindparam("priority", type_=Integer), *ended)
    return tuple_(report.c.received_at, report.c.id) < tuple_(*ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCounts:
    sos: int
    new: int
    mine: int
    awaiting: int
    units: int
    open: int


async def queue_counts(work: Work, reader: UUID) -> QueueCounts:
    """How many open reports each list has; touches open reports alone."""
    one = report.c.state
    query = select(
        func.count().filter(report.c.kind == "sos").label("sos"),
        func.count().filter(one == "received").label("new"),
        func.count().filter(report.c.owner_id == reader).label("mine"),
        func.count().filter(one == "awaiting_citizen").label("awaiting"),
        func.count().filter(or_(*(one == state for state in WITH_UNITS))).label("units"),
        func.count().label("open"),
    ).where(IS_OPEN)
    return QueueCounts(**(await work.connection.execute(query)).mappings().one())


async def alarms(work: Work) -> int:
    """How many SOS nobody has opened in time."""
    query = select(func.count()).select_from(report).where(report.c.alarm_at.is_not(None))
    return int(await work.connection.scalar(query) or 0)


async def oldest_unopened(work: Work) -> datetime | None:
    query = select(func.min(report.c.received_at)).where(report.c.state == "received", IS_OPEN)
    found: datetime | None = await work.connection.scalar(query)
    return found


async def newest_received(work: Work) -> tuple[datetime, datetime] | None:
    """When the newest report was submitted and when it was received."""
    query = (
        select(report.c.submitted_at, report.c.received_at)
        .order_by(report.c.received_at.desc(), report.c.id.desc())
        .limit(1)
    )
    row = (await work.connection.execute(query)).one_or_none()
    return (row.submitted_at, row.received_at) if row else None


MOST_COUNTED = 10_000


async def count_matching(work: Work, wanted: QueueFilter, *, most: int = MOST_COUNTED) -> int:
    """How many reports match; what is more than ``most`` counts as one more than that."""
    timeless, moments = wanted.at(work.now)
    walks = [
        select(report.c.id).where(one, *narrowing(timeless)).limit(MOST)
        for one in driving(timeless)
    ]
    parts = [select(walk.subquery()) for walk in walks]
    found = (parts[0] if len(parts) == 1 else union_all(*parts)).subquery()
    query = select(func.count()).select_from(found)
    counted = await work.connection.scalar(query, {"most": most + 1, **moments})
    return min(int(counted or 0), most + 1)


async def ids_matching(work: Work, wanted: QueueFilter, limit: int) -> list[UUID]:
    """Up to ``limit`` reports that match, in no order."""
    timeless, moments = wanted.at(work.now)
    query = select(report.c.id).where(or_(*driving(timeless)), *narrowing(timeless)).limit(MOST)
    rows = await work.connection.execute(query, {"most": limit, **moments})
    return [row[0] for row in rows]
