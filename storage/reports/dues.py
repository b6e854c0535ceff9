"""What is to be done at a time unless something happens before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, select

from storage.reports.citizens_tables import due
from storage.reports.statements import records
from storage.reports.unit_of_work import Work
from storage.types import UtcDateTime


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRecord:
    kind: str
    report_id: UUID


PAST = (
    select(due.c.kind, due.c.report_id)
    .where(due.c.due_at <= bindparam("now", type_=UtcDateTime))
    .order_by(due.c.due_at)
    .limit(bindparam("most"))
)
TAKE = delete(due).where(
    due.c.kind == bindparam("of_kind"),
    due.c.report_id == bindparam("of_report"),
    due.c.due_at <= bindparam("now", type_=UtcDateTime),
)
CANCEL = delete(due).where(due.c.report_id == bindparam("of_report"))


async def put_due(work: Work, kind: str, report_id: UUID, due_at: datetime) -> None:
    """Have ``kind`` done at ``due_at``; what was to be done earlier stays as it is."""
    row = {"kind": kind, "report_id": report_id, "due_at": due_at}
    await work.connection.execute(work.insert_unless_there(due), row)


async def past_due(work: Work, limit: int) -> list[DueRecord]:
    rows = await work.connection.execute(PAST, {"now": work.now, "most": limit})
    return records(DueRecord, rows)


async def take_due(work: Work, one: DueRecord) -> bool:
    """True for the one who is to do it now; of two at the same time the other gets False."""
    wanted = {"of_kind": one.kind, "of_report": one.report_id, "now": work.now}
    return (await work.connection.execute(TAKE, wanted)).rowcount == 1


async def cancel_due(work: Work, report_id: UUID) -> None:
    await work.connection.execute(CANCEL, {"of_report": report_id})
