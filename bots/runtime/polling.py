"""Long polling that confirms an update only when it is safely ours.

aiogram's own polling confirms on fetch when handlers run as tasks, and
python-telegram-bot's confirms once updates are in memory; either way a crash
loses a citizen's message (aiogram issue 1397). Here the offset moves after the
commit. No cursor is stored: the server keeps what is not confirmed, and the
inbox refuses what it already has.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

import structlog

from bots.runtime import metrics
from bots.runtime.asides import Answers, Asides
from bots.runtime.backoff import pause_s
from bots.runtime.desk import Desk
from bots.runtime.handle import Arrival
from bots.runtime.messenger import Aside, FloodWait, Incoming, Messenger
from bots.runtime.presses import Presses
from bots.runtime.trouble import described, worded
from storage.conversations.parking import Parked
from storage.conversations.unit_of_work import UnitOfWork

log = structlog.stdlib.get_logger(__name__)

Update = Mapping[str, object]
LONGEST_PAUSE_S = 60.0
TOO_QUICK_S = 0.5


class NothingConfirmed(Exception):
    """The server sent updates that carry no usable id, so they would come again at once."""


class Polling:
    """Fetches from one messenger for ever. ``run`` never returns and never dies."""

    def __init__(
        self,
        messenger: Messenger,
        desk: Desk,
        *,
        source: str = "telegram",
        timeout_s: int = 30,
        group: int = 100,
        answers: Answers | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._messenger = messenger
        self._desk = desk
        self._source = source
        self._timeout_s = timeout_s
        self._group = group
        self._sleep = sleep
        self._presses = Presses(messenger)
        self._asides = Asides(messenger, answers)
        self._offset = 0

    async def run(self) -> None:
        failures = 0
        while True:
            try:
                began = time.monotonic()
                if not await self.poll_once() and time.monotonic() - began < TOO_QUICK_S:
                    # Somebody in between does not do long polling; do not spin with him.
                    await self._sleep(1.0)
                failures = 0
            except Exception as error:  # noqa: BLE001 - the outermost loop: nothing stops the bot
                failures += 1
                pause = _pause_s(error, failures)
                log.warning(
                    "polling_failed",
                    **described(error),
                    failures=failures,
                    pause_s=round(pause, 1),
                )
                await self._sleep(pause)

    async def poll_once(self) -> bool:
        """Fetch once and take what came: False if that was nothing.

        If it raises, nothing of it is confirmed.
        """
        updates = await self._messenger.fetch_updates(self._offset, self._timeout_s)
        for start in range(0, len(updates), self._group):
            await self._take(updates[start : start + self._group])
        if updates and not self._confirm(updates):
            raise NothingConfirmed
        return bool(updates)

    async def settle(self) -> None:
        """Wait for what still runs beside the polling."""
        await self._presses.settle()
        await self._asides.settle()

    async def _take(self, updates: Sequence[Update]) -> None:
        decoded = [self._decode(update) for update in updates]
        met = [one for one in decoded if isinstance(one, tuple)]
        unreadable = [one for one in decoded if isinstance(one, Parked)]

        async def park_unreadable(work: UnitOfWork) -> None:
            await work.parking.park(unreadable, at=self._desk.now())

        await self._desk.handle([arrival for _, arrival in met], also=park_unreadable)
        for item in unreadable:
            metrics.parked_total.labels(item.source).inc()
            log.warning("update_parked", key=item.key, error=item.error.partition(":")[0])
        self._presses.acknowledge(one.press for one, _ in met if one.press)
        self._asides.attend(one for one in decoded if isinstance(one, Aside))

    def _decode(self, update: Update) -> tuple[Incoming, Arrival] | Aside | Parked:
        """Each update alone: one that cannot be read must not hide the others."""
        body = "unprintable"
        try:
            body = json.dumps(update)  # ASCII: also half a character can be stored
            incoming = self._messenger.decode(update)
        except Exception as error:  # noqa: BLE001 - whatever a parser raises: aiogram#1587
            # The digest too: after a week of silence an id may be given again (Bot API §Update).
            key = f"{self._source}:{_update_id(update)}:{_digest(body)}"
            return Parked(source=self._source, key=key, error=worded(error), body=body)
        if isinstance(incoming, Aside):
            return incoming
        arrival = Arrival(key=incoming.key, chat=incoming.chat, event=incoming.event, body=body)
        return incoming, arrival

    def _confirm(self, updates: Sequence[Update]) -> bool:
        """Move the offset behind ``updates``; the next fetch tells the server."""
        known = [number for update in updates if (number := _update_id(update)) is not None]
        # The last, not the highest: after a week of silence ids may start lower (Bot API §Update).
        if not known or known[-1] + 1 == self._offset:
            return False
        self._offset = known[-1] + 1
        return True


def _update_id(update: object) -> int | None:
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def _pause_s(error: Exception, failures: int) -> float:
    wished = error.seconds if isinstance(error, FloodWait) else 0.0
    return max(wished, pause_s(failures, cap_s=LONGEST_PAUSE_S))
