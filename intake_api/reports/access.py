"""The only door to a report: checks the right and notes who looked."""

from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.refusals import ReportNotFound
from intake_api.reports.workflow import State
from storage.reports.audits import write_audit
from storage.reports.cases import ReportRecord, report_by_id
from storage.reports.unit_of_work import Work


async def access_report(work: Work, actor: Actor, report_id: UUID, purpose: str) -> ReportRecord:
    """The report, locked until the act ends, with ``purpose`` noted in the audit.

    Raises ReportNotFound: also when it exists but this actor may not know.
    What its owner does renews the lease of a report in review.
    Every role of the centre sees every report; units will see their own alone.
    """
    found = await report_by_id(work, report_id, lock=True)
    if found is None:
        raise ReportNotFound
    await write_audit(
        work, actor_kind="staff", actor_id=actor.id, action=purpose, report_id=report_id
    )
    if found.state == State.IN_REVIEW and found.owner_id == actor.id:
        work.change(report_id, leased_at=work.now)
    return found
