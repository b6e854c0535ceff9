"""Tells the messenger that a pressed button was felt, so that its spinner stops."""

import asyncio
from collections.abc import Iterable

import structlog

from bots.runtime.messenger import Messenger, MessengerError

log = structlog.stdlib.get_logger(__name__)

AT_ONCE = 16


class Presses:
    """Acknowledges beside everything else and past the outbox: an answer that waits its turn
    there comes too late ("query is too old"), and one that is lost costs only a spinner."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def acknowledge(self, presses: Iterable[str]) -> None:
        """Begin to acknowledge ``presses``; returns at once."""
        for press in presses:
            task = asyncio.create_task(self._acknowledge(press))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Wait until all that was begun has ended."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _acknowledge(self, press: str) -> None:
        async with self._slots:
            try:
                await self._messenger.acknowledge(press)
            except MessengerError as error:
                log.info("press_not_acknowledged", error=type(error).__name__)
            except Exception:
                log.exception("press_not_acknowledged")
