"""Acts on many reports, report by report: what was asked, what became of each, what was before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select, update

from storage.reports.queue_tables import bulk, bulk_report
from storage.reports.statements import record, records
from storage.reports.tables import journal, report
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRecord:
    """``act`` is what was asked, as JSON."""

    id: UUID
    staff_id: UUID
    body_hash: str
    act: dict[str, Any]
    at: datetime
    undone_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkReportRecord:
    report_id: UUID
    number: str
    outcome: str | None
    before: dict[str, Any] | None
    seq: int | None


BULK = select(*(bulk.c[name] for name in BulkRecord.__dataclass_fields__))
BY_ID = BULK.where(bulk.c.id == bindparam("wanted"))
OF_BULK = (
    select(
        bulk_report.c.report_id,
        report.c.number,
        bulk_report.c.outcome,
        bulk_report.c.before,
        bulk_report.c.seq,
    )
    .join(report, report.c.id == bulk_report.c.report_id)
    .where(bulk_report.c.bulk_id == bindparam("of_bulk"))
    .order_by(bulk_report.c.report_id)
)
PENDING = (
    select(bulk_report.c.report_id)
    .where(bulk_report.c.bulk_id == bindparam("of_bulk"), bulk_report.c.outcome.is_(None))
    .order_by(bulk_report.c.report_id)
    .limit(bindparam("most"))
)
NOTE = (
    update(bulk_report)
    .where(
        bulk_report.c.bulk_id == bindparam("of_bulk"),
        bulk_report.c.report_id == bindparam("of_report"),
    )
    .values(
        outcome=bindparam("outcome"),
        before=bindparam("before", type_=bulk_report.c.before.type),
        seq=bindparam("seq"),
    )
)


async def bulk_of_key(work: Work, staff_id: UUID, key: str) -> BulkRecord | None:
    query = BULK.where(bulk.c.staff_id == staff_id, bulk.c.key == key)
    return record(BulkRecord, await work.connection.execute(query))


async def bulk_by_id(work: Work, bulk_id: UUID, *, lock: bool = False) -> BulkRecord | None:
    query = BY_ID.with_for_update() if lock else BY_ID
    return record(BulkRecord, await work.connection.execute(query, {"wanted": bulk_id}))


async def add_bulk(
    work: Work,
    bulk_id: UUID,
    *,
    staff_id: UUID,
    key: str,
    body_hash: str,
    act: Mapping[str, object],
    reports: Iterable[UUID],
) -> bool:
    """False, having done nothing, if the key is used already."""
    row = {"id": bulk_id, "staff_id": staff_id, "key": key, "body_hash": body_hash}
    added = await work.connection.execute(
        work.insert(bulk)
        .values(**row, act=dict(act), at=work.now)
        .on_conflict_do_nothing(index_elements=["staff_id", "key"])
    )
    if added.rowcount == 0:
        return False
    rows = [{"bulk_id": bulk_id, "report_id": each} for each in reports]
    if rows:
        await work.connection.execute(insert(bulk_report), rows)
    return True


async def pending_of(work: Work, bulk_id: UUID, limit: int) -> list[UUID]:
    """Whose turn it is next."""
    rows = await work.connection.execute(PENDING, {"of_bulk": bulk_id, "most": limit})
    return [row[0] for row in rows]


async def note_outcomes(work: Work, bulk_id: UUID, rows: list[dict[str, object]]) -> None:
    """``rows``: of_report, outcome, before, seq."""
    if rows:
        await work.connection.execute(NOTE, [{"of_bulk": bulk_id, **row} for row in rows])


async def reports_of_bulk(work: Work, bulk_id: UUID) -> list[BulkReportRecord]:
    rows = await work.connection.execute(OF_BULK, {"of_bulk": bulk_id})
    return records(BulkReportRecord, rows)


async def entries_since(work: Work, bulk_id: UUID, silent: Iterable[str]) -> list[tuple[UUID, int]]:
    """What the journal tells of these reports since the act began: report and number.

    ``silent`` events are passed over.
    """
    among = select(bulk_report.c.report_id).where(bulk_report.c.bulk_id == bulk_id)
    first = select(func.min(bulk_report.c.seq)).where(bulk_report.c.bulk_id == bulk_id)
    query = select(journal.c.report_id, journal.c.seq).where(
        journal.c.seq > first.scalar_subquery(),
        journal.c.event.not_in(list(silent)),
        journal.c.report_id.in_(among),
    )
    return [(row.report_id, row.seq) for row in await work.connection.execute(query)]


async def mark_undone(work: Work, bulk_id: UUID) -> None:
    await work.connection.execute(
        update(bulk).where(bulk.c.id == bulk_id).values(undone_at=work.now)
    )


async def delete_bulks_before(work: Work, moment: datetime) -> int:
    """Forget what nobody will undo any more."""
    old = select(bulk.c.id).where(bulk.c.at < moment)
    await work.connection.execute(delete(bulk_report).where(bulk_report.c.bulk_id.in_(old)))
    return (await work.connection.execute(delete(bulk).where(bulk.c.at < moment))).rowcount
