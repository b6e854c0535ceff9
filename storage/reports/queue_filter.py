"""Which reports are asked for, as conditions of a database.

The list, its counts, exports and acts on all that match share it: what one of them
shows, the others mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    false,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
)

from storage.reports.incidents_tables import incident_report
from storage.reports.search import Word, reports_with
from storage.reports.tables import report
from storage.reports.tags import has_tag
from storage.types import UtcDateTime

# Written as in the partial indexes: "is_open = 1" would not be recognised by SQLite.
IS_OPEN: ColumnElement[bool] = literal_column("report.is_open")
IS_CLOSED: ColumnElement[bool] = literal_column("NOT report.is_open")
WITH_UNITS = ("assigned", "acknowledged", "en_route", "on_scene")
SINCE = bindparam("since", type_=UtcDateTime)
UNTIL = bindparam("until", type_=UtcDateTime)


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
class Bounds:
    """A rectangle in WGS 84 degrees; with ``west`` > ``east`` over the 180th meridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """Which reports: all conditions hold, of several values any. ``reader`` is who is "mine".

    Among ``owners`` None is nobody. Received not before ``received_from``, before
    ``received_to``, and more than ``age_over_s`` seconds ago. ``has_place`` also of words alone.
    """

    group: Group | None = None
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    owners: tuple[UUID | None, ...] = ()
    tags: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    unread: bool | None = None
    has_place: bool | None = None
    age_over_s: int | None = None
    received_from: datetime | None = None
    received_to: datetime | None = None
    bounds: Bounds | None = None
    incident: UUID | None = None
    reader: UUID | None = None

    @property
    def by_urgency(self) -> bool:
        """Priority, then oldest first; every other list is newest first."""
        return self.group is Group.OPEN

    def at(self, now: datetime) -> "tuple[QueueFilter, dict[str, object]]":
        """The same without its times, which are returned as parameters of its conditions.

        So lists that differ in a moment alone are one statement, which is built once.
        """
        ends = [self.received_to] if self.received_to else []
        if self.age_over_s is not None:
            ends.append(now - timedelta(seconds=self.age_over_s))
        moments: dict[str, object] = {}
        if self.received_from:
            moments["since"] = self.received_from
        if ends:
            moments["until"] = min(ends)
        timeless = replace(
            self,
            reader=self.reader if self.group is Group.MINE else None,
            age_over_s=None,
            received_from=now.min if self.received_from else None,
            received_to=now.max if ends else None,
        )
        return timeless, moments


def driving(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    """The condition that chooses an index, once for each of its values; no two overlap."""
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


def narrowing(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    """What must hold beside one of the ``driving`` conditions; parameters come from ``at``."""
    # SQLite has no statistics and would take an index for what only narrows a walk, then
    # sort all it finds; it sees no column in coalesce(). PostgreSQL sees through it.
    conditions = [
        func.coalesce(column, null()).in_(values) for column, values in _choices(wanted) if values
    ]
    return [
        *conditions,
        *([reports_with(wanted.words)] if wanted.words else []),
        *_owned(wanted.owners),
        *([has_tag(wanted.tags)] if wanted.tags else []),
        *([_of_incident(wanted.incident)] if wanted.incident else []),
        *_placed(wanted),
        *([(report.c.unread > 0) == wanted.unread] if wanted.unread is not None else []),
        *([report.c.received_at >= SINCE] if wanted.received_from else []),
        *([report.c.received_at < UNTIL] if wanted.received_to else []),
    ]


def _choices(wanted: QueueFilter) -> "list[tuple[ColumnElement[Any], Sequence[object]]]":
    # The one that usually leaves the fewest rows comes first: it chooses the index.
    return [
        (report.c.state, wanted.states),
        (report.c.category, wanted.categories),
        (report.c.kind, wanted.kinds),
        (report.c.channel, wanted.channels),
        (report.c.priority, wanted.priorities),
    ]


def _of_incident(incident: UUID) -> ColumnElement[bool]:
    linked = select(incident_report.c.report_id).where(incident_report.c.incident_id == incident)
    return report.c.id.in_(linked)


def _owned(owners: Sequence[UUID | None]) -> list[ColumnElement[bool]]:
    if not owners:
        return []
    owner = func.coalesce(report.c.owner_id, null())
    some = [one for one in owners if one is not None]
    of_nobody = owner.is_(None) if None in owners else false()
    return [or_(of_nobody, owner.in_(some)) if some else of_nobody]


def _placed(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.has_place is not None:
        known = report.c.place.is_not(None)
        conditions.append(known if wanted.has_place else ~known)
    if (box := wanted.bounds) is not None:
        east_of = report.c.longitude >= box.west
        west_of = report.c.longitude <= box.east
        across = and_(east_of, west_of) if box.west <= box.east else or_(east_of, west_of)
        conditions += [report.c.latitude.between(box.south, box.north), across]
    return conditions
