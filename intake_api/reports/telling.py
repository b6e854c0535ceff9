"""What became of the things citizens were to be told."""

from uuid import UUID

from intake_api.contract import DeliveryOutcome, DeliveryReceipt
from intake_api.refusals import DeliveryUnknown
from storage.reports.deliveries import note_outcome, report_of_delivery, set_blocked
from storage.reports.unit_of_work import Work


async def take_receipt(work: Work, delivery_id: UUID, receipt: DeliveryReceipt) -> None:
    """Note the outcome; a blocked one marks the conversation, a sent one unmarks it.

    Raises DeliveryUnknown. The same receipt twice changes nothing.
    """
    report_id = await report_of_delivery(work, delivery_id)
    if report_id is None:
        raise DeliveryUnknown
    if not await note_outcome(work, delivery_id, receipt.outcome, receipt.at):
        return
    if receipt.outcome is DeliveryOutcome.BLOCKED:
        await set_blocked(work, report_id, receipt.at)
    if receipt.outcome is DeliveryOutcome.SENT:
        await set_blocked(work, report_id, None)
    work.record(report_id, "delivery_changed")
