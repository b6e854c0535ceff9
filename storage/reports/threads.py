"""A whole transaction on SQLite in one hop to a thread.

aiosqlite hops to its thread and back for every cursor, statement and fetch, which costs
several times what the statements do. Here the coroutine of an act runs within a thread:
it awaits nothing but its connection, and this one answers at once.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Dialect, Executable, create_engine

from storage.database import READING, Database, own_sqlite_transactions

READERS = 4
T = TypeVar("T")
Act = Callable[["PlainConnection"], Coroutine[Any, Any, T]]


class PlainConnection:
    """A connection that is awaited like an asynchronous one and never waits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        return self._connection.dialect

    async def execute(
        self, statement: Executable, parameters: Any | None = None
    ) -> CursorResult[Any]:
        return self._connection.execute(statement, parameters)

    async def scalar(self, statement: Executable, parameters: Any | None = None) -> Any:
        return self._connection.scalar(statement, parameters)


class Threads:
    """One thread that writes, since SQLite has one writer, and a few that read."""

    def __init__(self, database: Database) -> None:
        url = database.engine.url.set(drivername="sqlite+pysqlite")
        self._engine = create_engine(url, pool_size=READERS + 1, hide_parameters=True)
        own_sqlite_transactions(self._engine)
        self._writer = ThreadPoolExecutor(1, "reports-writer")
        self._readers = ThreadPoolExecutor(READERS, "reports-reader")

    async def write(self, act: Act[T]) -> T:
        """Committed when ``act`` returns, rolled back if it raises.

        Goes on to its end when the caller is cancelled.
        """
        return await _in(self._writer, partial(self._write, act))

    async def read(self, look: Act[T]) -> T:
        return await _in(self._readers, partial(self._read, look))

    def dispose(self) -> None:
        self._writer.shutdown(wait=False)
        self._readers.shutdown(wait=False)
        self._engine.dispose()

    def _write(self, act: Act[T]) -> T:
        with self._engine.begin() as connection:
            return _driven(act(PlainConnection(connection)))

    def _read(self, look: Act[T]) -> T:
        with self._engine.connect() as connection:
            connection.execution_options(**{READING: True})
            return _driven(look(PlainConnection(connection)))


async def _in(threads: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    # Shielded: a thread cannot be cancelled, and its error must be somebody's.
    return await asyncio.shield(asyncio.get_running_loop().run_in_executor(threads, call))


def _driven(act: Coroutine[Any, Any, T]) -> T:
    try:
        act.send(None)
    except StopIteration as ended:
        result: T = ended.value
        return result
    act.close()
    raise RuntimeError("An act may await nothing but its database.")
