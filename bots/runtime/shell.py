"""A bot's process: everything that runs side by side, until somebody says stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from bots.runtime.asides import Answers
from bots.runtime.carrier import Carrier
from bots.runtime.catalogue import Keeper, MakeScript, Prepare, published
from bots.runtime.cleaning import Cleaning
from bots.runtime.desk import Desk
from bots.runtime.feed import Feed
from bots.runtime.media import LARGEST_BYTES, Media
from bots.runtime.messenger import Messenger
from bots.runtime.pacing import Pacing
from bots.runtime.relay import Relay
from bots.runtime.saying import Saying
from bots.runtime.scheduler import Housekeeping, start_ticking
from bots.runtime.submitting import Submitting
from bots.runtime.timers import Timers
from bots.runtime.waysin import ByPolling, ByWebhook, WayIn, until_done
from bots.runtime.webhook import Door, Webhook
from intake_api.client import IntakeClient

log = structlog.stdlib.get_logger(__name__)


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
    prepare_script: Prepare,
    door: Door | None = None,
    answers: Answers | None = None,
    largest_file: int | None = LARGEST_BYTES,
) -> None:
    """Receive (at ``door``, else by polling), relay, read the feed and tick
    until cancelled; then end cleanly. ``answers`` finds what the inline mode offers."""
    way_in: WayIn = (
        ByWebhook(Webhook(messenger, desk, door, group=group, answers=answers))
        if door
        else ByPolling(messenger, desk, timeout_s=poll_timeout_s, group=group, answers=answers)
    )
    relay = make_relay(desk, messenger, intake, pacing=pacing, largest_file=largest_file)
    keeper = Keeper(published(intake), desk, make_script, prepare_script)
    await keeper.recall()
    ticking = start_ticking(Housekeeping(desk.database), Timers(desk))
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(relay.run())
            tasks.create_task(way_in.run())
            tasks.create_task(Feed(intake, desk).run())
            tasks.create_task(keeper.run())
            tasks.create_task(until_done(introduce, "introduction"))
            log.info("bot_started")
    finally:
        ticking.shutdown(wait=False)
        await way_in.settle()
        log.info("bot_stopped")


def make_relay(
    desk: Desk,
    messenger: Messenger,
    intake: IntakeClient,
    *,
    pacing: Pacing,
    largest_file: int | None = LARGEST_BYTES,
) -> Relay:
    """A relay that is woken by every change at ``desk``.

    ``largest_file`` in bytes is what the messenger hands out; None: it knows no limit.
    """
    carrier = Carrier(
        Saying(messenger, desk.now),
        Submitting(intake, desk.now),
        Media(messenger, intake, desk.now, largest=largest_file),
        Cleaning(messenger, desk),
    )
    relay = Relay(desk, carrier, pacing=pacing)
    desk.on_change = relay.wake
    return relay


async def until_stopped(work: Awaitable[None]) -> None:
    """Run ``work`` until it ends or SIGTERM or SIGINT comes, which cancels it once."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
