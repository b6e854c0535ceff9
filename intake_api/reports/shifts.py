"""A shift: it starts with what the last one left, and ends with what it leaves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.refusals import HandoverUnknown, NotPossibleNow
from intake_api.reports.access import access_report
from intake_api.reports.owning import give, require_colleague
from storage.reports.audits import write_audit
from storage.reports.handovers import (
    HandoverRecord,
    add_handover,
    confirm_reading,
    handover_by_id,
    unread_handovers,
)
from storage.reports.people import StaffRecord
from storage.reports.shifts import end_shift, shift_since, start_shift
from storage.reports.unit_of_work import Work

LEFT_TO_ALL_FOR = timedelta(hours=24)
"""So long whoever comes is shown what was left to everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What is left to ``to``, or to everybody who comes."""

    text: str
    to: UUID | None
    reports: tuple[UUID, ...]


async def start(work: Work, actor: Actor) -> None:
    """Nothing happens while a shift is running."""
    if await shift_since(work, actor.id) is None:
        await start_shift(work, actor.id)
        await _audit(work, actor, "shift_started")


async def end(work: Work, actor: Actor) -> None:
    """Nothing happens between shifts."""
    if await shift_since(work, actor.id) is not None:
        await end_shift(work, actor.id)
        await _audit(work, actor, "shift_ended")


async def waiting_for(work: Work, actor: Actor) -> tuple[datetime | None, list[HandoverRecord]]:
    """Since when the shift runs, and what ``actor`` has not confirmed having read."""
    unread = await unread_handovers(work, actor.id, work.now - LEFT_TO_ALL_FOR)
    return await shift_since(work, actor.id), unread


async def hand_over(work: Work, actor: Actor, left: Handover) -> UUID:
    """End the shift with a note; a colleague who is named gets the reports. The note's id.

    Raises ColleagueUnknown or ReportNotFound.
    """
    to = await require_colleague(work, left.to) if left.to else None
    for report_id in sorted(left.reports):
        await _hand(work, actor, report_id, to)
    handover_id = await add_handover(
        work,
        from_id=actor.id,
        to_id=left.to,
        started_at=await shift_since(work, actor.id),
        text=left.text,
        reports=sorted(left.reports),
    )
    await _audit(work, actor, "shift_handed_over", str(handover_id))
    await end(work, actor)
    return handover_id


async def _hand(work: Work, actor: Actor, report_id: UUID, to: StaffRecord | None) -> None:
    report = await access_report(work, actor, report_id, "report_handed_over")
    if to is None or report.owner_id != actor.id:
        return
    try:
        await give(work, actor, report, to)
    except NotPossibleNow:
        return  # closed meanwhile: the note names it, nobody has to take it


async def confirm(work: Work, actor: Actor, handover_id: UUID) -> None:
    """Note that ``actor`` has read what was left. Raises HandoverUnknown."""
    found = await handover_by_id(work, handover_id)
    if found is None or found.from_id == actor.id or found.to_id not in (None, actor.id):
        raise HandoverUnknown
    await confirm_reading(work, handover_id, actor.id)
    await _audit(work, actor, "handover_read", str(handover_id))


async def _audit(work: Work, actor: Actor, action: str, detail: str | None = None) -> None:
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action=action, detail=detail)
