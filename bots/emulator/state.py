"""Keeps the world in one SQLite file: written behind, a moment later, in batches."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

from bots.emulator.files import StoredFile
from bots.emulator.json_types import encode
from bots.emulator.kept import keep_everything_new, restore
from bots.emulator.world import World

FLUSH_EVERY_S = 0.25
TABLES = """
CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key))
WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS content (digest TEXT PRIMARY KEY, bytes BLOB) WITHOUT ROWID;
"""

Row = tuple[str, str, bytes | None]


class State:
    """What changed is noted by key and encoded once a batch; None as a value deletes the row."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")
        self._database.executescript(TABLES)
        self._dirty: dict[tuple[str, str], Callable[[], object]] = {}
        self._contents: dict[str, bytes] = {}

    @contextlib.asynccontextmanager
    async def keeping(self, world: World) -> AsyncIterator[None]:
        """The world as it was is in place inside; all that happens in it is kept afterwards."""
        restore(world, self._rows())
        world.files.load_bytes = self._load_bytes
        world.files.on_new = self._new_file
        world.remember = self._remember
        keep_everything_new(world)
        flushing = asyncio.ensure_future(self._flush_now_and_then())
        try:
            yield
        finally:
            flushing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await flushing
            self._write(*self._batch())
            self._database.close()

    def _rows(self) -> dict[str, list[tuple[str, bytes]]]:
        rows: dict[str, list[tuple[str, bytes]]] = {}
        for kind, key, value in self._database.execute("SELECT kind, key, value FROM kept"):
            rows.setdefault(kind, []).append((key, value))
        return rows

    def _remember(self, kind: str, key: str, value: Callable[[], object]) -> None:
        self._dirty[kind, key] = value

    def _new_file(self, file: StoredFile, content: bytes) -> None:
        self._contents[file.digest] = content
        kept = {name: getattr(file, name) for name in StoredFile.__slots__}
        self._dirty["file", f"{file.kind}:{file.digest}"] = lambda: kept

    def _load_bytes(self, digest: str) -> bytes | None:
        query = "SELECT bytes FROM content WHERE digest = ?"
        row = self._database.execute(query, (digest,)).fetchone()
        return None if row is None else bytes(row[0])

    async def _flush_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_EVERY_S)
            rows, contents = self._batch()
            if rows or contents:
                await asyncio.shield(asyncio.to_thread(self._write, rows, contents))

    def _batch(self) -> tuple[list[Row], list[tuple[str, bytes]]]:
        dirty, self._dirty = self._dirty, {}
        contents, self._contents = self._contents, {}
        rows: list[Row] = []
        for (kind, key), produce in dirty.items():
            value = produce()
            rows.append((kind, key, None if value is None else encode(value)))
        return rows, list(contents.items())

    def _write(self, rows: Iterable[Row], contents: Iterable[tuple[str, bytes]]) -> None:
        database = self._database
        database.execute("BEGIN IMMEDIATE")
        try:
            database.executemany("INSERT OR IGNORE INTO content VALUES (?, ?)", contents)
            kept = [row for row in rows if row[2] is not None]
            gone = [row[:2] for row in rows if row[2] is None]
            database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", kept)
            database.executemany("DELETE FROM kept WHERE kind = ? AND key = ?", gone)
            database.execute("COMMIT")
        except BaseException:
            database.execute("ROLLBACK")
            raise
