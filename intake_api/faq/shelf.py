"""The published catalogue in memory: what bots fetch, the portal shows and editors try.

What is published is on it at once. What is searched in follows as soon as its index is
ready: that takes seconds, in a thread, while the one before goes on answering.
"""

import asyncio
from dataclasses import dataclass
from datetime import date

from faq.catalogue import Catalogue, read
from faq.search import prepare
from intake_api.contract import FaqCatalogue
from intake_api.days import day_of
from intake_api.faq.published import drafted, published, stamp
from storage.reports.unit_of_work import Reports, Work


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
        self._drafted: tuple[tuple[str, date], Catalogue] | None = None
        self._making = asyncio.Lock()

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
                # Read with its stamp: what is changed meanwhile is newer than that.
                at, found = await self._reports.consult(lambda work: _published(work, day))
                shown = await asyncio.to_thread(_made, at, day, found)
                self._shown = shown
            return shown

    async def make_ready(self) -> None:
        """Let questions be answered from what is published now."""
        newest = (await self.refresh()).catalogue
        if newest is not self._ready:
            await asyncio.to_thread(prepare, newest)
            self._ready = newest

    async def chosen(self, *, draft: bool) -> Catalogue:
        """What is shown today, or would be if every draft were published."""
        if not draft:
            return (await self.refresh()).catalogue
        day, found = await self._reports.consult(_drafted)
        key = (found.version, day)
        async with self._making:
            if self._drafted is None or self._drafted[0] != key:
                self._drafted = key, await asyncio.to_thread(_read, found, day)
            return self._drafted[1]


async def _moment(work: Work) -> tuple[int, date]:
    return await stamp(work), day_of(work.now)


async def _published(work: Work, day: date) -> tuple[int, FaqCatalogue]:
    at = await stamp(work)
    return at, await published(work, day)


async def _drafted(work: Work) -> tuple[date, FaqCatalogue]:
    day = day_of(work.now)
    return day, await drafted(work, day)


def _made(at: int, day: date, found: FaqCatalogue) -> Shown:
    return Shown(
        stamp=at,
        day=day,
        version=found.version,
        wire=found.model_dump_json(),
        files=frozenset(file.sha256 for each in found.articles for file in each.attachments),
        catalogue=_read(found, day),
    )


def _read(found: FaqCatalogue, day: date) -> Catalogue:
    return read(found.model_dump(mode="json")).on(day)
