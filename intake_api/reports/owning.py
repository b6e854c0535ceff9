"""Giving a report to somebody, or to nobody."""

from uuid import UUID

from intake_api.auth.actor import CENTRE, Actor
from intake_api.refusals import ColleagueUnknown, NotPossibleNow
from intake_api.reports.access import access_report
from intake_api.reports.handling import NOTHING, take_step
from intake_api.reports.workflow import OPEN, State
from storage.reports.cases import ReportRecord
from storage.reports.details import append_fact
from storage.reports.people import StaffRecord, staff_of_roles
from storage.reports.unit_of_work import Work


async def colleagues(work: Work) -> list[StaffRecord]:
    """Who may own a report."""
    return await staff_of_roles(work, CENTRE)


async def require_colleague(work: Work, staff_id: UUID) -> StaffRecord:
    """Raises ColleagueUnknown."""
    found = next((one for one in await colleagues(work) if one.id == staff_id), None)
    if found is None:
        raise ColleagueUnknown
    return found


async def give(work: Work, actor: Actor, report: ReportRecord, to: StaffRecord | None) -> bool:
    """Make ``to`` the owner of a report that is held; False if they are already.

    A report in review has an owner who is busy with it: it is given on, with a lease of its
    own, or released, but not left to nobody. Raises NotPossibleNow.
    """
    state = State(report.state)
    if state not in OPEN or (to is None and state is State.IN_REVIEW):
        raise NotPossibleNow
    owner_id = to.id if to else None
    if report.owner_id == owner_id:
        return False
    # Elsewhere than in review the new owner holds it once they look at it.
    lease = work.now if state is State.IN_REVIEW else None
    work.change(report.id, owner_id=owner_id, leased_at=lease, lease_began_at=lease)
    await note_owner(work, actor, report, to.position if to else None)
    return True


async def give_one(work: Work, actor: Actor, report_id: UUID, owner_id: UUID | None) -> None:
    """Raises ColleagueUnknown or NotPossibleNow; nothing happens where they own it already."""
    to = await require_colleague(work, owner_id) if owner_id else None
    report = await access_report(work, actor, report_id, "owner_changed")
    await give(work, actor, report, to)


async def take_over(work: Work, actor: Actor, report_id: UUID) -> None:
    """Make ``actor`` the owner who is busy with it, whoever was before.

    Nothing happens where they are that already. Raises NotPossibleNow once it is closed.
    """
    report = await access_report(work, actor, report_id, "report_taken_over")
    state = State(report.state)
    if state not in OPEN:
        raise NotPossibleNow
    if state is State.RECEIVED:
        await take_step(work, actor, report, "open", NOTHING)
    if report.owner_id == actor.id or (report.owner_id is None and state is State.RECEIVED):
        return
    work.change(report_id, owner_id=actor.id, leased_at=work.now, lease_began_at=work.now)
    detail: dict[str, object] = {"from_owner": report.owner_position, "to_owner": actor.position}
    await append_fact(work, report_id, "taken_over", actor_id=actor.id, detail=detail)


async def note_owner(work: Work, actor: Actor, report: ReportRecord, to: str | None) -> None:
    """Put it into the timeline; ``to`` is the new owner's position."""
    detail: dict[str, object] = {"from_owner": report.owner_position, "to_owner": to}
    await append_fact(work, report.id, "owner_changed", actor_id=actor.id, detail=detail)
