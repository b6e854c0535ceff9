"""An operator files a citizen's message to another report of the same citizen."""

from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.contract import DeliveryKind, Place
from intake_api.refusals import NotMovable, ReasonNeeded
from intake_api.reports.access import access_report
from intake_api.reports.handling import report_named
from intake_api.reports.words import excerpt_of, words_of
from intake_api.search.indexing import index_report
from storage.reports.attachments import attachments_of
from storage.reports.cases import ReportRecord
from storage.reports.details import append_fact
from storage.reports.messages import messages_of
from storage.reports.moves import move_message, sender_of
from storage.reports.unit_of_work import Work


async def move(work: Work, actor: Actor, report_id: UUID, message_id: UUID, to: str) -> None:
    """Take it over with its versions, files and track; ``to`` is an id or a public number.

    Raises ReportNotFound or NotMovable.
    """
    try:
        target_id = await report_named(work, report_id, to)
    except ReasonNeeded:
        raise NotMovable from None
    # In one order always, so that two who move to and fro never wait for each other.
    found = {
        each: await access_report(work, actor, each, "message_moved")
        for each in sorted((report_id, target_id))
    }
    source, target = found[report_id], found[target_id]
    if source.conversation_id != target.conversation_id:
        raise NotMovable
    if await sender_of(work, report_id, message_id) != "citizen":
        raise NotMovable
    if not await move_message(work, message_id, report_id, target_id):
        raise NotMovable
    await _note(work, actor, source, target, message_id)
    work.tell(
        conversation_id=target.conversation_id,
        report_id=target_id,
        kind=DeliveryKind.MESSAGE_MOVED,
        message_id=message_id,
    )


async def _note(
    work: Work, actor: Actor, source: ReportRecord, target: ReportRecord, message_id: UUID
) -> None:
    for here, event, there in (
        (source, "message_moved_away", target),
        (target, "message_moved_here", source),
    ):
        detail: dict[str, object] = {
            "message_id": str(message_id),
            "report_id": str(there.id),
            "number": there.number,
        }
        await append_fact(work, here.id, event, actor_id=actor.id, detail=detail)
        await _count_again(work, here)
    work.change(target.id, unread=target.unread + 1, last_activity_at=work.now)


async def _count_again(work: Work, report: ReportRecord) -> None:
    """What the row says of the messages that it has now."""
    said = [each for each in await messages_of(work, report.id) if each.sender == "citizen"]
    texts = [each.versions[-1].text for each in said]
    place = Place.model_validate(report.place) if report.place else None
    found_by = words_of(report.number, place, texts)
    await index_report(work, report.id, found_by)
    work.change(
        report.id,
        excerpt=excerpt_of(texts, place),
        words=found_by,
        attachments=sum(not each.redacted_from for each in await attachments_of(work, report.id)),
    )
