"""Keeps the bot's script in step with what the API publishes: categories and rules, articles.

The last of each is stored, so that a bot that starts while the API is away knows it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import structlog
from pydantic import BaseModel

from bots.dialogue.engine import Script
from bots.runtime.backoff import pause_s
from bots.runtime.desk import Desk
from bots.runtime.trouble import described
from intake_api.client import IntakeClient, NotYet, Rejected, Unavailable
from intake_api.contract import Catalogue, FaqCatalogue
from storage.conversations.unit_of_work import look_into, unit_of_work

log = structlog.stdlib.get_logger(__name__)

EVERY_S = 60.0
BACKLOG_S = 3.0
LONGEST_PAUSE_S = 300.0

Bodies = Mapping[str, Mapping[str, object]]
MakeScript = Callable[[Bodies], Script]
"""A script from what is known, as JSON, by the source's name."""
Prepare = Callable[[Script], object]
"""Makes ready what a script needs to work at its best; slow, so called in a thread."""


class Versioned(Protocol):
    @property
    def version(self) -> str: ...

    def model_dump_json(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Source:
    """Something the API publishes. ``fetch`` returns None if the version is still the newest.

    What is ``slow`` to make ready is used once it is ready, all else at once.
    """

    name: str
    model: type[BaseModel]
    fetch: Callable[[str | None], Awaitable[Versioned | None]]
    slow: bool = False


def published(intake: IntakeClient) -> tuple[Source, ...]:
    """All there is."""
    return (
        Source("catalogue", Catalogue, intake.catalogue),
        Source("faq", FaqCatalogue, intake.faq_catalogue, slow=True),
    )


class Keeper:
    """``make`` builds a script from all that is known, ``prepare`` readies it."""

    def __init__(
        self, sources: tuple[Source, ...], desk: Desk, make: MakeScript, prepare: Prepare
    ) -> None:
        self._sources = sources
        self._desk = desk
        self._make = make
        self._prepare = prepare
        self._bodies: dict[str, Mapping[str, object]] = {}
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._preparing = asyncio.Lock()

    async def recall(self) -> None:
        """Take up what was stored, if there is anything and it can be read.

        At once, for citizens wait after a restart; ``run`` makes it ready.
        """
        async with look_into(self._desk.database) as work:
            stored = {each: await work.snapshots.read(each.name) for each in self._sources}
        readable: dict[str, str] = {}
        for source, body in stored.items():
            try:
                if body is not None:
                    source.model.model_validate_json(body)
                    readable[source.name] = body
            except Exception as error:  # noqa: BLE001 - another release wrote it: ask anew
                log.warning("snapshot_unreadable", snapshot=source.name, **described(error))
        try:
            if readable:
                self._bodies = {name: json.loads(body) for name, body in readable.items()}
                self._desk.script = self._make(self._bodies)
        except Exception as error:  # noqa: BLE001 - as above
            log.warning("snapshots_unusable", **described(error))

    async def refresh(self, source: Source) -> bool:
        """Ask the API; True if there was a new one. Raises what the client raises."""
        found = await source.fetch(self._version(source))
        if found is None:
            return False
        body = found.model_dump_json()
        await self._use(source, body)
        async with unit_of_work(self._desk.database) as work:
            await work.snapshots.write(source.name, body)
        log.info("snapshot_taken", snapshot=source.name, version=found.version)
        await self._make_ready(self._desk.script)
        return True

    async def run(self) -> None:
        """Make ready what was recalled and look for news; never ends.

        Those who wrote while the bot was away are answered before the machine is kept busy.
        """
        self._quiet.clear()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._make_ready_what_works())
            tasks.create_task(self._be_quiet_soon())
            for source in self._sources:
                tasks.create_task(self._keep(source))

    async def _keep(self, source: Source) -> None:
        failures = 0
        while True:
            try:
                await self.refresh(source)
                failures = 0
            except (Unavailable, NotYet, Rejected) as error:
                failures += 1
                log.info("snapshot_not_there", snapshot=source.name, **described(error))
            except Exception as error:  # noqa: BLE001 - the outermost loop
                failures += 1
                log.error("snapshot_failed", snapshot=source.name, **described(error))
            wait = pause_s(failures, cap_s=LONGEST_PAUSE_S) if failures else EVERY_S
            await asyncio.sleep(wait)

    def _version(self, source: Source) -> str | None:
        known = self._bodies.get(source.name)
        return str(known["version"]) if known else None

    async def _be_quiet_soon(self) -> None:
        await asyncio.sleep(BACKLOG_S)
        self._quiet.set()

    async def _make_ready_what_works(self) -> None:
        try:
            await self._make_ready(self._desk.script)
        except Exception as error:  # noqa: BLE001 - without it the bot still takes reports
            log.error("script_not_ready", **described(error))

    async def _make_ready(self, script: Script) -> None:
        """At once where it is ready already."""
        await self._quiet.wait()
        async with self._preparing:
            await asyncio.to_thread(self._prepare, script)

    async def _use(self, source: Source, body: str) -> None:
        """Build the script beside the one that works, and swap them."""
        new = {source.name: json.loads(body)}
        if source.slow:
            await self._make_ready(self._make({**self._bodies, **new}))
        self._bodies = {**self._bodies, **new}
        self._desk.script = self._make(self._bodies)
