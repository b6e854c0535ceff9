"""Ticks. What is due is a row; a tick that runs twice, or in two processes, does no harm."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from intake_api.faq.publishing import publish_due
from intake_api.geocoding import Geocoder
from intake_api.reports.addresses import look_up_due
from intake_api.reports.erasing import sweep_blobs
from intake_api.reports.leases import release_overdue
from intake_api.reports.retention import journal_kept
from intake_api.reports.sending import send_due
from intake_api.reports.sos import ring_overdue
from intake_api.search.filling import fill_some
from storage.blobs import BlobStore
from storage.reports.bulks import delete_bulks_before
from storage.reports.idempotency import delete_keys_before
from storage.reports.journals import delete_entries_before
from storage.reports.sessions import delete_expired_sessions
from storage.reports.unit_of_work import Reports

log = structlog.get_logger(__name__)

EVERY_S = 600
GIVE_BACK_EVERY_S = 30
RING_EVERY_S = 1
SEND_EVERY_S = 1
PUBLISH_EVERY_S = 3
INDEX_EVERY_S = 5
KEYS_KEPT = timedelta(days=7)


@asynccontextmanager
async def ticking(
    reports: Reports, blobs: BlobStore, *, kept: timedelta, lease: timedelta
) -> AsyncIterator[None]:
    """Tidy up and give back what was left alone, now and then while the block runs."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    _every(scheduler, EVERY_S, tidy_up, reports, kept)
    _every(scheduler, GIVE_BACK_EVERY_S, give_back, reports, lease)
    _every(scheduler, EVERY_S, sweep, reports, blobs)
    _every(scheduler, RING_EVERY_S, ring, reports)
    _every(scheduler, SEND_EVERY_S, send_due, reports)
    _every(scheduler, PUBLISH_EVERY_S, publish, reports)
    _every(scheduler, INDEX_EVERY_S, index, reports)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


@asynccontextmanager
async def looking_up(reports: Reports, geocoder: Geocoder | None) -> AsyncIterator[None]:
    """Put typed addresses on the map while the block runs, if there is a geocoder."""
    if geocoder is None:
        yield
        return
    scheduler = AsyncIOScheduler(timezone="UTC")
    _every(scheduler, RING_EVERY_S, look_up_due, reports, geocoder)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


def _every(
    scheduler: AsyncIOScheduler, seconds: int, job: Callable[..., Awaitable[object]], *args: object
) -> None:
    """Ring for ``job``, never twice at once; a tick that comes late is still worth it."""
    scheduler.add_job(
        job,
        "interval",
        seconds=seconds,
        args=args,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )


async def give_back(reports: Reports, lease: timedelta) -> None:
    """Return reports whose owner has been away for longer than ``lease``."""
    if released := await release_overdue(reports, lease):
        log.info("leases_expired", reports=released)


async def publish(reports: Reports) -> None:
    """Publish every article whose time has come."""
    if published := await publish_due(reports):
        log.info("faq_published", articles=published)


async def index(reports: Reports) -> None:
    """Have reports found by their words that were there before the index."""
    if filled := await fill_some(reports):
        log.info("reports_indexed", reports=filled)


async def ring(reports: Reports) -> None:
    """Alarm about every SOS that was left unopened for too long."""
    if rung := await ring_overdue(reports):
        log.warning("sos_unopened", acts=rung)


async def sweep(reports: Reports, blobs: BlobStore) -> None:
    """Delete bytes that an erasure wished gone and did not live to delete."""
    if gone := await sweep_blobs(reports, blobs):
        log.info("blobs_erased", blobs=gone)


async def tidy_up(reports: Reports, kept: timedelta) -> None:
    """Forget expired sessions, old idempotency keys and old journal entries.

    ``kept`` is for how long those stay where administrators have not chosen.
    """
    async with reports.act() as work:
        sessions = await delete_expired_sessions(work)
        keys = await delete_keys_before(work, work.now - KEYS_KEPT)
        await delete_bulks_before(work, work.now - KEYS_KEPT)
        entries = await delete_entries_before(work, work.now - await journal_kept(work, kept))
    log.info("tidied_up", sessions=sessions, keys=keys, journal=entries)
