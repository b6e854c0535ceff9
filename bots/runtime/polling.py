"""Long polling that confirms an update only when it is safely ours.

aiogram's own polling confirms on fetch when handlers run as tasks, and
python-telegram-bot's confirms once updates are in memory; either way a crash
loses a citizen's message (aiogram issue 1397). Here the offset moves after the
commit. No cursor is stored: the server keeps what is not confirmed, and the
inbox refuses what it already has.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bots.runtime.asides import Answers
from bots.runtime.backoff import pause_s
from bots.runtime.desk import Desk
from bots.runtime.gaps import Gaps
from bots.runtime.messenger import Contested, FloodWait, Messenger
from bots.runtime.trouble import described
from bots.runtime.updates import Update, Updates, update_id

log = structlog.stdlib.get_logger(__name__)

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
        self._updates = Updates(messenger, desk, source=source, gaps=Gaps(), answers=answers)
        self._timeout_s = timeout_s
        self._group = group
        self._sleep = sleep
        self._offset = 0
        self._contested = False

    async def run(self) -> None:
        failures = 0
        while True:
            try:
                began = time.monotonic()
                if not await self.poll_once() and time.monotonic() - began < TOO_QUICK_S:
                    # Somebody in between does not do long polling; do not spin with him.
                    await self._sleep(1.0)
                failures, self._contested = 0, False
            except Exception as error:  # noqa: BLE001 - the outermost loop: nothing stops the bot
                failures += 1
                pause = _pause_s(error, failures)
                self._tell(error, failures, pause)
                await self._sleep(pause)

    async def poll_once(self) -> bool:
        """Fetch once and take what came: False if that was nothing.

        If it raises, nothing of it is confirmed.
        """
        updates = await self._messenger.fetch_updates(self._offset, self._timeout_s)
        for start in range(0, len(updates), self._group):
            await self._updates.take(updates[start : start + self._group])
        if updates and not self._confirm(updates):
            raise NothingConfirmed
        return bool(updates)

    async def settle(self) -> None:
        """Wait for what still runs beside the polling."""
        await self._updates.settle()

    def _tell(self, error: Exception, failures: int, pause: float) -> None:
        if not isinstance(error, Contested):
            log.warning(
                "polling_failed", **described(error), failures=failures, pause_s=round(pause, 1)
            )
        elif not self._contested:  # once, not with every try: it may go on for hours
            log.error("somebody_else_receives_our_updates", remedy="stop the other process")
        self._contested = isinstance(error, Contested)

    def _confirm(self, updates: Sequence[Update]) -> bool:
        """Move the offset behind ``updates``; the next fetch tells the server."""
        known = [number for update in updates if (number := update_id(update)) is not None]
        # The last, not the highest: after a week of silence ids may start lower (Bot API §Update).
        if not known or known[-1] + 1 == self._offset:
            return False
        self._offset = known[-1] + 1
        return True


def _pause_s(error: Exception, failures: int) -> float:
    wished = error.seconds if isinstance(error, FloodWait) else 0.0
    return max(wished, pause_s(failures, cap_s=LONGEST_PAUSE_S))
