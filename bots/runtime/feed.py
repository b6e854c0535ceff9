"""Reads what the intake API wants told to citizens, and never loses its place.

The API never opens a connection towards the bots: they long-poll. Asking after
N acknowledges N, so the cursor moves in the transaction that handles the page.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

import structlog

from bots.runtime.backoff import pause_s
from bots.runtime.deliveries import Untellable, event_of
from bots.runtime.desk import Desk
from bots.runtime.handle import Arrival
from bots.runtime.missed import fetch_again
from bots.runtime.trouble import described
from intake_api.client import IntakeClient, Unavailable
from intake_api.contract import Delivery, DeliveryKind, DeliveryPage
from storage.conversations.parking import Parked
from storage.conversations.unit_of_work import UnitOfWork, look_into

log = structlog.stdlib.get_logger(__name__)

NOT_FOR_A_CHAT = (DeliveryKind.ANNOUNCEMENT, DeliveryKind.FETCH_AGAIN)
CURSOR = "deliveries"
LONGEST_PAUSE_S = 30.0
TOO_QUICK_S = 0.5
EVERYBODY_AT_ONCE = 200


class Feed:
    """``run`` never returns and never dies."""

    def __init__(
        self,
        intake: IntakeClient,
        desk: Desk,
        *,
        wait_s: float = 25.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._intake = intake
        self._desk = desk
        self._wait_s = wait_s
        self._sleep = sleep

    async def run(self) -> None:
        failures = 0
        while True:
            try:
                began = time.monotonic()
                if not await self.read_once() and time.monotonic() - began < TOO_QUICK_S:
                    await self._sleep(1.0)
                failures = 0
            except Exception as error:  # noqa: BLE001 - the outermost loop: nothing stops the bot
                failures += 1
                pause = pause_s(failures, cap_s=LONGEST_PAUSE_S)
                wished = error.retry_after_s if isinstance(error, Unavailable) else None
                log.warning("feed_failed", **described(error), failures=failures)
                await self._sleep(max(pause, min(wished or 0.0, 2 * LONGEST_PAUSE_S)))

    async def read_once(self) -> bool:
        """Ask for the next page, waiting for it, and hand it in: False if it was empty.

        Raises what the client raises.
        """
        async with look_into(self._desk.database) as work:
            after = await work.cursors.position(CURSOR)
        page = await self._intake.deliveries(after, self._wait_s)
        if page.next <= after:
            return False
        await self._take(page)
        return True

    async def _take(self, page: DeliveryPage) -> None:
        for delivery in page.items:
            if delivery.kind is DeliveryKind.ANNOUNCEMENT and delivery.texts:
                await self._tell_everybody(delivery)
        ours = [each for each in page.items if each.kind not in NOT_FOR_A_CHAT]
        again = [each for each in page.items if each.kind is DeliveryKind.FETCH_AGAIN]
        chats = await self._chats([*ours, *again])
        arrivals, strays = _sorted_out(ours, chats)

        async def move_on(work: UnitOfWork) -> None:
            await work.parking.park(strays, at=self._desk.now())
            await fetch_again(work, again, chats, at=self._desk.now())
            await work.cursors.move(CURSOR, page.next)

        await self._desk.handle(arrivals, also=move_on)
        if again:
            self._desk.on_change()
        for stray in strays:
            log.error("delivery_parked", delivery=stray.key, error=stray.error)

    async def _tell_everybody(self, delivery: Delivery) -> None:
        """To each chat once, some hundred at a time. The cursor moves after the last: cut
        off by a crash it begins anew, and those who had it are known by their keys."""
        event, beyond = event_of(delivery), ""
        while True:
            async with look_into(self._desk.database) as work:
                chats = await work.conversations.page(beyond=beyond, at_most=EVERYBODY_AT_ONCE)
            if not chats:
                return
            key = f"delivery:{delivery.delivery_id}"
            await self._desk.handle(
                [Arrival(key=f"{key}:{chat}", chat=chat, event=event) for chat in chats]
            )
            beyond = chats[-1]

    async def _chats(self, deliveries: Sequence[Delivery]) -> Mapping[str, str]:
        if not deliveries:
            return {}
        async with look_into(self._desk.database) as work:
            return await work.conversations.chats(str(d.conversation_id) for d in deliveries)


def _sorted_out(
    deliveries: Sequence[Delivery], chats: Mapping[str, str]
) -> tuple[list[Arrival], list[Parked]]:
    """What belongs to a chat of ours and can be told, and what does not."""
    arrivals: list[Arrival] = []
    strays: list[Parked] = []
    for delivery in deliveries:
        chat = chats.get(str(delivery.conversation_id))
        if chat is None:
            strays.append(_stray(delivery, "unknown conversation"))
            continue
        try:
            event = event_of(delivery)
        except Untellable as error:
            strays.append(_stray(delivery, f"nothing to tell: {error}"))
        else:
            arrivals.append(Arrival(key=f"delivery:{delivery.delivery_id}", chat=chat, event=event))
    return arrivals, strays


def _stray(delivery: Delivery, error: str) -> Parked:
    return Parked(
        source="delivery",
        key=f"delivery:{delivery.delivery_id}",
        error=error,
        body=delivery.model_dump_json(),
    )
