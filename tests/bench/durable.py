"""(a) Updates made durable: bytes of getUpdates -> decode -> handle -> commit, a hundred a group.

The floor does no thinking: ``json.loads``, then the very same rows by bare ``sqlite3`` in one
transaction of a hundred, or by asyncpg's ``unnest`` on PostgreSQL.
"""

import asyncio
import json
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from uuid import uuid4

import asyncpg

from bots.citizen.script import CITIZEN
from bots.citizen.telegram import TelegramMessenger
from bots.runtime.handle import Arrival, handle
from bots.runtime.messenger import Incoming, Messenger
from bots.runtime.texts import Texts
from storage.database import Database
from storage.migrate import upgrade
from tests.bench.figure import Figure
from tests.bench.updates import batches
from tests.bench.usual_bot import UsualBot
from tests.postgres import Postgres

UPDATES = 4_000
USUAL_UPDATES = 400
ROUNDS = 5
NOW = datetime(2026, 10, 1, tzinfo=UTC)
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
TABLES = ("inbox", "conversation", "outbox")

Row = tuple[object, ...]
Rows = dict[str, list[Row]]


def messenger() -> Messenger:
    """The real adapter; nothing listens at its address, nothing is sent."""
    return TelegramMessenger("102:bench", Texts.load("citizen"), api_url="http://127.0.0.1:1")


async def ours(database: Database, groups: Sequence[Sequence[bytes]]) -> float:
    """Updates per second through the real decoder, the real flows and the real transaction."""
    adapter = messenger()
    started = time.perf_counter()
    for group in groups:
        arrivals = []
        for raw in group:
            update = json.loads(raw)
            incoming = adapter.decode(update)
            assert isinstance(incoming, Incoming)
            arrivals.append(
                Arrival(
                    key=incoming.key,
                    chat=incoming.chat,
                    event=incoming.event,
                    body=json.dumps(update),
                )
            )
        handled = await handle(database, CITIZEN, arrivals, now=NOW, new_id=lambda: str(uuid4()))
        assert not handled.parked
    return sum(map(len, groups)) / (time.perf_counter() - started)


