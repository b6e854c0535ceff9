"""One act on the reports database, and how its news gets out.

What happened (journal) and what citizens are to be told (deliveries) is gathered
while the act runs and numbered at its very end; what changes about a report is
gathered too and written once, together with its number.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Executable, Table, bindparam, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.clock import Clock, utc_now
from storage.database import Database
from storage.ids import new_id
from storage.reports.statements import insert_unless_there
from storage.reports.tables import delivery, journal, report
from storage.reports.threads import PlainConnection, Threads

JOURNAL_CHANNEL = "qulaq_journal"
T = TypeVar("T")

ADVANCE = text(
    "INSERT INTO counter (name, value) VALUES (:name, :step)"
    " ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value RETURNING value"
)
LAST = text("SELECT value FROM counter WHERE name = :name")
CHANGE = update(report).where(report.c.id == bindparam("of_report"))
INSERT_DELIVERY = insert(delivery)
INSERT_JOURNAL = insert(journal)


@dataclass(slots=True, kw_only=True)
class Work:
    """What one act may read and change; nothing is visible to others until it ends.

    ``now`` is the one time of the whole act.
    """

    connection: AsyncConnection | PlainConnection
    now: datetime
    locked: set[UUID] = field(default_factory=set)
    """Reports that nobody else can change until this act ends."""
    _changed: dict[UUID, dict[str, object]] = field(default_factory=dict)
    _happened: list[tuple[UUID, str]] = field(default_factory=list)
    _to_tell: list[dict[str, object]] = field(default_factory=list)

    @property
    def is_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def insert(self, table: object) -> "sqlite.Insert | postgresql.Insert":
        """An INSERT that knows ON CONFLICT."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)  # type: ignore[arg-type]

    def insert_unless_there(self, table: Table) -> Executable:
        """An INSERT of parameters; ``rowcount`` is 0 where the primary key was there already."""
        return insert_unless_there(self.connection.dialect.name, table)

    def change(self, report_id: UUID, **columns: object) -> None:
        """Set columns of a report once this act ends; reading before sees the old ones."""
        self._changed.setdefault(report_id, {}).update(columns)

    def record(self, report_id: UUID, event: str) -> None:
        """Put ``event`` into the journal once this act commits."""
        if (report_id, event) not in self._happened:
            self._happened.append((report_id, event))

    def tell(
        self,
        *,
        conversation_id: UUID | None,
        kind: str,
        report_id: UUID | None = None,
        text: str = "",
        position: str = "",
        word: str | None = None,
        message_id: UUID | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        """Have a citizen told something once this act commits; everybody if no conversation.

        ``details`` are further fields of the wire type ``Delivery`` as JSON values.
        """
        self._to_tell.append(
            {
                "id": new_id(),
                "conversation_id": conversation_id,
                "report_id": report_id,
                "kind": kind,
                "text": text,
                "position": position,
                "word": word,
                "message_id": message_id,
                "details": dict(details) if details else None,
                "created_at": self.now,
            }
        )

    async def next_value(self, name: str) -> int:
        """The next number of a counter, 1 first. Others wait for it until this act ends."""
        return (await self._advance({name: 1}))[name]

    async def last_value(self, name: str) -> int:
        """The number given last; 0 if none was."""
        return int(await self.connection.scalar(LAST, {"name": name}) or 0)

    async def publish(self) -> bool:
        """Number and store what was gathered; True if there was anything.

        A reader asks for what comes after the last number it saw, so a number must never
        appear before a smaller one. Sequences of PostgreSQL break that: they count at
        once and commit in any order. A row of ``counter`` stays locked until the commit,
        so numbers appear in their order and without holes. Taking it last keeps the
        wait of others as short as the commit itself; on SQLite there is one writer.
        """
        steps = {"delivery": len(self._to_tell), "journal": len(self._happened)}
        steps = {name: step for name, step in steps.items() if step}
        await self._lock({report_id for report_id, _ in self._happened})
        last = await self._advance(steps) if steps else {}
        if self._to_tell:
            first = last["delivery"] - len(self._to_tell) + 1
            told = [{"seq": first + n, **wish} for n, wish in enumerate(self._to_tell)]
            await self.connection.execute(INSERT_DELIVERY, told)
        if self._happened:
            await self._write_journal(last["journal"] - len(self._happened) + 1)
        await self._write_changes()
        if steps and not self.is_sqlite:
            await self.connection.execute(text(f"NOTIFY {JOURNAL_CHANNEL}"))
        return bool(steps)

    async def _lock(self, reports: set[UUID]) -> None:
        # Others hold a report while they wait for the counter: taken the other way round
        # the two would wait for each other. On SQLite nobody else is writing.
        if self.is_sqlite or not (free := reports - self.locked):
            return
        held = select(report.c.id).where(report.c.id.in_(free)).order_by(report.c.id)
        await self.connection.execute(held.with_for_update())

    async def _write_journal(self, first: int) -> None:
        rows: list[dict[str, object]] = []
        for seq, (report_id, event) in enumerate(self._happened, first):
            rows.append({"seq": seq, "at": self.now, "report_id": report_id, "event": event})
            self.change(report_id, seq=seq)
        await self.connection.execute(INSERT_JOURNAL, rows)

    async def _write_changes(self) -> None:
        for report_id, columns in self._changed.items():
            await self.connection.execute(CHANGE, {"of_report": report_id, **columns})

    async def _advance(self, steps: dict[str, int]) -> dict[str, int]:
        # In one order always, so that two who need the same two never wait for each other.
        last = {}
        for name in sorted(steps):
            step = {"name": name, "step": steps[name]}
            last[name] = int(await self.connection.scalar(ADVANCE, step))
        return last


class Reports:
    """The reports database: acts that change it, and looks that do not.

    ``published`` is called after each commit that put something into journal or deliveries.
    ``act`` and ``look`` are blocks that may await other things too; ``perform`` and
    ``consult`` run a function that awaits only its ``work``, far cheaper on SQLite.
    """

    def __init__(self, database: Database, *, clock: Clock = utc_now) -> None:
        self.database = database
        self.clock = clock
        self.published: Callable[[], None] = lambda: None
        self._threads = Threads(database) if database.is_sqlite else None

    @asynccontextmanager
    async def act(self) -> AsyncIterator[Work]:
        """All of the block is stored when it ends, or nothing if it raises."""
        async with self.database.begin() as connection:
            work = Work(connection=connection, now=self.clock())
            yield work
            news = await work.publish()
        if news:
            self.published()

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Work]:
        async with self.database.read() as connection:
            yield Work(connection=connection, now=self.clock())

    async def perform(self, act: Callable[[Work], Awaitable[T]]) -> T:
        """What ``act`` returns, once all it did is stored; nothing is if it raises."""
        if self._threads is None:
            async with self.act() as work:
                return await act(work)
        result, news = await self._threads.write(lambda plain: self._published(act, plain))
        if news:
            self.published()
        return result

    async def consult(self, look: Callable[[Work], Awaitable[T]]) -> T:
        """What ``look`` returns, which changes nothing."""
        if self._threads is None:
            async with self.look() as work:
                return await look(work)
        return await self._threads.read(lambda plain: self._seen(look, plain))

    async def dispose(self) -> None:
        if self._threads is not None:
            self._threads.dispose()
        await self.database.dispose()

    async def _published(
        self, act: Callable[[Work], Awaitable[T]], connection: PlainConnection
    ) -> tuple[T, bool]:
        work = Work(connection=connection, now=self.clock())
        result = await act(work)
        return result, await work.publish()

    async def _seen(self, look: Callable[[Work], Awaitable[T]], connection: PlainConnection) -> T:
        return await look(Work(connection=connection, now=self.clock()))
