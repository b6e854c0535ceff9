"""A bot's process: everything that runs side by side, until somebody says stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from bots.runtime.asides import Answers
from bots.runtime.backoff import pause_s
from bots.runtime.carrier import Carrier
from bots.runtime.catalogue import CatalogueKeeper, MakeScript
from bots.runtime.cleaning import Cleaning
from bots.runtime.desk import Desk
from bots.runtime.feed import Feed
from bots.runtime.media import Media
from bots.runtime.messenger import Messenger
from bots.runtime.pacing import Pacing
from bots.runtime.polling import Polling
from bots.runtime.relay import Relay
from bots.runtime.saying import Saying
from bots.runtime.scheduler import Housekeeping, start_ticking
from bots.runtime.submitting import Submitting
from bots.runtime.timers import Timers
from bots.runtime.trouble import described
from intake_api.client import IntakeClient

log = structlog.stdlib.get_logger(__name__)

INTRODUCE_PAUSE_AT_MOST_S = 300.0


async def serve(
    desk: Desk,
    messenger: Messenger,
    intake: IntakeClient,
    *,
    poll_timeout_s: int,
    group: int,
    pacing: Pacing,
    introduce: Callable[[], Awaitable[None]],
    make_script: MakeScript,
    answers: Answers | None = None,
) -> None:
    """Poll, relay, read the feed and tick until cancelled; then end cleanly."""
    polling = Polling(messenger, desk, timeout_s=poll_timeout_s, group=group, answers=answers)
    relay = make_relay(desk, messenger, intake, pacing=pacing)
    keeper = CatalogueKeeper(intake, desk, make_script)
    await keeper.recall()
    ticking = start_ticking(Housekeeping(desk.database), Timers(desk))
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(relay.run())
            tasks.create_task(polling.run())
            tasks.create_task(Feed(intake, desk).run())
            tasks.create_task(keeper.run())
            tasks.create_task(until_done(introduce))
            log.info("bot_started")
    finally:
        ticking.shutdown(wait=False)
        await polling.settle()
        log.info("bot_stopped")


def make_relay(desk: Desk, messenger: Messenger, intake: IntakeClient, *, pacing: Pacing) -> Relay:
    """A relay that is woken by every change at ``desk``."""
    carrier = Carrier(
        Saying(messenger, desk.now),
        Submitting(intake, desk.now),
        Media(messenger, intake, desk.now),
        Cleaning(messenger, desk),
    )
    relay = Relay(desk, carrier, pacing=pacing)
    desk.on_change = relay.wake
    return relay


async def until_done(introduce: Callable[[], Awaitable[None]]) -> None:
    """Try until it succeeds; a bot without its command menu still takes reports."""
    failures = 0
    while True:
        try:
            await introduce()
        except Exception as error:  # noqa: BLE001 - must not take the bot down
            failures += 1
            log.warning("introduction_failed", **described(error), failures=failures)
            await asyncio.sleep(pause_s(failures, cap_s=INTRODUCE_PAUSE_AT_MOST_S))
        else:
            return


async def until_stopped(work: Awaitable[None]) -> None:
    """Run ``work`` until it ends or SIGTERM or SIGINT comes, which cancels it once."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
