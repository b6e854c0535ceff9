"""The journal, read by many at once and waited for.

One pump in each process reads what is new, encodes it once, and keeps the latest in
memory; every console and every bot's long poll waits for the pump. It is woken by
commits of this process at once, by those of others through PostgreSQL's NOTIFY, or on
SQLite by looking a few times a second.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from uuid import UUID

import structlog

from intake_api.api.models import LiveEvent
from intake_api.api.rendering import row
from intake_api.listener import listening
from storage.reports.cases import ReportRecord, reports_by_ids
from storage.reports.deliveries import last_delivery
from storage.reports.journals import JournalEntry, entries_after, first_seq, last_seq
from storage.reports.unit_of_work import Reports, Work

log = structlog.get_logger(__name__)

REMEMBERED = 4096
BATCH = 500
LOOK_EVERY_S = 0.2
LOOK_EVERY_WITH_NOTIFY_S = 5.0
AFTER_TROUBLE_S = 1.0


class TooOld(Exception):
    """The journal no longer holds what comes after that number, or never held it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A journal entry, encoded once for all consoles. ``text`` is JSON."""

    seq: int
    text: str


class Feed:
    """``last`` is the number of the newest entry that readers may have.

    ``told`` is that of the newest delivery: one to a conversation alone has no entry.
    """

    def __init__(self, reports: Reports) -> None:
        self._reports = reports
        self._frames: deque[Frame] = deque(maxlen=REMEMBERED)
        self._news = asyncio.Condition()
        self._bell = asyncio.Event()
        self.last = 0
        self.told = 0
        self.closed = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Read the journal until the block ends."""
        async with self._reports.look() as work:
            self.last = await last_seq(work)
            self.told = await last_delivery(work)
        self._reports.published = self._bell.set
        pump = asyncio.create_task(self._pump())
        try:
            yield
        finally:
            await self.close()
            pump.cancel()
            with suppress(asyncio.CancelledError):
                await pump

    async def close(self) -> None:
        """Let everybody who waits go, for the process is ending."""
        self.closed = True
        async with self._news:
            self._news.notify_all()

    async def wait_beyond(
        self, seq: int, timeout_s: float, *, or_else: Callable[[], bool] = lambda: False
    ) -> None:
        """Until there is something after ``seq``, the time is over, or all is closed.

        Also once ``or_else`` holds, which is asked after every ``stir``.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s), self._news:
                await self._news.wait_for(lambda: self.last > seq or self.closed or or_else())

    async def stir(self) -> None:
        """Have everybody who waits look again."""
        async with self._news:
            self._news.notify_all()

    async def wait_for_delivery(self, seq: int, timeout_s: float) -> None:
        """Until there is a delivery after ``seq``, the time is over, or all is closed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s), self._news:
                await self._news.wait_for(lambda: self.told > seq or self.closed)

    async def after(self, seq: int) -> list[Frame]:
        """What comes after ``seq``, without a hole, at most a batch; empty when nothing is new.

        Raises TooOld.
        """
        if seq >= self.last:
            return []
        if self._frames and self._frames[0].seq <= seq + 1:
            start = seq + 1 - self._frames[0].seq
            return [self._frames[n] for n in range(start, min(start + BATCH, len(self._frames)))]
        frames = await self._load(seq)
        if not frames:
            raise TooOld
        return frames

    async def require_resumable(self, seq: int) -> None:
        """Raises TooOld if what comes after ``seq`` is not all there."""
        if seq == self.last:
            return
        async with self._reports.look() as work:
            if seq < await first_seq(work) - 1 or seq > await last_seq(work):
                raise TooOld

    async def _load(self, seq: int) -> list[Frame]:
        entries, reports = await self._reports.consult(lambda work: _read(work, seq))
        if entries and entries[0].seq != seq + 1:
            raise TooOld
        return [
            Frame(
                entry.seq,
                LiveEvent(
                    seq=entry.seq,
                    event=entry.event,
                    report_id=entry.report_id,
                    at=entry.at,
                    row=row(reports[entry.report_id]),
                ).model_dump_json(),
            )
            for entry in entries
        ]

    async def _pump(self) -> None:
        while True:
            try:
                async with listening(self._reports.database, self._bell) as notified:
                    pause_s = LOOK_EVERY_WITH_NOTIFY_S if notified else LOOK_EVERY_S
                    while not notified or notified.is_up():
                        await self._take_in()
                        await self._rung(pause_s)
            except Exception as error:  # noqa: BLE001  the outermost loop: it must not end
                log.error("journal_unreadable", error=type(error).__name__)
            await asyncio.sleep(AFTER_TROUBLE_S)

    async def _rung(self, timeout_s: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._bell.wait()

    async def _take_in(self) -> None:
        # Cleared before reading: what is rung for meanwhile is read the next time.
        self._bell.clear()
        while frames := await self._load(self.last):
            self._frames.extend(frames)
            async with self._news:
                self.last = frames[-1].seq
                self._news.notify_all()
        told = await self._reports.consult(last_delivery)
        if told > self.told:
            async with self._news:
                self.told = told
                self._news.notify_all()


async def _read(work: Work, seq: int) -> tuple[list[JournalEntry], dict[UUID, ReportRecord]]:
    entries = await entries_after(work, seq, BATCH)
    if not entries:
        return [], {}
    return entries, await reports_by_ids(work, {entry.report_id for entry in entries})
