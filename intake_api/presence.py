"""Colleagues at their consoles, and which report each has before them.

A console says on its live line where it looks, and is told of the others when that
changes. Lines of other processes are rows: they are looked up every few seconds, our own
are told at once.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError

from intake_api.api.presence_models import Presence, Present
from intake_api.auth.actor import Actor
from storage.reports.presences import PresentRecord, look_at, look_away, present, renew
from storage.reports.unit_of_work import Reports, Work

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 2.0
RENEW_EVERY = 8
"""Looks from one renewal to the next."""
FORGOTTEN_AFTER = timedelta(seconds=60)


class Room:
    """``changes`` counts how often ``frame`` became another; ``frame`` is JSON."""

    def __init__(self, reports: Reports, stir: Callable[[], Awaitable[None]]) -> None:
        """``stir`` wakes those who wait for something to tell their consoles."""
        self._reports = reports
        self._stir = stir
        self._lines: set[UUID] = set()
        self._here: list[PresentRecord] = []
        self.changes = 0
        self.frame = Presence(items=[]).model_dump_json()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Know about other processes' consoles until the block ends."""
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    async def look(self, line_id: UUID, actor: Actor, report_id: UUID | None) -> None:
        """A console shows that report from now on."""
        self._lines.add(line_id)
        await self._reports.perform(lambda work: look_at(work, line_id, actor.id, report_id))
        await self.refresh()

    async def leave(self, line_id: UUID) -> None:
        """A console is gone."""
        if line_id in self._lines:
            self._lines.discard(line_id)
            await self._reports.perform(lambda work: look_away(work, line_id))
            await self.refresh()

    async def refresh(self) -> None:
        """Look who is here."""
        here = await self._reports.consult(present)
        if here == self._here:
            return
        self._here = here
        self.frame = shown(here).model_dump_json()
        self.changes += 1
        await self._stir()

    async def renew(self) -> None:
        """Our lines are still there; lines of a process that died are not."""
        await self._reports.perform(partial(_renew, frozenset(self._lines)))

    async def _watch(self) -> None:
        looks = 0
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            if not self._lines:
                continue
            try:
                looks += 1
                if looks % RENEW_EVERY == 0:
                    await self.renew()
                await self.refresh()
            except DBAPIError as error:  # the weather's: the next look is soon
                log.warning("presence_unreadable", error=type(error).__name__)


async def _renew(lines: frozenset[UUID], work: Work) -> None:
    await renew(work, lines, work.now - FORGOTTEN_AFTER)


def shown(here: list[PresentRecord]) -> Presence:
    return Presence(
        items=[
            Present(staff_id=each.staff_id, position=each.position, report_id=each.report_id)
            for each in here
        ]
    )
