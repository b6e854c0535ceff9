"""What the portal and the keys need done now and then. Done twice, or by two, it does no harm."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from intake_api.house import House
from intake_api.identity.subjects import reseal_some
from intake_api.uploads.tidying import drop_stale, finish_left
from storage.reports.links import delete_links_before

log = structlog.get_logger(__name__)

FINISH_EVERY_S = 30
TIDY_EVERY_S = 600
LINKS_KEPT = timedelta(days=30)
RESEALED_AT_ONCE = 200


@asynccontextmanager
async def doing_chores(house: House) -> AsyncIterator[None]:
    """Finish what citizens left and tidy up behind them while the block runs."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for chore, seconds in ((finish_uploads, FINISH_EVERY_S), (tidy_links, TIDY_EVERY_S)):
        scheduler.add_job(
            chore, "interval", seconds=seconds, args=(house,), coalesce=True, max_instances=1
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def finish_uploads(house: House) -> None:
    if finished := await finish_left(house.reports, house.blobs, house.parts):
        log.info("uploads_finished", uploads=finished)


async def tidy_links(house: House) -> None:
    """Forget old links and stale uploads; go on where a change of keys was stopped."""
    ring = house.keys.ring()
    links = await house.reports.perform(
        lambda work: delete_links_before(work, work.now - LINKS_KEPT)
    )
    uploads = await drop_stale(house.reports, house.parts)
    resealed = await house.reports.perform(lambda work: reseal_some(work, ring, RESEALED_AT_ONCE))
    log.info("portal_tidied", links=links, uploads=uploads, resealed=resealed)
