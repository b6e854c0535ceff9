"""What is to happen to a chat at a time, unless it is called off before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.tables import timer

_DUE = (
    select(timer.c.chat, timer.c.name, timer.c.due_at)
    .where(timer.c.due_at <= bindparam("now", type_=timer.c.due_at.type))
    .order_by(timer.c.due_at)
    .limit(bindparam("at_most"))
)
_CANCEL = delete(timer).where(
    timer.c.chat == bindparam("of_chat"), timer.c.name == bindparam("of_name")
)
# Only the very one that was seen due: set anew meanwhile, it is another.
_TAKE = _CANCEL.where(timer.c.due_at == bindparam("seen_due_at", type_=timer.c.due_at.type))
_NEXT = select(timer.c.due_at).order_by(timer.c.due_at).limit(1)
_SET = insert(timer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    chat: str
    name: str
    due_at: datetime


class Timers:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def change(self, wanted: Mapping[tuple[str, str], datetime | None]) -> None:
        """For each chat and name: due then from now on, or called off."""
        if not wanted:
            return
        gone = [{"of_chat": chat, "of_name": name} for chat, name in sorted(wanted)]
        await self._connection.execute(_CANCEL, gone)
        rows = [
            {"chat": chat, "name": name, "due_at": due_at}
            for (chat, name), due_at in sorted(wanted.items())
            if due_at is not None
        ]
        if rows:
            await self._connection.execute(_SET, rows)

    async def due(self, *, now: datetime, at_most: int) -> list[Timer]:
        """What is due, the longest first; looked at, not taken."""
        found = await self._connection.execute(_DUE, {"now": now, "at_most": at_most})
        return [Timer(**row) for row in found.mappings()]

    async def take(self, seen: Timer) -> bool:
        """Remove it; False if it was taken, set anew or called off meanwhile."""
        row = {"of_chat": seen.chat, "of_name": seen.name, "seen_due_at": seen.due_at}
        return (await self._connection.execute(_TAKE, row)).rowcount == 1

    async def next_due_at(self) -> datetime | None:
        found: datetime | None = await self._connection.scalar(_NEXT)
        return found
