"""How updates come in: each way tells the messenger so, and then receives until cancelled."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog

from bots.runtime.asides import Answers
from bots.runtime.backoff import pause_s
from bots.runtime.desk import Desk
from bots.runtime.messenger import Messenger
from bots.runtime.onlyone import OnlyOne
from bots.runtime.polling import Polling
from bots.runtime.trouble import described
from bots.runtime.webhook import Webhook

log = structlog.stdlib.get_logger(__name__)

POLLER = "telegram:poller"
PAUSE_AT_MOST_S = 300.0


class WayIn(Protocol):
    async def run(self) -> None:
        """Receive until cancelled."""
        ...

    async def settle(self) -> None:
        """Wait for what still runs beside the receiving."""
        ...


class ByPolling:
    """Asks for updates, in one process at a time; others wait until it is gone."""

    def __init__(
        self,
        messenger: Messenger,
        desk: Desk,
        *,
        timeout_s: int,
        group: int,
        answers: Answers | None = None,
    ) -> None:
        self._messenger = messenger
        self._polling = Polling(messenger, desk, timeout_s=timeout_s, group=group, answers=answers)
        self._only_one = OnlyOne(desk.database, POLLER, now=desk.now)

    async def run(self) -> None:
        await self._only_one.run(self._poll)

    async def settle(self) -> None:
        await self._polling.settle()

    async def _poll(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            # Beside the polling: a server that refuses this may let us poll all the same.
            tasks.create_task(until_done(self._messenger.close_webhook, "close_webhook"))
            tasks.create_task(self._polling.run())


class ByWebhook:
    """Has updates posted to it, in any number of processes on one database."""

    def __init__(self, webhook: Webhook) -> None:
        self._webhook = webhook

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._webhook.run())
            tasks.create_task(until_done(self._webhook.open, "open_webhook"))

    async def settle(self) -> None:
        await self._webhook.settle()


async def until_done(act: Callable[[], Awaitable[None]], name: str) -> None:
    """Try until it succeeds; a bot without its command menu, say, still takes reports."""
    failures = 0
    while True:
        try:
            await act()
        except Exception as error:  # noqa: BLE001 - must not take the bot down
            failures += 1
            log.warning("start_step_failed", step=name, **described(error), failures=failures)
            await asyncio.sleep(pause_s(failures, cap_s=PAUSE_AT_MOST_S))
        else:
            return
