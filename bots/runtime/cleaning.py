"""Carries out ``CleanChat``: takes out of the chat what the messenger lets go of."""

from datetime import timedelta

from bots.dialogue.effects import CleanChat
from bots.dialogue.events import ChatCleaned
from bots.runtime.desk import Desk
from bots.runtime.handle import Arrival
from bots.runtime.messenger import FloodWait, Messenger, MessengerError, Unavailable
from bots.runtime.outcome import Done, Later, Outcome
from storage.conversations.outbox import Wish
from storage.conversations.unit_of_work import look_into

# The messenger deletes nothing that is 48 hours old (Bot API §deleteMessages); a minute
# for the way there.
DELETABLE = timedelta(hours=48) - timedelta(minutes=1)


class Cleaning:
    def __init__(self, messenger: Messenger, desk: Desk) -> None:
        self._messenger = messenger
        self._desk = desk

    async def carry_out(self, wish: Wish, _: CleanChat) -> Outcome:
        since = self._desk.now() - DELETABLE
        async with look_into(self._desk.database) as work:
            ours, older = await work.filings.since(wish.chat, since)
            theirs = await work.inbox.refs(wish.chat, since=since)
            older += await work.inbox.older(wish.chat, since=since)
        refs = sorted(set(ours) | set(theirs), key=int)
        try:
            deleted = await self._messenger.delete(wish.chat, refs)
        except FloodWait as flood:
            return Later(pause_s=flood.seconds)
        except Unavailable:
            return Later(weather=True)
        except MessengerError:
            deleted = 0
        cleaned = ChatCleaned(
            at=self._desk.now(), deleted=deleted, left=older + len(refs) - deleted
        )
        return Done(arrival=Arrival(key=f"cleaned:{wish.id}", chat=wish.chat, event=cleaned))
