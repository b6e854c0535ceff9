"""Work that only one process may do at a time, the others waiting to take over.

Two pollers of one token end each other's calls with 409 for ever. The lease is a row,
so it works wherever the database is shared. It is a courtesy and not a guard: whoever
works past its time does no harm, the inbox refuses what is there already.
"""

import asyncio
import os
import platform
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bots.runtime.trouble import described
from storage.clock import Clock
from storage.conversations.unit_of_work import unit_of_work
from storage.database import Database

log = structlog.stdlib.get_logger(__name__)

HELD_FOR = timedelta(seconds=15)
IsGone = Callable[[str], bool]
Sleep = Callable[[float], Awaitable[None]]


def this_process() -> str:
    """A holder's name that tells later whether the holder still lives."""
    return f"{platform.node()}:{os.getpid()}"


def is_gone(holder: str) -> bool:
    """Sure that ``holder`` is dead: it ran on this machine, and its process is no more.

    After a kill and a restart nobody then waits for the lease to run out.
    """
    node, _, pid = holder.rpartition(":")
    if node != platform.node() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


class OnlyOne:
    """``run`` works while the lease ``name`` is ours, and waits while it is not."""

    def __init__(
        self,
        database: Database,
        name: str,
        *,
        now: Clock,
        holder: str | None = None,
        is_gone: IsGone = is_gone,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._name = name
        self._now = now
        self._holder = holder or this_process()
        self._is_gone = is_gone
        self._sleep = sleep
        self._until: datetime | None = None
        self._said_that_we_wait = False

    async def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Work whenever it is ours, until cancelled; then leave it to the next."""
        try:
            while True:
                await self._wait()
                await self._work_while_held(work)
        finally:
            await asyncio.shield(self._release())

    async def renew(self) -> bool:
        """Take it, or hold it for longer: True if it is ours now.

        If the database cannot be reached, it is ours for as long as was last agreed.
        """
        now = self._now()
        try:
            fence = await self._take(now)
        except Exception as error:  # noqa: BLE001 - the polling itself meets the same weather
            log.warning("lease_not_renewed", lease=self._name, **described(error))
            return self._until is not None and now < self._until
        self._until = now + HELD_FOR if fence is not None else None
        return fence is not None

    async def _take(self, now: datetime) -> int | None:
        until = now + HELD_FOR
        async with unit_of_work(self._database) as work:
            there = await work.leases.look(self._name)
            dead = there.holder if there and self._is_gone(there.holder) else None
            return await work.leases.take(self._name, self._holder, now=now, until=until, over=dead)

    async def _wait(self) -> None:
        while not await self.renew():
            if not self._said_that_we_wait:
                log.info("waiting_for_lease", lease=self._name)
                self._said_that_we_wait = True
            await self._sleep(HELD_FOR.total_seconds() / 3)
        self._said_that_we_wait = False
        log.info("lease_taken", lease=self._name)

    async def _work_while_held(self, work: Callable[[], Awaitable[None]]) -> None:
        working = asyncio.ensure_future(work())
        try:
            while not working.done():
                await self._sleep(HELD_FOR.total_seconds() / 3)
                if not await self.renew():
                    log.warning("lease_lost", lease=self._name)
                    return
            await working  # it never ends by itself but to raise
        finally:
            working.cancel()
            await asyncio.wait([working])

    async def _release(self) -> None:
        try:
            async with unit_of_work(self._database) as work:
                await work.leases.release(self._name, self._holder, now=self._now())
        except Exception as error:  # noqa: BLE001 - it runs out by itself
            log.warning("lease_not_released", lease=self._name, **described(error))
