"""Where everything that reads from outside hands its events in."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from bots.dialogue.engine import Script
from bots.runtime import metrics
from bots.runtime.flood import Limits
from bots.runtime.handle import Also, Arrival, Handled, handle, nothing
from storage.clock import Clock, utc_now
from storage.database import Database

T = TypeVar("T")


def opaque_id() -> str:
    """Pure chance, so that a conversation's id tells nothing, not even when it began."""
    return str(uuid4())


class Desk:
    """``handle`` with everything that does not change from call to call.

    ``on_change`` is called after each commit that changed a conversation: there may be
    new wishes in the outbox. ``script`` may be replaced while we run.
    """

    def __init__(
        self,
        database: Database,
        script: Script,
        *,
        clock: Clock = utc_now,
        new_id: Callable[[], str] = opaque_id,
        limits: Limits | None = None,
    ) -> None:
        self.database = database
        self.on_change: Callable[[], None] = _ignore
        self.script = script
        self._clock = clock
        self._new_id = new_id
        self._limits = limits

    def now(self) -> datetime:
        return self._clock()

    async def handle(self, arrivals: Sequence[Arrival], also: Also = nothing) -> Handled:
        """See ``bots.runtime.handle.handle``. Once begun it ends, also when cancelled."""
        work = handle(
            self.database,
            self.script,
            arrivals,
            now=self.now(),
            new_id=self._new_id,
            also=also,
            limits=self._limits,
        )
        handled = await uninterrupted(work)
        metrics.arrivals_total.inc(len(handled.keys))
        for key in handled.parked:
            metrics.parked_total.labels(key.partition(":")[0]).inc()
        if handled.keys:
            self.on_change()
        return handled


async def uninterrupted(work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` returns. A cancellation is felt only when it has ended."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        task.exception()  # seen: nobody is left to hear of it
        raise


def _ignore() -> None:
    return None
