"""An SOS that nobody opens: supervisors are alarmed, then the citizen is told to call 102.

The times are rows: a restart forgets none, and of two processes one acts.
"""

from datetime import timedelta
from enum import StrEnum
from functools import partial
from uuid import UUID

from intake_api.contract import DeliveryKind, ReportKind
from intake_api.reports.targets import Targets
from storage.reports.cases import ReportRecord, report_by_id
from storage.reports.dues import DueRecord, cancel_due, past_due, put_due, take_due
from storage.reports.unit_of_work import Reports, Work

AT_ONCE = 100


class Due(StrEnum):
    ALARM = "sos_alarm"
    CALL = "sos_call"


async def watch(work: Work, report_id: UUID, targets: Targets) -> None:
    """Begin to count for a new SOS."""
    alarm, call = timedelta(seconds=targets.sos_unopened_s), timedelta(seconds=targets.sos_102_s)
    await put_due(work, Due.ALARM, report_id, work.now + alarm)
    await put_due(work, Due.CALL, report_id, work.now + call)


async def watch_again(work: Work, report: ReportRecord) -> None:
    """Alarm at once about an SOS that somebody opened and let go of."""
    if report.kind == ReportKind.SOS:
        await put_due(work, Due.ALARM, report.id, work.now)


async def opened(work: Work, report: ReportRecord) -> None:
    """Somebody has it now: no alarm, no call."""
    if report.kind == ReportKind.SOS:
        await cancel_due(work, report.id)
        work.change(report.id, alarm_at=None)


async def ring_overdue(reports: Reports) -> int:
    """Do what is due; returns how much. Each in a transaction of its own."""
    due = await reports.consult(lambda work: past_due(work, list(Due), AT_ONCE))
    rung = [await reports.perform(partial(_ring, one)) for one in due]
    return sum(rung)


async def _ring(one: DueRecord, work: Work) -> bool:
    # The report first: whoever opens it holds it while it deletes what is due.
    report = await report_by_id(work, one.report_id, lock=True)
    if not await take_due(work, one) or report is None or report.state != "received":
        return False
    if one.kind == Due.ALARM:
        work.change(report.id, alarm_at=work.now)
        work.record(report.id, "sos_unopened")
    if one.kind == Due.CALL:
        work.record(report.id, "sos_call_told")
        work.tell(
            conversation_id=report.conversation_id,
            report_id=report.id,
            kind=DeliveryKind.CALL_102,
        )
    return True
