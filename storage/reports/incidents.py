"""Incidents and which reports tell of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select, update

from storage.ids import new_id
from storage.reports.incidents_tables import incident, incident_declined, incident_report
from storage.reports.statements import record, records
from storage.reports.tables import report, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRecord:
    id: UUID
    number: str
    title: str
    created_at: datetime
    changed_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRecord:
    """``linked_by`` is a position; ``reasons`` JSON values as they were printed."""

    report_id: UUID
    incident_id: UUID
    linked_at: datetime
    linked_by: str
    reasons: list[dict[str, Any]] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRecord:
    """A line of the list of incidents."""

    id: UUID
    number: str
    title: str
    changed_at: datetime
    reports: int
    open: int


SHOWN = tuple(incident.c[name] for name in IncidentRecord.__dataclass_fields__)
ONE = select(*SHOWN).where(incident.c.id == bindparam("wanted"))
LOCKED = ONE.with_for_update()
OF_REPORT = (
    select(*SHOWN)
    .join(incident_report, incident_report.c.incident_id == incident.c.id)
    .where(incident_report.c.report_id == bindparam("wanted"))
)
MEMBERS = (
    select(
        incident_report.c.report_id,
        incident_report.c.incident_id,
        incident_report.c.linked_at,
        staff.c.position.label("linked_by"),
        incident_report.c.reasons,
    )
    .join(staff, staff.c.id == incident_report.c.linked_by)
    .where(incident_report.c.incident_id == bindparam("wanted"))
    .order_by(incident_report.c.linked_at, incident_report.c.report_id)
)
LISTED = (
    select(
        incident.c.id,
        incident.c.number,
        incident.c.title,
        incident.c.changed_at,
        func.count().label("reports"),
        func.count().filter(report.c.is_open).label("open"),
    )
    .join(incident_report, incident_report.c.incident_id == incident.c.id)
    .join(report, report.c.id == incident_report.c.report_id)
    .where(incident.c.ended_at.is_(None))
    .group_by(incident.c.id)
    .order_by(incident.c.changed_at.desc(), incident.c.id.desc())
    .limit(bindparam("most"))
)


async def incident_by_id(
    work: Work, incident_id: UUID, *, lock: bool = False
) -> IncidentRecord | None:
    """The incident, or None. With ``lock`` nobody else changes it until this act ends."""
    rows = await work.connection.execute(LOCKED if lock else ONE, {"wanted": incident_id})
    return record(IncidentRecord, rows)


async def incident_of(work: Work, report_id: UUID) -> IncidentRecord | None:
    """What the report tells of, if somebody said so."""
    return record(IncidentRecord, await work.connection.execute(OF_REPORT, {"wanted": report_id}))


async def incidents_of(work: Work, reports: Iterable[UUID]) -> dict[UUID, IncidentRecord]:
    """The incident of each of these reports that has one."""
    query = (
        select(incident_report.c.report_id, *SHOWN)
        .join(incident, incident.c.id == incident_report.c.incident_id)
        .where(incident_report.c.report_id.in_(list(reports)))
    )
    found = {}
    for of_report, *columns in (await work.connection.execute(query)).all():
        names = IncidentRecord.__dataclass_fields__
        found[of_report] = IncidentRecord(**dict(zip(names, columns, strict=True)))
    return found


async def members_of(work: Work, incident_id: UUID) -> list[MemberRecord]:
    """Its reports in the order they were linked."""
    return records(MemberRecord, await work.connection.execute(MEMBERS, {"wanted": incident_id}))


async def incidents_lately(work: Work, most: int) -> list[ListedRecord]:
    """Incidents that have reports, the last changed first."""
    return records(ListedRecord, await work.connection.execute(LISTED, {"most": most}))


async def add_incident(work: Work, number: str, title: str, staff_id: UUID) -> UUID:
    incident_id = new_id()
    row = {
        "id": incident_id,
        "number": number,
        "title": title,
        "created_at": work.now,
        "created_by": staff_id,
        "changed_at": work.now,
    }
    await work.connection.execute(insert(incident), row)
    return incident_id


async def change_incident(work: Work, incident_id: UUID, **columns: object) -> None:
    changed = update(incident).where(incident.c.id == incident_id)
    await work.connection.execute(changed.values(changed_at=work.now, **columns))


async def add_member(
    work: Work,
    incident_id: UUID,
    report_id: UUID,
    staff_id: UUID,
    reasons: list[dict[str, object]] | None,
) -> None:
    row = {
        "report_id": report_id,
        "incident_id": incident_id,
        "linked_at": work.now,
        "linked_by": staff_id,
        "reasons": reasons,
    }
    await work.connection.execute(insert(incident_report), row)


async def move_members(work: Work, reports: Iterable[UUID], incident_id: UUID) -> None:
    """Let them tell of another incident; why each was linked stays."""
    moved = update(incident_report).where(incident_report.c.report_id.in_(list(reports)))
    await work.connection.execute(moved.values(incident_id=incident_id))


async def remove_members(work: Work, reports: Iterable[UUID]) -> None:
    gone = delete(incident_report).where(incident_report.c.report_id.in_(list(reports)))
    await work.connection.execute(gone)


async def decline(work: Work, report_id: UUID, other_id: UUID, staff_id: UUID) -> None:
    """Remember that somebody found them not the same."""
    for one, other in ((report_id, other_id), (other_id, report_id)):
        row = {"report_id": one, "other_id": other, "at": work.now, "staff_id": staff_id}
        await work.connection.execute(work.insert_unless_there(incident_declined), row)


async def take_back_declined(work: Work, report_id: UUID, other_id: UUID) -> None:
    pairs = ((report_id, other_id), (other_id, report_id))
    for one, other in pairs:
        gone = delete(incident_declined).where(
            incident_declined.c.report_id == one, incident_declined.c.other_id == other
        )
        await work.connection.execute(gone)


async def declined_by(work: Work, report_id: UUID) -> set[UUID]:
    """The reports that somebody found not to be the same as this one."""
    query = select(incident_declined.c.other_id).where(incident_declined.c.report_id == report_id)
    return {row[0] for row in await work.connection.execute(query)}
