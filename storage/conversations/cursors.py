"""How far each feed has been read."""

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.dialect import InsertIfAbsent
from storage.conversations.tables import cursor

_START = InsertIfAbsent(cursor)
_READ = select(cursor.c.position).where(cursor.c.name == bindparam("of_name"))
# Never backwards: a second reader that is behind must not undo what the first confirmed.
_MOVE = (
    update(cursor)
    .where(cursor.c.name == bindparam("of_name"), cursor.c.position < bindparam("to"))
    .values(position=bindparam("to"))
)


class Cursors:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def position(self, name: str) -> int:
        """Where ``name`` stands, 0 if it was never moved."""
        position = await self._connection.scalar(_READ, {"of_name": name})
        return int(position or 0)

    async def move(self, name: str, to: int) -> None:
        """Move ``name`` forward; a position behind the present one changes nothing."""
        await self._connection.execute(_START.on(self._connection), {"name": name, "position": to})
        await self._connection.execute(_MOVE, {"of_name": name, "to": to})
