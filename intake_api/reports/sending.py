"""A reply waits for a few seconds, so that its author can take it back.

The times are rows: a restart forgets none, and of two processes one sends. A reply gets
its delivery, and with it a number that bots read after, only when it is sent: numbers
never appear before smaller ones.
"""

from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.contract import DeliveryKind
from intake_api.refusals import Forbidden, ReplyGone, ReplyUnknown
from intake_api.reports.access import access_report
from storage.reports.cases import ReportRecord, report_by_id
from storage.reports.held_replies import (
    delete_reply,
    held_replies,
    last_sender,
    release_reply,
    reply_by_id,
    reports_with_due,
)
from storage.reports.unit_of_work import Reports, Work

AT_ONCE = 100
EVER = datetime.max.replace(tzinfo=UTC)


def tell_reply(
    work: Work, report: ReportRecord, *, message_id: UUID, text: str, position: str
) -> None:
    """Have the citizen told; ``position`` is the author's."""
    work.tell(
        conversation_id=report.conversation_id,
        report_id=report.id,
        kind=DeliveryKind.REPLY,
        text=text,
        position=position,
        message_id=message_id,
    )


async def send_held(work: Work, report: ReportRecord, *, until: datetime = EVER) -> bool:
    """Send what a locked report holds until ``until``; False if that is nothing.

    Whatever else its citizen is told comes after what was written before it.
    """
    held = await held_replies(work, report.id, until)
    for one in held:
        await release_reply(work, report.id, one.message_id)
        tell_reply(work, report, message_id=one.message_id, text=one.text, position=one.position)
    if held:
        work.record(report.id, "delivery_changed")
    return bool(held)


async def send_due(reports: Reports) -> int:
    """Send every reply whose time is over; returns in how many reports."""
    due = await reports.consult(lambda work: reports_with_due(work, AT_ONCE))
    return sum([await reports.perform(partial(_send, report_id)) for report_id in due])


async def _send(report_id: UUID, work: Work) -> bool:
    report = await report_by_id(work, report_id, lock=True)
    return report is not None and await send_held(work, report, until=work.now)


async def take_back(work: Work, actor: Actor, report_id: UUID, message_id: UUID) -> None:
    """Unwrite a reply of the actor's own that still waits.

    Raises ReplyUnknown, Forbidden if it is a colleague's, or ReplyGone.
    """
    await access_report(work, actor, report_id, "reply_taken_back", detail=str(message_id))
    reply = await reply_by_id(work, report_id, message_id)
    if reply is None:
        raise ReplyUnknown
    if reply.author_id != actor.id:
        raise Forbidden
    if reply.held_until is None or reply.held_until <= work.now:
        raise ReplyGone
    await delete_reply(work, report_id, message_id)
    work.change(report_id, last_activity_at=work.now, last_from=await last_sender(work, report_id))
    work.record(report_id, "reply_taken_back")
