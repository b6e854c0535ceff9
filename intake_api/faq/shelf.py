"""The published catalogue in memory: what bots fetch, the portal shows and editors try.

What is published is on it at once. What is searched in follows as soon as its index is
ready: that takes seconds, in a thread, while the one before goes on answering.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import structlog

from faq.catalogue import Catalogue, read
from faq.search import prepare
from intake_api.days import day_of
from intake_api.faq.aside import aside
from intake_api.faq.published import Stored, composed, drafted, published, stamp
from storage.reports.unit_of_work import Reports, Work

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """``wire`` is the JSON for bots, with what begins later; ``catalogue`` holds what is
    to be shown on ``day``. Both are as of ``stamp``."""

    stamp: int
    day: date
    version: str
    wire: str
    files: frozenset[str]
    catalogue: Catalogue


class Shelf:
    """Filled by its first ``refresh``."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports
        self._shown: Shown | None = None
        self._ready: Catalogue | None = None
        self._making = asyncio.Lock()
        self._preparing = asyncio.Lock()

    def newest(self) -> Catalogue:
        """What is shown today to who looks for it himself; it may not be ready for questions."""
        assert self._shown is not None
        return self._shown.catalogue

    async def asked(self) -> Catalogue:
        """What answers questions: the newest that is ready; only the very first ones wait."""
        if self._ready is None:
            await self.make_ready()
        return self.current()

    def current(self) -> Catalogue:
        """What is shown today: the newest whose index is ready, or at the very start the newest.

        The same object until something changes.
        """
        assert self._shown is not None
        return self._ready or self._shown.catalogue

    async def refresh(self) -> Shown:
        """What is published now; reads it anew if anything has changed since."""
        at, day = await self._reports.consult(_moment)
        async with self._making:
            shown = self._shown
            if shown is None or (shown.stamp, shown.day) != (at, day):
                stored = await self._reports.consult(published)
                shown = await asyncio.to_thread(_made, stored, day)
                self._shown = shown
            return shown

    @asynccontextmanager
    async def kept_ready(self) -> AsyncIterator[None]:
        """Follow what is published, here or by other processes, until the block ends."""
        keeping = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping

    async def make_ready(self) -> None:
        """Let questions be answered from what is published now."""
        newest = (await self.refresh()).catalogue
        if newest is not self._ready:
            await self._prepared(newest)
            self._ready = newest

    async def chosen(self, *, draft: bool) -> Catalogue:
        """What is shown today, or would be if every draft were published; its index ready."""
        if draft:
            day, stored = await self._reports.consult(_drafted)
            catalogue = await asyncio.to_thread(_drafts, stored, day)
        else:
            catalogue = (await self.refresh()).catalogue
        await self._prepared(catalogue)
        return catalogue

    async def _prepared(self, catalogue: Catalogue) -> None:
        async with self._preparing:  # once for all who wait for the same
            await aside(lambda: prepare(catalogue))

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                await self.make_ready()
            except Exception as error:  # noqa: BLE001  the outermost loop: it must not end
                log.error("faq_not_refreshed", error=type(error).__name__)


async def _moment(work: Work) -> tuple[int, date]:
    return await stamp(work), day_of(work.now)


async def _drafted(work: Work) -> tuple[date, Stored]:
    return day_of(work.now), await drafted(work)


def _drafts(stored: Stored, day: date) -> Catalogue:
    return _catalogue(composed(stored, day).model_dump_json(), day)


def _made(stored: Stored, day: date) -> Shown:
    found = composed(stored, day)
    wire = found.model_dump_json()
    return Shown(
        stamp=stored.stamp,
        day=day,
        version=found.version,
        wire=wire,
        files=frozenset(file.sha256 for each in found.articles for file in each.attachments),
        catalogue=_catalogue(wire, day),
    )


@lru_cache(maxsize=4)
def _catalogue(wire: str, day: date) -> Catalogue:
    """The same object for the same content: an index is made for each."""
    return read(json.loads(wire)).on(day)
