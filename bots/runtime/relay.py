"""Carries the outbox out: in order within a mailbox, side by side between mailboxes.

A turn is one transaction: it writes down what has ended and takes what can
start. What is taken starts at once, so the attempt that is written before
acting is never older than the act. A crash in between leads to a repeat, never
to a loss.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from bots.runtime import metrics
from bots.runtime.backoff import pause_s
from bots.runtime.carrier import Carrier
from bots.runtime.desk import Desk, uninterrupted
from bots.runtime.lane import Lane, Lanes, usual_lanes
from bots.runtime.pacing import Pacing
from bots.runtime.settling import Ended, arrivals, settle
from storage.conversations.outbox import Wish
from storage.conversations.unit_of_work import UnitOfWork, unit_of_work

log = structlog.stdlib.get_logger(__name__)

LEASE = timedelta(seconds=60)
SWEEP_S = 1.0
SHORTEST_S = 0.02
LONGEST_PAUSE_S = 30.0
STOP_WITHIN_S = 5.0


class Relay:
    """One relay; several may work on one PostgreSQL, taking heads by lease."""

    def __init__(
        self,
        desk: Desk,
        carrier: Carrier,
        *,
        pacing: Pacing,
        lanes: Lanes | None = None,
    ) -> None:
        self._desk = desk
        self._carrier = carrier
        self._lanes = lanes or usual_lanes()
        self._pacing = pacing
        self._woken = asyncio.Event()
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._ended: list[Ended] = []
        self._renew_at: datetime | None = None
        self._held_back = False
        self._failures = 0

    def wake(self) -> None:
        """There may be something to do: new wishes, or one has ended."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled; then finish what is under way and write it down."""
        try:
            await self._take_over()
            while True:
                await self._turn_or_pause()
        finally:
            await asyncio.shield(self._finish())

    async def turn(self) -> bool:
        """Write down what has ended, start what can start. True if there was any of either."""
        ended, self._ended = self._ended, []
        taken: list[Wish] = []

        async def settle_and_take(work: UnitOfWork) -> None:
            await settle(work, ended, now=self._desk.now())
            taken[:] = await self._take(work)

        try:
            await self._desk.handle(arrivals(ended), also=settle_and_take)
        except BaseException:
            self._ended = ended + self._ended
            raise
        for wish in taken:
            self._start(wish)
        return bool(ended or taken)

    async def rest(self) -> None:
        """Wait until one of those under way has ended."""
        if self._under_way:
            await asyncio.wait(self._under_way.values(), return_when=asyncio.FIRST_COMPLETED)

    @property
    def is_busy(self) -> bool:
        """Something is under way."""
        return bool(self._under_way)

    @property
    def is_at_rest(self) -> bool:
        """Nothing is under way, and all that ended is written down."""
        return not self._under_way and not self._ended

    async def _take_over(self) -> None:
        # On SQLite there is one relay, so what is leased was left behind by a crash.
        # On PostgreSQL it may be another's: there the lease runs out by itself.
        if self._desk.database.is_sqlite:
            async with unit_of_work(self._desk.database) as work:
                await work.outbox.release()

    async def _turn_or_pause(self) -> None:
        self._woken.clear()
        try:
            await uninterrupted(self.turn())
            self._failures = 0
        except Exception:
            self._failures += 1
            log.exception("relay_failed", failures=self._failures)
            await asyncio.sleep(pause_s(self._failures, cap_s=LONGEST_PAUSE_S))
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), self._until_next_s())

    def _until_next_s(self) -> float:
        if not self._held_back:
            return SWEEP_S
        return min(SWEEP_S, max(SHORTEST_S, self._pacing.next_in_s()))

    async def _take(self, work: UnitOfWork) -> list[Wish]:
        """Lease all that may start now."""
        now = self._desk.now()
        until = now + LEASE
        self._held_back = False
        await self._renew(work, now)
        taken = [wish for lane in self._lanes.all for wish in await self._due(work, lane, now)]
        await work.outbox.lease([wish.id for wish in taken], until=until)
        return taken

    async def _due(self, work: UnitOfWork, lane: Lane, now: datetime) -> Sequence[Wish]:
        places = lane.allowance(now)
        if places <= 0:
            return []
        if not lane.paced:
            return await work.outbox.due(lane.kinds, now=now, at_most=places)
        return await self._due_and_paced(work, lane, now, places)

    async def _due_and_paced(
        self, work: UnitOfWork, lane: Lane, now: datetime, places: int
    ) -> list[Wish]:
        # As many more as there are chats that must wait, so that those do not hide the others.
        at_most = places + self._pacing.exhausted_chats()
        found = await work.outbox.due(lane.kinds, now=now, at_most=at_most)
        ready: list[Wish] = []
        for wish in found:
            if len(ready) < places and self._pacing.take(wish.mailbox):
                ready.append(wish)
        self._held_back = len(ready) < min(len(found), places)
        return ready

    async def _renew(self, work: UnitOfWork, now: datetime) -> None:
        if self._renew_at is None or now >= self._renew_at:
            await work.outbox.renew(list(self._under_way), until=now + LEASE)
            self._renew_at = now + LEASE / 3

    def _start(self, wish: Wish) -> None:
        self._lanes.of(wish.kind).start(1)
        self._under_way[wish.id] = asyncio.create_task(self._carry_out(wish))

    async def _carry_out(self, wish: Wish) -> None:
        outcome = await self._carrier.carry_out(wish)
        self._lanes.of(wish.kind).end(outcome, self._desk.now())
        self._ended.append((wish, outcome))
        metrics.wishes_total.labels(wish.kind, type(outcome).__name__.lower()).inc()
        del self._under_way[wish.id]
        self.wake()

    async def _finish(self) -> None:
        """What is under way may end, within reason; what is cut off is begun again."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=STOP_WITHIN_S)
            for task in late:
                task.cancel()
        ended, self._ended = self._ended, []

        async def write_down(work: UnitOfWork) -> None:
            await settle(work, ended, now=self._desk.now())

        if ended:
            await self._desk.handle(arrivals(ended), also=write_down)
