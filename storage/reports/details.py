"""What a case shows beside its row and its talk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select

from storage.ids import new_id
from storage.reports.citizens_tables import fact
from storage.reports.statements import record, records
from storage.reports.tables import report, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsRecord:
    """``answers`` and ``rating`` are JSON values of the wire types."""

    role: str | None
    happened_at: datetime | None
    happened: str | None
    answers: list[dict[str, Any]] | None
    anonymous: bool
    same_as: UUID | None
    from_place: str | None
    withdrawal_asked_at: datetime | None
    withdrawal_reason: str | None
    rating: dict[str, Any] | None
    erased_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    report_id: UUID
    number: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRecord:
    id: UUID
    at: datetime
    event: str
    actor: str | None
    detail: dict[str, Any] | None


DETAILS = select(*(report.c[name] for name in DetailsRecord.__dataclass_fields__)).where(
    report.c.id == bindparam("wanted")
)
LINK = select(report.c.id.label("report_id"), report.c.number, report.c.state)
LINK_TO = LINK.where(report.c.id == bindparam("wanted"))
LINKS_FROM = LINK.where(report.c.same_as == bindparam("wanted")).order_by(report.c.received_at)
INSERT_FACT = insert(fact)
FACTS = (
    select(fact.c.id, fact.c.at, fact.c.event, staff.c.position.label("actor"), fact.c.detail)
    .select_from(fact.outerjoin(staff, staff.c.id == fact.c.actor_id))
    .where(fact.c.report_id == bindparam("wanted"))
    .order_by(fact.c.at, fact.c.id)
)
MOST_LINKS = 100


async def details_of(work: Work, report_id: UUID) -> DetailsRecord:
    found = record(DetailsRecord, await work.connection.execute(DETAILS, {"wanted": report_id}))
    assert found is not None
    return found


async def report_meant(work: Work, report_id: UUID) -> LinkRecord | None:
    """The report that another says to be the same as, if we hold it."""
    return record(LinkRecord, await work.connection.execute(LINK_TO, {"wanted": report_id}))


async def reports_meaning(work: Work, report_id: UUID) -> list[LinkRecord]:
    """Reports that say they are the same as this one, oldest first, at most 100."""
    rows = await work.connection.execute(LINKS_FROM.limit(MOST_LINKS), {"wanted": report_id})
    return records(LinkRecord, rows)


async def append_fact(
    work: Work,
    report_id: UUID,
    event: str,
    *,
    actor_id: UUID | None = None,
    detail: dict[str, object] | None = None,
) -> None:
    """Put something into the timeline and the journal."""
    await work.connection.execute(
        INSERT_FACT,
        {
            "id": new_id(),
            "report_id": report_id,
            "at": work.now,
            "event": event,
            "actor_id": actor_id,
            "detail": detail,
        },
    )
    work.record(report_id, event)


async def facts_of(work: Work, report_id: UUID) -> list[FactRecord]:
    return records(FactRecord, await work.connection.execute(FACTS, {"wanted": report_id}))
