"""Ticks: what comes due by the clock alone. APScheduler only rings; a missed ring loses nothing."""

from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bots.runtime import metrics
from bots.runtime.timers import Timers
from storage.clock import Clock, utc_now
from storage.conversations.outbox import Backlog
from storage.conversations.unit_of_work import look_into, unit_of_work
from storage.database import Database

log = structlog.stdlib.get_logger(__name__)

RAW_UPDATES_ARE_KEPT_FOR = timedelta(hours=72)
# Who replies to something older is asked which report it is about.
FILINGS_ARE_KEPT_FOR = timedelta(days=90)
RETENTION_EVERY_S = 600
TIMERS_EVERY_S = 1
QUOTAS_EVERY_S = 60
GAUGES_EVERY_S = 15


class Housekeeping:
    """The jobs themselves; each may run twice, or in two processes, and do no harm."""

    def __init__(self, database: Database, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock
        self._kinds: set[str] = set()

    async def forget_raw_updates(self) -> int:
        """Drop inbox rows past their time; a source repeats nothing older (24 h at Telegram)."""
        async with unit_of_work(self._database) as work:
            gone = await work.inbox.forget(before=self._clock() - RAW_UPDATES_ARE_KEPT_FOR)
            await work.filings.forget(before=self._clock() - FILINGS_ARE_KEPT_FOR)
        if gone:
            log.info("inbox_forgotten", rows=gone)
        return gone

    async def forget_quotas(self) -> None:
        """Drop the counts of minutes that are over."""
        async with unit_of_work(self._database) as work:
            await work.quotas.forget(before=int(self._clock().timestamp()) // 60 - 1)

    async def measure(self) -> None:
        """Refresh the gauges."""
        async with look_into(self._database) as work:
            backlog = {item.kind: item for item in await work.outbox.backlog()}
        self._kinds |= backlog.keys()
        for kind in self._kinds:
            self._show(kind, backlog.get(kind))

    def _show(self, kind: str, backlog: Backlog | None) -> None:
        age_s = (self._clock() - backlog.oldest).total_seconds() if backlog else 0.0
        metrics.outbox_waiting.labels(kind).set(backlog.waiting if backlog else 0)
        metrics.outbox_oldest_s.labels(kind).set(max(0.0, age_s))


def start_ticking(housekeeping: Housekeeping, timers: Timers) -> AsyncIOScheduler:
    """A running scheduler; its owner shuts it down."""
    scheduler = AsyncIOScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 60},
    )
    scheduler.add_job(housekeeping.forget_raw_updates, "interval", seconds=RETENTION_EVERY_S)
    scheduler.add_job(housekeeping.forget_quotas, "interval", seconds=QUOTAS_EVERY_S)
    scheduler.add_job(housekeeping.measure, "interval", seconds=GAUGES_EVERY_S)
    scheduler.add_job(timers.tick, "interval", seconds=TIMERS_EVERY_S)
    scheduler.start()
    return scheduler
