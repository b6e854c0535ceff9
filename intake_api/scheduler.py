"""Ticks. What is due is a row; a tick that runs twice, or in two processes, does no harm."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from intake_api.reports.leases import release_overdue
from intake_api.reports.sos import ring_overdue
from storage.reports.idempotency import delete_keys_before
from storage.reports.journals import delete_entries_before
from storage.reports.people import delete_expired_sessions
from storage.reports.unit_of_work import Reports

log = structlog.get_logger(__name__)

EVERY_S = 600
GIVE_BACK_EVERY_S = 30
RING_EVERY_S = 1
KEYS_KEPT = timedelta(days=7)


@asynccontextmanager
async def ticking(
    reports: Reports, *, journal_kept: timedelta, lease: timedelta
) -> AsyncIterator[None]:
    """Tidy up and give back what was left alone, now and then while the block runs."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        tidy_up,
        "interval",
        seconds=EVERY_S,
        args=(reports, journal_kept),
        coalesce=True,
        max_instances=1,
    )
    scheduler.add_job(
        give_back,
        "interval",
        seconds=GIVE_BACK_EVERY_S,
        args=(reports, lease),
        coalesce=True,
        max_instances=1,
    )
    scheduler.add_job(
        ring,
        "interval",
        seconds=RING_EVERY_S,
        args=(reports,),
        coalesce=True,
        max_instances=1,
        # A tick that starts late is still the right time to look.
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def give_back(reports: Reports, lease: timedelta) -> None:
    """Return reports whose owner has been away for longer than ``lease``."""
    if released := await release_overdue(reports, lease):
        log.info("leases_expired", reports=released)


async def ring(reports: Reports) -> None:
    """Alarm about every SOS that was left unopened for too long."""
    if rung := await ring_overdue(reports):
        log.warning("sos_unopened", acts=rung)


async def tidy_up(reports: Reports, journal_kept: timedelta) -> None:
    """Forget expired sessions, old idempotency keys and old journal entries."""
    async with reports.act() as work:
        sessions = await delete_expired_sessions(work)
        keys = await delete_keys_before(work, work.now - KEYS_KEPT)
        entries = await delete_entries_before(work, work.now - journal_kept)
    log.info("tidied_up", sessions=sessions, keys=keys, journal=entries)
