"""Carries out what goes to the intake API: reports, additions, receipts."""

from datetime import timedelta
from uuid import UUID

import structlog
from pydantic import ValidationError

from bots.dialogue.effects import (
    AddMessage,
    FindSimilar,
    ReportDelivery,
    SaveIdentity,
    ShowReceipt,
    SubmitReport,
)
from bots.dialogue.events import Event, ReportAccepted, ReportRefused
from bots.runtime.asking import Asked, Asking
from bots.runtime.handle import Arrival
from bots.runtime.outcome import (
    Done,
    Later,
    Outcome,
    idempotency_key,
    parked,
    waiting_for_another,
)
from bots.runtime.trouble import described
from intake_api.client import IntakeClient, NotYet, Rejected, Unavailable
from intake_api.contract import (
    CitizenMessage,
    DeliveryOutcome,
    DeliveryReceipt,
    ReportSubmission,
)
from storage.clock import Clock
from storage.conversations.outbox import Wish
from storage.conversations.parking import Parked

log = structlog.stdlib.get_logger(__name__)

ForIntake = SubmitReport | AddMessage | ReportDelivery | Asked

# What has not come by then was refused, or its report was.
NOT_YET_AT_MOST = timedelta(hours=24)


class Submitting:
    def __init__(self, intake: IntakeClient, clock: Clock) -> None:
        self._intake = intake
        self._asking = Asking(intake, clock)
        self._clock = clock

    async def carry_out(self, wish: Wish, effect: ForIntake) -> Outcome:
        try:
            return await self._hand_over(wish, effect)
        except Unavailable as error:
            return Later(pause_s=error.retry_after_s, weather=True)
        except NotYet as error:
            now = self._clock()
            if now - wish.created_at > NOT_YET_AT_MOST:
                return self.give_up(wish, effect, error)
            return waiting_for_another(wish, now)
        except (Rejected, ValidationError) as error:
            return self.give_up(wish, effect, error)

    def give_up(self, wish: Wish, effect: ForIntake, error: Exception) -> Done:
        """It will never be taken as it is: people look at it, and the citizen hears the truth."""
        log.error("intake_rejected", wish=wish.id, kind=wish.kind, **described(error))
        aside = _put_aside(wish, effect, error)
        match effect:
            case SubmitReport(report_id=report_id):
                refused = ReportRefused(at=self._clock(), report_id=report_id)
                return Done(arrival=_receipt(wish, refused), parked=aside)
            case AddMessage() | ReportDelivery():
                return Done(parked=aside)
            case _:
                heard = self._asking.refused(effect)
                return Done(arrival=_receipt(wish, heard), parked=aside)

    async def _hand_over(self, wish: Wish, effect: ForIntake) -> Done:
        match effect:
            case SubmitReport():
                return await self._submit(wish, effect)
            case AddMessage():
                message = CitizenMessage.model_validate(effect.message)
                key = idempotency_key(wish)
                await self._intake.add_message(UUID(effect.report_id), message, key)
            case ReportDelivery():
                outcome = DeliveryOutcome(effect.outcome)
                receipt = DeliveryReceipt(outcome=outcome, at=wish.created_at)
                await self._intake.receipt(UUID(effect.delivery_id), receipt)
            case _:
                answer = await self._asking.ask(wish, effect)
                return Done(arrival=_receipt(wish, answer) if answer else None)
        return Done()

    async def _submit(self, wish: Wish, effect: SubmitReport) -> Done:
        submission = ReportSubmission.model_validate(effect.submission)
        accepted = await self._intake.submit_report(submission, idempotency_key(wish))
        log.info("report_accepted", report=accepted.number)
        event = ReportAccepted(at=self._clock(), report_id=effect.report_id, number=accepted.number)
        return Done(arrival=_receipt(wish, event))


def _put_aside(wish: Wish, effect: ForIntake, error: Exception) -> Parked | None:
    """For people to look at; nothing of what is not theirs to read."""
    match effect:
        case SaveIdentity() | ShowReceipt():
            return Parked(
                source="outbox", key=str(wish.id), error=type(error).__name__, body=wish.kind
            )
        case FindSimilar():
            return None
    return parked(wish, error)


def _receipt(wish: Wish, event: Event) -> Arrival:
    return Arrival(key=f"receipt:{wish.id}", chat=wish.chat, event=event)
