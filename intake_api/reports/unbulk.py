"""Undoing an act on many reports: as a whole, or not at all."""

from collections import Counter
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.contract import DeliveryKind
from intake_api.refusals import BulkUnknown, NotUndoable
from intake_api.reports.access import access_report
from intake_api.reports.bulk import DONE
from intake_api.reports.owning import note_owner
from intake_api.reports.sending import send_held
from intake_api.reports.sos import opened, watch_again
from intake_api.reports.tagging import set_tags
from intake_api.reports.workflow import WORDS, State
from storage.reports.audits import write_audit
from storage.reports.bulks import (
    BulkReportRecord,
    bulk_by_id,
    entries_since,
    mark_undone,
    reports_of_bulk,
)
from storage.reports.cases import ReportRecord
from storage.reports.histories import append_transition
from storage.reports.people import position_of
from storage.reports.standings import Standing, from_json
from storage.reports.statements import columns
from storage.reports.unit_of_work import Work

SILENT = (
    "report_read",
    "lease_changed",
    "delivery_changed",
    "conversation_changed",
    "attachment_changed",
    "place_looked_up",
    "track_moved",
    "track_ended",
)
"""Journal entries after which a report is still what the act has made of it."""


async def undo_bulk(work: Work, actor: Actor, bulk_id: UUID) -> int:
    """Put every report back to where it stood; returns how many. A second time does nothing.

    Raises BulkUnknown (also of a colleague's act), or NotUndoable if anybody has changed any
    of them since.
    """
    bulk = await bulk_by_id(work, bulk_id, lock=True)
    if bulk is None or bulk.staff_id != actor.id:
        raise BulkUnknown
    done = [each for each in await reports_of_bulk(work, bulk_id) if each.outcome == DONE]
    if bulk.undone_at is not None:
        return len(done)
    held = [await access_report(work, actor, each.report_id, "bulk_undone") for each in done]
    if changed := await _changed_since(work, bulk_id, done):
        raise NotUndoable([{"report_id": str(e.report_id), "number": e.number} for e in changed])
    for each, report in zip(done, held, strict=True):
        await _put_back(work, actor, each, report)
    await mark_undone(work, bulk_id)
    await write_audit(
        work, actor_kind="staff", actor_id=actor.id, action="bulk_undone", detail=str(bulk_id)
    )
    return len(done)


async def _changed_since(
    work: Work, bulk_id: UUID, done: list[BulkReportRecord]
) -> list[BulkReportRecord]:
    """Those whose journal tells of more than the act itself, or no longer tells of it."""
    began = {each.report_id: each.seq or 0 for each in done}
    entries = Counter(
        report_id
        for report_id, seq in await entries_since(work, bulk_id, SILENT)
        if report_id in began and seq > began[report_id]
    )
    return [each for each in done if entries[each.report_id] != 1]


async def _put_back(work: Work, actor: Actor, one: BulkReportRecord, report: ReportRecord) -> None:
    before = dict(one.before or {})
    await set_tags(work, actor, report, before.pop("tags"))
    standing = from_json(before)
    # A lease begins anew: its holder could do nothing about it meanwhile.
    lease = work.now if standing.leased_at else None
    work.change(report.id, **{**columns(standing), "leased_at": lease, "lease_began_at": lease})
    if standing.state != report.state:
        await _tell_of_state(work, actor, report, standing)
    elif standing.owner_id != report.owner_id:
        owner = await position_of(work, standing.owner_id) if standing.owner_id else None
        await note_owner(work, actor, report, owner)


async def _tell_of_state(
    work: Work, actor: Actor, report: ReportRecord, standing: Standing
) -> None:
    """History, journal, the SOS alarm, and the citizen's word where it is another one again."""
    now, back = State(report.state), State(standing.state)
    if now is State.RECEIVED:
        await opened(work, report)
    elif back is State.RECEIVED:
        await watch_again(work, report)
    await append_transition(
        work,
        report.id,
        action="undo",
        from_state=now,
        to_state=back,
        actor_id=actor.id,
        close_code=standing.close_code,
    )
    work.record(report.id, "state_changed")
    word = WORDS.get(back)
    if word is not None and word is not WORDS.get(now) and back is not State.RECEIVED:
        await send_held(work, report)
        work.tell(
            conversation_id=report.conversation_id,
            report_id=report.id,
            kind=DeliveryKind.STATE,
            position=actor.position,
            word=word,
        )