def floor_sqlite(file: Path, groups: Sequence[Sequence[bytes]], rows: Rows) -> float:
    """The same rows, by hand."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript(PRAGMAS)
    shares = _shares(rows, len(groups))
    started = time.perf_counter()
    for number, group in enumerate(groups):
        for raw in group:
            json.loads(raw)
        connection.execute("BEGIN IMMEDIATE")
        for table, share in shares.items():
            marks = ", ".join("?" * len(share[number][0])) if share[number] else ""
            if marks:
                connection.executemany(
                    f"INSERT OR REPLACE INTO {table} VALUES ({marks})",
                    share[number],
                )
        connection.execute("COMMIT")
    taken = time.perf_counter() - started
    connection.close()
    return sum(map(len, groups)) / taken


def _shares(rows: Rows, parts: int) -> dict[str, list[list[Row]]]:
    """Each table's rows cut into as many runs as there are transactions."""
    shares = {}
    for table, all_rows in rows.items():
        size = -(-len(all_rows) // parts)
        shares[table] = [all_rows[n * size : (n + 1) * size] for n in range(parts)]
    return shares


def _written(rows: Rows, updates: int) -> Rows:
    """What was really written: a conversation's row once for each of its updates."""
    return {**rows, "conversation": list(islice(cycle(rows["conversation"]), updates))}


async def usual(folder: Path, groups: Sequence[Sequence[bytes]]) -> float:
    bot = UsualBot(folder)
    await bot.start()
    updates = [json.loads(raw) for group in groups for raw in group]
    started = time.perf_counter()
    for update in updates:
        await bot.feed(update)
    taken = time.perf_counter() - started
    await bot.stop()
    return len(updates) / taken


async def sqlite_round(folder: Path, groups: Sequence[Sequence[bytes]]) -> tuple[float, float]:
    """(ours, floor), updates per second."""
    file, bare = folder / "ours.sqlite", folder / "floor.sqlite"
    for made in (file, bare):
        database = Database(f"sqlite+aiosqlite:///{made}")
        await upgrade(database, "storage.conversations")
        if made == file:
            reached = await ours(database, groups)
        await database.dispose()
    with sqlite3.connect(file) as store:
        rows = {t: store.execute(f"SELECT * FROM {t}").fetchall() for t in TABLES}
    return reached, floor_sqlite(bare, groups, _written(rows, sum(map(len, groups))))


async def postgres_round(
    server: Postgres, groups: Sequence[Sequence[bytes]]
) -> tuple[float, float]:
    """(ours, floor by asyncpg's unnest), updates per second."""
    names = await asyncio.to_thread(lambda: (server.create(), server.create()))
    mine, bare = (Database(server.url(name)) for name in names)
    for database in (mine, bare):
        await upgrade(database, "storage.conversations")
    reached = await ours(mine, groups)
    dsn = [server.url(name).replace("+asyncpg", "") for name in names]
    source, target = await asyncpg.connect(dsn[0]), await asyncpg.connect(dsn[1])
    rows = {t: [tuple(r) for r in await source.fetch(f"SELECT * FROM {t}")] for t in TABLES}
    floor = await floor_postgres(target, groups, _written(rows, sum(map(len, groups))))
    await source.close()
    await target.close()
    for database in (mine, bare):
        await database.dispose()
    for name in names:
        await asyncio.to_thread(server.drop, name)
    return reached, floor


async def floor_postgres(
    connection: "asyncpg.Connection[asyncpg.Record]",
    groups: Sequence[Sequence[bytes]],
    rows: Rows,
) -> float:
    statements = {table: await _unnest(connection, table) for table in rows}
    shares = _shares(rows, len(groups))
    started = time.perf_counter()
    for number, group in enumerate(groups):
        for raw in group:
            json.loads(raw)
        async with connection.transaction():
            for table, share in shares.items():
                if share[number]:
                    await connection.execute(
                        statements[table], *map(list, zip(*share[number], strict=True))
                    )
    return sum(map(len, groups)) / (time.perf_counter() - started)


async def _unnest(connection: "asyncpg.Connection[asyncpg.Record]", table: str) -> str:
    types = await connection.fetch(
        "SELECT format_type(atttypid, NULL) AS kind FROM pg_attribute"
        " WHERE attrelid = $1::text::regclass AND attnum > 0 ORDER BY attnum",
        table,
    )
    arrays = ", ".join(f"${n}::{kind['kind']}[]" for n, kind in enumerate(types, start=1))
    clash = (
        "(chat) DO UPDATE SET document = excluded.document"
        if table == "conversation"
        else "DO NOTHING"
    )
    return f"INSERT INTO {table} SELECT * FROM unnest({arrays}) ON CONFLICT {clash}"


async def _measure() -> list[Figure]:
    groups = batches(UPDATES)
    await _warm_up()
    with tempfile.TemporaryDirectory() as folder:
        on_sqlite = [await sqlite_round(_fresh(folder), groups) for _ in range(ROUNDS)]
        few = batches(USUAL_UPDATES)
        most_bots = median([await usual(_fresh(folder), few) for _ in range(3)])
    server = await asyncio.to_thread(Postgres)
    try:
        # The figure is about commits that wait for the disk, as in production.
        await asyncio.to_thread(
            server.run, "ALTER SYSTEM SET fsync = on", "SELECT pg_reload_conf()"
        )
        on_postgres = [await postgres_round(server, groups) for _ in range(ROUNDS)]
    finally:
        await asyncio.to_thread(server.close)
    durable = median(value for value, _ in on_sqlite)
    return [
        Figure(
            name="updates made durable, SQLite, groups of 100, against bare sqlite3",
            value=durable,
            unit="updates/s",
            floor=median(floor for _, floor in on_sqlite),
            goal=0.15,
        ),
        Figure(
            name="the same against a Dispatcher bot with one ORM commit an update",
            value=durable,
            unit="updates/s",
            floor=most_bots,
            goal=10,
        ),
        Figure(
            name="updates made durable, PostgreSQL, groups of 100, against asyncpg unnest",
            value=median(value for value, _ in on_postgres),
            unit="updates/s",
            floor=median(floor for _, floor in on_postgres),
            goal=0.15,
        ),
    ]


async def _warm_up() -> None:
    with tempfile.TemporaryDirectory() as folder:
        await sqlite_round(Path(folder), batches(500))


def _fresh(folder: str) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))


def figures() -> list[Figure]:
    return asyncio.run(_measure())
