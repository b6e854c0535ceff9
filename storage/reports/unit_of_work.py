"""One act on the reports database, and how its news gets out.

What happened (journal) and what citizens are to be told (deliveries) is gathered
while the act runs and numbered at its very end.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.clock import Clock, utc_now
from storage.database import Database
from storage.ids import new_id
from storage.reports.tables import counter, delivery, journal, report

JOURNAL_CHANNEL = "qulaq_journal"


@dataclass(slots=True, kw_only=True)
class Work:
    """What one act may read and change; nothing is visible to others until it ends.

    ``now`` is the one time of the whole act.
    """

    connection: AsyncConnection
    now: datetime
    _happened: list[tuple[UUID, str]] = field(default_factory=list)
    _to_tell: list[dict[str, object]] = field(default_factory=list)

    @property
    def is_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def insert(self, table: object) -> "sqlite.Insert | postgresql.Insert":
        """An INSERT that knows ON CONFLICT."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)  # type: ignore[arg-type]

    def record(self, report_id: UUID, event: str) -> None:
        """Put ``event`` into the journal once this act commits."""
        if (report_id, event) not in self._happened:
            self._happened.append((report_id, event))

    def tell(
        self,
        *,
        conversation_id: UUID,
        report_id: UUID,
        kind: str,
        text: str = "",
        position: str = "",
        word: str | None = None,
        message_id: UUID | None = None,
    ) -> None:
        """Have a citizen told something once this act commits."""
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
                "created_at": self.now,
            }
        )

    async def next_value(self, name: str) -> int:
        """The next number of a counter, 1 first. Others wait for it until this act ends."""
        return (await self._advance({name: 1}))[name]

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
        if not steps:
            return False
        last = await self._advance(steps)
        if self._to_tell:
            first = last["delivery"] - len(self._to_tell) + 1
            told = [{"seq": first + n, **wish} for n, wish in enumerate(self._to_tell)]
            await self.connection.execute(insert(delivery), told)
        if self._happened:
            await self._write_journal(last["journal"] - len(self._happened) + 1)
        return True

    async def _write_journal(self, first: int) -> None:
        rows = [
            {"seq": first + n, "at": self.now, "report_id": report_id, "event": event}
            for n, (report_id, event) in enumerate(self._happened)
        ]
        await self.connection.execute(insert(journal), rows)
        latest = {row["report_id"]: row["seq"] for row in rows}
        await self.connection.execute(
            update(report).where(report.c.id == bindparam("of")).values(seq=bindparam("last")),
            [{"of": report_id, "last": seq} for report_id, seq in latest.items()],
        )
        if not self.is_sqlite:
            await self.connection.execute(text(f"NOTIFY {JOURNAL_CHANNEL}"))

    async def _advance(self, steps: dict[str, int]) -> dict[str, int]:
        statement = self.insert(counter).values(
            [{"name": name, "value": steps[name]} for name in sorted(steps)]
        )
        advanced = await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["name"], set_={"value": counter.c.value + statement.excluded.value}
            ).returning(counter.c.name, counter.c.value)
        )
        return {name: int(value) for name, value in advanced}


class Reports:
    """The reports database: acts that change it, and looks that do not.

    ``published`` is called after each commit that put something into the journal.
    """

    def __init__(self, database: Database, *, clock: Clock = utc_now) -> None:
        self.database = database
        self.clock = clock
        self.published: Callable[[], None] = lambda: None

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
