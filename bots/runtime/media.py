"""Carries out ``FetchMedia``: brings a file's bytes from the messenger to the intake API.

The bytes flow through and are never held as a whole. An attachment the API
knows of ends as stored, too big or failed; it never stays announced for ever.
What did not come is put aside (``missed``), for it may be asked for again.
"""

from datetime import timedelta
from uuid import UUID

import structlog

from bots.dialogue.effects import FetchMedia
from bots.dialogue.events import MediaTooBig
from bots.runtime.handle import Arrival
from bots.runtime.messenger import FileTooBig, FloodWait, Messenger, MessengerError
from bots.runtime.messenger import Rejected as MessengerRejected
from bots.runtime.missed import missed
from bots.runtime.outcome import Done, Later, Outcome, waiting_for_another
from intake_api.client import IntakeClient, NotYet, Rejected, Unavailable
from intake_api.contract import AttachmentFailure, CustodyFailure
from storage.clock import Clock
from storage.conversations.outbox import Wish

log = structlog.stdlib.get_logger(__name__)

LARGEST_BYTES = 20 << 20
"""What a public Bot API server hands out (tdlib/telegram-bot-api: ``20 << 20``)."""
ATTEMPTS_AT_MOST = 12
NOT_YET_AT_MOST = timedelta(hours=24)
TOO_LARGE = 413


class Media:
    """``largest`` in bytes is what the messenger hands out, None if it knows no limit."""

    def __init__(
        self,
        messenger: Messenger,
        intake: IntakeClient,
        clock: Clock,
        *,
        largest: int | None = LARGEST_BYTES,
    ) -> None:
        self._messenger = messenger
        self._intake = intake
        self._clock = clock
        self._largest = largest

    async def carry_out(self, wish: Wish, fetch: FetchMedia) -> Outcome:
        try:
            return await self._bring_or_fail(wish, fetch)
        except Unavailable as error:
            return Later(pause_s=error.retry_after_s, weather=True)
        except NotYet as error:
            now = self._clock()
            if now - wish.created_at > NOT_YET_AT_MOST:
                return self.give_up(wish, fetch, error)
            return waiting_for_another(wish, now)
        except Rejected as error:
            return self.give_up(wish, fetch, error)

    def give_up(self, wish: Wish, fetch: FetchMedia, error: Exception) -> Done:
        log.error("media_given_up", attachment=fetch.attachment_id, error=type(error).__name__)
        return Done(parked=missed(fetch, error))

    async def _bring_or_fail(self, wish: Wish, fetch: FetchMedia) -> Outcome:
        if self._largest is not None and (fetch.size or 0) > self._largest:
            return await self._too_big(wish, fetch)
        try:
            await self._bring(fetch)
        except FileTooBig:
            return await self._too_big(wish, fetch)
        except FloodWait as flood:
            return Later(pause_s=flood.seconds)
        except MessengerRejected as error:
            return await self._fail(fetch, CustodyFailure.FAILED, error)
        except MessengerError as error:
            if wish.unanswered + 1 >= ATTEMPTS_AT_MOST:
                return await self._fail(fetch, CustodyFailure.FAILED, error)
            return Later(learned=False)
        except Rejected as error:
            too_big = error.problem.status == TOO_LARGE
            reason = CustodyFailure.TOO_BIG if too_big else CustodyFailure.FAILED
            return await self._fail(fetch, reason, error)
        return Done()

    async def _bring(self, fetch: FetchMedia) -> None:
        async with self._messenger.download(fetch.file_id) as stream:
            # Without a size: what the messenger announced need not be what it hands out.
            await self._intake.upload(UUID(fetch.attachment_id), stream, None)

    async def _too_big(self, wish: Wish, fetch: FetchMedia) -> Done:
        """The row at the API first, then the citizen hears of another way."""
        await self._fail(fetch, CustodyFailure.TOO_BIG)
        event = MediaTooBig(
            at=self._clock(), report_id=fetch.report_id, attachment_id=fetch.attachment_id
        )
        arrival = Arrival(key=f"too_big:{wish.id}", chat=wish.chat, event=event)
        return Done(arrival=arrival, parked=missed(fetch, None))

    async def _fail(
        self, fetch: FetchMedia, reason: CustodyFailure, error: Exception | None = None
    ) -> Done:
        detail = type(error).__name__ if error else ""
        log.warning("media_not_fetched", attachment=fetch.attachment_id, reason=reason)
        failure = AttachmentFailure(reason=reason, detail=detail)
        await self._intake.fail_attachment(UUID(fetch.attachment_id), failure)
        return Done(parked=missed(fetch, error))
