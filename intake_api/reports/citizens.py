"""What the staff is told of a citizen beside one report."""

from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.refusals import ConversationUnknown
from storage.reports.audits import write_audit
from storage.reports.cases import ReportRecord
from storage.reports.earlier import reports_of
from storage.reports.restrictions import conversation_exists
from storage.reports.unit_of_work import Work


async def citizens_reports(
    work: Work, actor: Actor, conversation_id: UUID, at_most: int
) -> list[ReportRecord]:
    """The newest first, with the look noted in the audit. Raises ConversationUnknown."""
    if not await conversation_exists(work, conversation_id):
        raise ConversationUnknown
    await write_audit(
        work,
        actor_kind="staff",
        actor_id=actor.id,
        action="citizens_reports_read",
        detail=str(conversation_id),
    )
    return await reports_of(work, conversation_id, at_most)
