"""What else a citizen told: the reports of one conversation, and how they ended."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from storage.reports.cases import RECORD, ReportRecord
from storage.reports.statements import records
from storage.reports.tables import report
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRecord:
    """How many other reports there are, and how many of them are what their names say."""

    reports: int
    open: int
    sos: int
    false: int
    withdrawn: int
    rejected: int


def _number_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


COUNTS = (
    func.count().label("reports"),
    _number_of(report.c.is_open).label("open"),
    _number_of(report.c.kind == "sos").label("sos"),
    _number_of(report.c.close_code == "false").label("false"),
    _number_of(report.c.state == "withdrawn").label("withdrawn"),
    _number_of(report.c.state == "rejected").label("rejected"),
)


async def counts_beside(work: Work, conversation_id: UUID, report_id: UUID) -> EarlierRecord:
    """Of the citizen's reports except this one."""
    query = select(*COUNTS).where(
        report.c.conversation_id == conversation_id, report.c.id != report_id
    )
    return records(EarlierRecord, await work.connection.execute(query))[0]


async def reports_of(work: Work, conversation_id: UUID, at_most: int) -> list[ReportRecord]:
    """The newest first."""
    query = (
        RECORD.where(report.c.conversation_id == conversation_id)
        .order_by(report.c.received_at.desc(), report.c.id.desc())
        .limit(at_most)
    )
    return records(ReportRecord, await work.connection.execute(query))
