"""Reports that may tell of the same event as another: near in time, near in place or placeless."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from storage.reports.citizens import Box
from storage.reports.statements import record, records
from storage.reports.tables import report
from storage.reports.unit_of_work import Work

MOST_EACH_WAY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRecord:
    """``place`` is the JSON value of the wire type; ``words`` folded, the number among them."""

    id: UUID
    conversation_id: UUID
    category: str | None
    top_category: str | None
    latitude: float | None
    longitude: float | None
    place: dict[str, object] | None
    received_at: datetime
    submitted_at: datetime
    happened_at: datetime | None
    same_as: UUID | None
    number: str
    words: str


SHOWN = tuple(report.c[name] for name in CandidateRecord.__dataclass_fields__)


async def candidate(work: Work, report_id: UUID) -> CandidateRecord | None:
    """The report itself, as its candidates are compared with it."""
    return record(
        CandidateRecord,
        await work.connection.execute(select(*SHOWN).where(report.c.id == report_id)),
    )


async def candidates(
    work: Work, of: CandidateRecord, *, since: datetime, until: datetime, within: Box | None
) -> list[CandidateRecord]:
    """At most 200 that came before and 200 that came after, the nearest in time.

    And those that a citizen says are the same, whenever they came. Without ``within`` place
    tells nothing, so all of the time are asked.
    """
    at = report.c.received_at
    wanted = [report.c.id != of.id, report.c.erased_at.is_(None)]
    if within is not None:
        wanted.append(or_(report.c.latitude.is_(None), _inside(within)))
    before = (
        select(*SHOWN)
        .where(at.between(since, of.received_at), *wanted)
        .order_by(at.desc(), report.c.id.desc())
        .limit(MOST_EACH_WAY)
    )
    after = (
        select(*SHOWN)
        .where(at > of.received_at, at <= until, *wanted)
        .order_by(at, report.c.id)
        .limit(MOST_EACH_WAY)
    )
    said = select(*SHOWN).where(
        or_(report.c.same_as == of.id, report.c.id == of.same_as), report.c.erased_at.is_(None)
    )
    found: dict[UUID, CandidateRecord] = {}
    for query in (before, after, said.limit(MOST_EACH_WAY)):
        rows = records(CandidateRecord, await work.connection.execute(query))
        found.update((each.id, each) for each in rows)
    return list(found.values())


def _inside(box: Box) -> ColumnElement[bool]:
    across = report.c.longitude
    east_west = (
        across.between(box.west, box.east)
        if box.west <= box.east
        else or_(across >= box.west, across <= box.east)
    )
    return and_(report.c.latitude.between(box.south, box.north), east_west)
