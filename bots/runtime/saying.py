"""Carries out ``Say``: tells the citizen through the messenger."""

from dataclasses import replace

import structlog

from bots.dialogue.effects import Effect, ReportDelivery, Say
from bots.dialogue.events import BotBlocked
from bots.runtime.handle import Arrival
from bots.runtime.messenger import (
    ChatGone,
    FloodWait,
    Messenger,
    MessengerError,
    OutcomeUnknown,
    Rejected,
    Unavailable,
)
from bots.runtime.outcome import Done, Later, Outcome, parked
from intake_api.contract import DeliveryOutcome
from storage.clock import Clock
from storage.conversations.filings import Filing
from storage.conversations.outbox import Wish

log = structlog.stdlib.get_logger(__name__)

# Sending knows no idempotency: of two attempts without an answer both may have arrived.
# A crash is no answer either, but it is not counted: then, rather twice than never.
UNANSWERED_AT_MOST = 2
# An operator's answer that is lost is worse than one that is read three times.
UNANSWERED_AT_MOST_FOR_A_DELIVERY = 4


class Saying:
    def __init__(self, messenger: Messenger, clock: Clock) -> None:
        self._messenger = messenger
        self._clock = clock

    async def carry_out(self, wish: Wish, say: Say) -> Outcome:
        if wish.unanswered >= _at_most(say):
            log.warning("say_given_up", wish=wish.id, unanswered=wish.unanswered)
            return Done(effects=_receipt(say, DeliveryOutcome.FAILED))
        try:
            ref = await self._messenger.send(wish.chat, say)
        except FloodWait as flood:
            log.info("flood_wait", wish=wish.id, seconds=flood.seconds)
            return Later(pause_s=flood.seconds, rest=_rest(say, flood))
        except ChatGone:
            blocked = BotBlocked(at=self._clock())
            gone = Arrival(key=f"gone:{wish.id}", chat=wish.chat, event=blocked)
            return Done(arrival=gone, effects=_receipt(say, DeliveryOutcome.BLOCKED))
        except Rejected as error:
            log.error("say_rejected", wish=wish.id, message=say.message, reason=str(error))
            return Done(parked=parked(wish, error), effects=_receipt(say, DeliveryOutcome.FAILED))
        except OutcomeUnknown as error:
            log.info("say_unanswered", wish=wish.id, unanswered=wish.unanswered + 1)
            return Later(learned=False, rest=_rest(say, error))
        except Unavailable as error:
            return Later(weather=True, rest=_rest(say, error))
        said = Filing(
            chat=wish.chat,
            ref=ref,
            report_id=say.about,
            message_id=say.message_id,
            ours=True,
        )
        return Done(effects=_receipt(say, DeliveryOutcome.SENT), said=said)

    def give_up(self, wish: Wish, say: Say, error: Exception) -> Done:
        """What follows if our own code cannot say it."""
        return Done(parked=parked(wish, error), effects=_receipt(say, DeliveryOutcome.FAILED))


def _at_most(say: Say) -> int:
    return UNANSWERED_AT_MOST_FOR_A_DELIVERY if say.delivery_id else UNANSWERED_AT_MOST


def _rest(say: Say, error: MessengerError) -> Say | None:
    """What is left to say of a long text, None if it is all of it."""
    return replace(say, from_part=error.sent) if error.sent > say.from_part else None


def _receipt(say: Say, outcome: DeliveryOutcome) -> tuple[Effect, ...]:
    if say.delivery_id is None:
        return ()
    return (ReportDelivery(delivery_id=say.delivery_id, outcome=outcome),)
