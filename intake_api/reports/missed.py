"""Files whose bytes did not come, asked for once more.

Only the bot knows where the messenger keeps a file: it is told to fetch it again. What was
too big is offered to the citizen's browser again; nobody else can bring it.
"""

from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.contract import AttachmentFailure, CustodyFailure, DeliveryKind
from intake_api.refusals import AttachmentUnknown, NotMissed
from intake_api.reports.access import access_report
from intake_api.reports.custody import note_failure
from storage.reports.attachments import MISSED, attachments_by_id, mark_awaited
from storage.reports.deliveries import details_of_delivery
from storage.reports.unit_of_work import Work


async def fetch_again(work: Work, actor: Actor, attachment_id: UUID) -> None:
    """Ask the bot for the bytes. Raises AttachmentUnknown or NotMissed."""
    same = await attachments_by_id(work, attachment_id, lock=True)
    if not same:
        raise AttachmentUnknown
    missed = [each for each in same if each.custody in MISSED]
    if len(missed) < len(same):
        raise NotMissed
    for each in missed:
        report = await access_report(work, actor, each.report_id, "attachment_asked_again")
        work.record(each.report_id, "attachment_changed")
    await mark_awaited(work, attachment_id)
    work.tell(
        conversation_id=report.conversation_id,
        report_id=report.id,
        kind=DeliveryKind.FETCH_AGAIN,
        details={"attachment_id": str(attachment_id)},
    )


async def note_not_found_again(work: Work, delivery_id: UUID) -> None:
    """The bot does not know the file any more: it stays failed, whatever is asked."""
    kind, details = await details_of_delivery(work, delivery_id)
    if kind == DeliveryKind.FETCH_AGAIN and details and "attachment_id" in details:
        failure = AttachmentFailure(reason=CustodyFailure.FAILED, detail="forgotten")
        await note_failure(work, UUID(str(details["attachment_id"])), failure)
