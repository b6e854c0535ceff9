"""Carries one wish out, whatever it is. Never raises: what fails becomes an outcome."""

import structlog

from bots.dialogue.effects import CleanChat, FetchMedia, Say
from bots.runtime.cleaning import Cleaning
from bots.runtime.codec import KINDS, Known, load
from bots.runtime.media import Media
from bots.runtime.outcome import Done, Later, Outcome, parked
from bots.runtime.saying import Saying
from bots.runtime.submitting import Submitting
from bots.runtime.trouble import described
from storage.conversations.outbox import Wish

log = structlog.stdlib.get_logger(__name__)

# What goes to the API may go twice: what failed there by a bug, ours or a library's, may be
# a bug of the moment, and giving up a report for it would lose it. A citizen's words of the
# bot wait behind each other, so a text that cannot be rendered is given up at once.
FAILURES_AT_MOST = dict.fromkeys(KINDS - {"Say", "CleanChat"}, 10)


class Carrier:
    def __init__(
        self, saying: Saying, submitting: Submitting, media: Media, cleaning: Cleaning
    ) -> None:
        self._saying = saying
        self._submitting = submitting
        self._media = media
        self._cleaning = cleaning

    async def carry_out(self, wish: Wish) -> Outcome:
        """Act, and tell what became of it."""
        try:
            effect = load(wish.kind, wish.payload)
        except ValueError as error:
            log.error("wish_unreadable", wish=wish.id, kind=wish.kind)
            return Done(parked=parked(wish, error))
        try:
            return await self._act(wish, effect)
        except Exception as error:  # noqa: BLE001 - a bug of ours; its mailbox must go on
            log.error("wish_failed", wish=wish.id, kind=wish.kind, **described(error))
            if wish.attempts < FAILURES_AT_MOST.get(wish.kind, 0):
                return Later()
            return self._give_up(wish, effect, error)

    async def _act(self, wish: Wish, effect: Known) -> Outcome:
        match effect:
            case Say():
                return await self._saying.carry_out(wish, effect)
            case FetchMedia():
                return await self._media.carry_out(wish, effect)
            case CleanChat():
                return await self._cleaning.carry_out(wish, effect)
            case _:
                return await self._submitting.carry_out(wish, effect)

    def _give_up(self, wish: Wish, effect: Known, error: Exception) -> Done:
        match effect:
            case Say():
                return self._saying.give_up(wish, effect, error)
            case FetchMedia():
                return self._media.give_up(wish, effect, error)
            case CleanChat():
                return Done(parked=parked(wish, error))
            case _:
                return self._submitting.give_up(wish, effect, error)
