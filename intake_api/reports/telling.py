"""What became of the things citizens were to be told, and whether anything reaches them."""

from uuid import UUID

from intake_api.contract import DeliveryOutcome, DeliveryReceipt, Presence
from intake_api.refusals import DeliveryUnknown
from intake_api.reports.missed import note_not_found_again
from storage.reports.cases import ensure_conversation
from storage.reports.deliveries import Addressee, addressee_of, note_outcome, set_blocked
from storage.reports.restrictions import note_presence, open_reports_of
from storage.reports.unit_of_work import Work


async def take_receipt(work: Work, delivery_id: UUID, receipt: DeliveryReceipt) -> None:
    """Note the outcome; a blocked one marks the conversation, a sent one unmarks it.

    Raises DeliveryUnknown. The same receipt twice changes nothing. Of what everybody was
    told the last receipt is kept: it says nothing about any one citizen.
    """
    to = await addressee_of(work, delivery_id)
    if to is None:
        raise DeliveryUnknown
    if not await note_outcome(work, delivery_id, receipt.outcome, receipt.at):
        return
    if receipt.outcome is DeliveryOutcome.FAILED:
        await note_not_found_again(work, delivery_id)
    if to.conversation_id is not None:
        await _mark(work, to, to.conversation_id, receipt)
    if to.report_id is not None:
        work.record(to.report_id, "delivery_changed")


async def _mark(work: Work, to: Addressee, conversation_id: UUID, receipt: DeliveryReceipt) -> None:
    if receipt.outcome is DeliveryOutcome.FAILED:
        return
    blocked_at = receipt.at if receipt.outcome is DeliveryOutcome.BLOCKED else None
    if await set_blocked(work, conversation_id, blocked_at) and to.report_id is None:
        await conversation_changed(work, conversation_id)


async def take_presence(work: Work, conversation_id: UUID, presence: Presence) -> None:
    """The citizen blocked the bot, or let it in again; older news than ours changes nothing."""
    # Their first report may still be on its way.
    await ensure_conversation(work, conversation_id)
    if await note_presence(work, conversation_id, blocked=presence.blocked, at=presence.at):
        await conversation_changed(work, conversation_id)


async def conversation_changed(work: Work, conversation_id: UUID) -> None:
    """Let consoles look again at what is open there."""
    for report_id in await open_reports_of(work, conversation_id):
        work.record(report_id, "conversation_changed")
