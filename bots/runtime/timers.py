"""Hands timers that have run out to their conversations: once each, whoever rings."""

from datetime import datetime

from bots.dialogue.events import TimerDue
from bots.runtime.desk import Desk
from bots.runtime.handle import Arrival
from storage.conversations.timers import Timer
from storage.conversations.unit_of_work import look_into

AT_ONCE = 200


class Timers:
    """``tick`` may run in several processes at once: the key of each timer is claimed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def tick(self) -> int:
        """Let all that is due happen; returns how many there were."""
        rung = 0
        while due := await self._due():
            await self._ring(due)
            rung += len(due)
            if len(due) < AT_ONCE:
                break
        return rung

    async def _due(self) -> list[Timer]:
        async with look_into(self._desk.database) as work:
            return await work.timers.due(now=self._desk.now(), at_most=AT_ONCE)

    async def _ring(self, due: list[Timer]) -> None:
        await self._desk.handle([_arrival(each, self._desk.now()) for each in due])


def _arrival(timer: Timer, now: datetime) -> Arrival:
    key = f"timer:{timer.chat}:{timer.name}:{timer.due_at.isoformat()}"
    event = TimerDue(at=now, name=timer.name)
    return Arrival(key=key, chat=timer.chat, event=event, timer=timer)
