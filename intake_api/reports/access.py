"""The only door to a report: checks the right and notes who looked."""

from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.refusals import HeldByColleague, ReportNotFound
from intake_api.reports.workflow import HELD, State
from storage.reports.audits import write_audit
from storage.reports.cases import ReportRecord, report_by_id
from storage.reports.unit_of_work import Work


async def access_report(
    work: Work, actor: Actor, report_id: UUID, purpose: str, *, detail: str | None = None
) -> ReportRecord:
    """The report, locked until the act ends, with ``purpose`` noted in the audit.

    ``detail`` holds ids and codes of what it is about.

    Raises ReportNotFound: also when it exists but this actor may not know.
    What its owner does renews their lease.
    Every role of the centre sees every report; units will see their own alone.
    """
    found = await report_by_id(work, report_id, lock=True)
    if found is None:
        raise ReportNotFound
    await write_audit(
        work,
        actor_kind="staff",
        actor_id=actor.id,
        action=purpose,
        report_id=report_id,
        detail=detail,
    )
    if found.owner_id == actor.id and State(found.state) in HELD:
        _renew(work, found)
    return found


async def access_to_answer(work: Work, actor: Actor, report_id: UUID, purpose: str) -> ReportRecord:
    """As ``access_report``, for what its citizen will hear as an answer.

    Raises HeldByColleague while a colleague is busy with it: nobody is answered by two.
    """
    found = await access_report(work, actor, report_id, purpose)
    require_not_held(found, actor)
    return found


def require_not_held(report: ReportRecord, actor: Actor) -> None:
    """Raises HeldByColleague."""
    if report.leased_at is None or report.owner_id in (None, actor.id):
        return
    since = report.lease_began_at or report.leased_at
    raise HeldByColleague(report.owner_position or "", since)


def _renew(work: Work, report: ReportRecord) -> None:
    work.change(report.id, leased_at=work.now)
    if report.leased_at is None:
        work.change(report.id, lease_began_at=work.now)
        work.record(report.id, "lease_changed")
