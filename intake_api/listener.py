"""PostgreSQL's LISTEN, on a connection of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from storage.database import Database
from storage.reports.unit_of_work import JOURNAL_CHANNEL


class Line:
    """A connection that rings when another process has committed news."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def is_up(self) -> bool:
        return not self._driver.is_closed()


@asynccontextmanager
async def listening(database: Database, bell: asyncio.Event) -> AsyncIterator[Line | None]:
    """Set ``bell`` at every NOTIFY while the block runs; None where there is no such thing."""
    if database.is_sqlite:
        yield None
        return

    def ring(*_: object) -> None:
        bell.set()

    async with database.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        driver: Any = raw.driver_connection
        driver.add_termination_listener(ring)
        await driver.add_listener(JOURNAL_CHANNEL, ring)
        try:
            yield Line(driver)
        finally:
            if not driver.is_closed():
                await driver.remove_listener(JOURNAL_CHANNEL, ring)
                driver.remove_termination_listener(ring)
