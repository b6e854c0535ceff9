"""One engine, one way to open a transaction, for SQLite and PostgreSQL alike."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

BUSY_TIMEOUT_MS = 15_000
READING = "qulaq_reading"
T = TypeVar("T")


class Database:
    """A database that hands out transactions and nothing else.

    ``url`` is an SQLAlchemy URL: ``sqlite+aiosqlite:///var/bots.sqlite`` when
    embedded, ``postgresql+asyncpg://…`` at scale. Each transaction has a
    connection of its own: on a shared one another coroutine's ROLLBACK undoes
    your write.
    """

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = url
        self.engine: AsyncEngine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=False,
            # An error must not carry a citizen's words into a log.
            hide_parameters=True,
        )
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        if self.is_sqlite:
            own_sqlite_transactions(self.engine.sync_engine)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A writing transaction: committed when the block ends, rolled back if it raises."""
        async with self._connected() as connection:
            await _unbroken(connection.begin().start())
            yield connection
            await _unbroken(connection.commit())

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A reading transaction: takes no write lock on SQLite, is never committed."""
        async with self._connected() as connection:
            await connection.execution_options(**{READING: True})
            yield connection

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        connection = self.engine.connect()
        try:
            await _unbroken(connection.start())
            yield connection
        finally:
            # close() rolls back what is not committed.
            if connection.sync_connection is not None:
                await _unbroken(connection.close())

    async def dispose(self) -> None:
        await self.engine.dispose()


async def _unbroken(step: Awaitable[T]) -> T:
    # A cancelled BEGIN IMMEDIATE still takes effect later in aiosqlite's thread,
    # and a cancelled COMMIT leaves its outcome unknown: let each end first.
    task = asyncio.ensure_future(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def own_sqlite_transactions(engine: Engine) -> None:
    """Durable, concurrent SQLite: how every connection is set up and every transaction begins."""

    # SQLite takes its write lock at the first write, and two readers that both
    # want to become writers fail with SQLITE_BUSY at once, whatever the timeout.
    # BEGIN IMMEDIATE takes the lock up front, so the second one waits instead.
    # https://www.sqlite.org/lang_transaction.html
    # synchronous=FULL: WAL with NORMAL loses acknowledged commits at a power cut.
    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        reading = connection.get_execution_options().get(READING)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
