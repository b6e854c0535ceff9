"""Keeps the bot's script in step with the API's catalogue of categories, places and rules.

The last one is stored, so that a bot that starts while the API is away knows it.
"""

import asyncio
import json
from collections.abc import Callable, Mapping

import structlog

from bots.dialogue.engine import Script
from bots.runtime.backoff import pause_s
from bots.runtime.desk import Desk
from bots.runtime.trouble import described
from intake_api.client import IntakeClient, NotYet, Rejected, Unavailable
from intake_api.contract import Catalogue
from storage.conversations.unit_of_work import look_into, unit_of_work

log = structlog.stdlib.get_logger(__name__)

SNAPSHOT = "catalogue"
EVERY_S = 60.0
LONGEST_PAUSE_S = 300.0

MakeScript = Callable[[Mapping[str, object]], Script]


class CatalogueKeeper:
    """``make`` builds a script from the catalogue as JSON. ``run`` never ends."""

    def __init__(self, intake: IntakeClient, desk: Desk, make: MakeScript) -> None:
        self._intake = intake
        self._desk = desk
        self._make = make
        self._version: str | None = None

    async def recall(self) -> None:
        """Take up what was stored, if there is anything and it can be read."""
        async with look_into(self._desk.database) as work:
            body = await work.snapshots.read(SNAPSHOT)
        if body is None:
            return
        try:
            self._use(Catalogue.model_validate_json(body))
        except Exception as error:  # noqa: BLE001 - another release wrote it: ask anew
            log.warning("catalogue_unreadable", **described(error))

    async def refresh(self) -> bool:
        """Ask the API; True if there was a new one. Raises what the client raises."""
        found = await self._intake.catalogue(self._version)
        if found is None:
            return False
        self._use(found)
        async with unit_of_work(self._desk.database) as work:
            await work.snapshots.write(SNAPSHOT, found.model_dump_json())
        log.info("catalogue_taken", version=found.version)
        return True

    async def run(self) -> None:
        failures = 0
        while True:
            try:
                await self.refresh()
                failures = 0
            except (Unavailable, NotYet, Rejected) as error:
                failures += 1
                log.info("catalogue_not_there", **described(error))
            except Exception as error:  # noqa: BLE001 - the outermost loop
                failures += 1
                log.error("catalogue_failed", **described(error))
            wait = pause_s(failures, cap_s=LONGEST_PAUSE_S) if failures else EVERY_S
            await asyncio.sleep(wait)

    def _use(self, catalogue: Catalogue) -> None:
        self._desk.script = self._make(json.loads(catalogue.model_dump_json()))
        self._version = catalogue.version
