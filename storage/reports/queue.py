"""Pages of the queue, and its counts; flat from ten thousand reports to millions.

Each page walks one index in the order of the page and stops when it is full. A filter
with several values becomes one such walk for each value, merged: an ``IN`` would make
the database fetch all that match and sort them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Uuid,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    tuple_,
    union_all,
)

from storage.reports.cases import SHOWN, ReportRecord
from storage.reports.statements import records
from storage.reports.tables import report, staff
from storage.reports.unit_of_work import Work
from storage.types import UtcDateTime

# Written as in the partial indexes: "is_open = 1" would not be recognised by SQLite.
IS_OPEN: ColumnElement[bool] = literal_column("report.is_open")
IS_CLOSED: ColumnElement[bool] = literal_column("NOT report.is_open")
MOST: Any = bindparam("most", type_=Integer)
WITH_UNITS = ("assigned", "acknowledged", "en_route", "on_scene")


class Group(StrEnum):
    """The lists of the console."""

    SOS = "sos"
    NEW = "new"
    MINE = "mine"
    AWAITING = "awaiting"
    UNITS = "units"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """Which reports: all conditions hold, of several values any. ``reader`` is who is "mine"."""

    group: Group | None = None
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    text: str = ""
    reader: UUID | None = None

    @property
    def by_urgency(self) -> bool:
        """Priority, then oldest first; every other list is newest first."""
        return self.group is Group.OPEN


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
    if wanted.group is not Group.MINE:
        wanted = replace(wanted, reader=None)
    place = {"priority": after.priority, "at": after.received_at, "id": after.id} if after else {}
    query = _page(wanted, is_first=after is None)
    rows = await work.connection.execute(query, {"most": limit, **place})
    return records(ReportRecord, rows)


@lru_cache(maxsize=256)
def _page(wanted: QueueFilter, *, is_first: bool) -> Select[Any]:
    # Kept, for building it costs as much as a whole page.
    walks = [_walk(wanted, one, is_first=is_first) for one in _walks(wanted)]
    found = walks[0].subquery() if len(walks) == 1 else union_all(*walks).subquery()
    return (
        select(found, staff.c.position.label("owner_position"))
        .select_from(found.outerjoin(staff, staff.c.id == found.c.owner_id))
        .order_by(*_order(wanted, found.c))
        .limit(MOST)
    )


def _walk(wanted: QueueFilter, driving: ColumnElement[bool], *, is_first: bool) -> Select[Any]:
    query = select(*SHOWN).where(driving, *_conditions(wanted))
    if not is_first:
        query = query.where(_beyond(wanted))
    # A compound SELECT may order its parts only from within a subquery.
    page = query.order_by(*_order(wanted, report.c)).limit(MOST).subquery()
    return select(page)


def _walks(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    """The condition that chooses an index, once for each of its values."""
    by_group: dict[Group, list[ColumnElement[bool]]] = {
        Group.SOS: [and_(report.c.kind == "sos", IS_OPEN)],
        Group.NEW: [report.c.state == "received"],
        Group.MINE: [and_(report.c.owner_id == wanted.reader, IS_OPEN)],
        Group.AWAITING: [report.c.state == "awaiting_citizen"],
        Group.UNITS: [report.c.state == state for state in WITH_UNITS],
        Group.OPEN: [IS_OPEN],
        Group.CLOSED: [IS_CLOSED],
    }
    if wanted.group is not None:
        return by_group[wanted.group]
    for column, values in _choices(wanted):
        if values:
            return [column == value for value in values]
    return [literal(value=True)]


def _choices(wanted: QueueFilter) -> "list[tuple[ColumnElement[Any], Sequence[object]]]":
    # The one that usually leaves the fewest rows comes first: it chooses the index.
    return [
        (report.c.state, wanted.states),
        (report.c.category, wanted.categories),
        (report.c.kind, wanted.kinds),
        (report.c.channel, wanted.channels),
        (report.c.priority, wanted.priorities),
    ]


def _conditions(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    # SQLite has no statistics and would take an index for what only narrows a walk, then
    # sort all it finds; it sees no column in coalesce(). PostgreSQL sees through it.
    conditions = [
        func.coalesce(column, null()).in_(values) for column, values in _choices(wanted) if values
    ]
    words = wanted.text.casefold().split()
    return [*conditions, *(report.c.words.contains(word, autoescape=True) for word in words)]


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
