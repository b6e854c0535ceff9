"""What others told us last."""

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.tables import snapshot

_READ = select(snapshot.c.body).where(snapshot.c.name == bindparam("of_name"))
_DROP = delete(snapshot).where(snapshot.c.name == bindparam("of_name"))
_WRITE = insert(snapshot)


class Snapshots:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def read(self, name: str) -> str | None:
        """JSON text, or None if there never was any."""
        found: str | None = await self._connection.scalar(_READ, {"of_name": name})
        return found

    async def write(self, name: str, body: str) -> None:
        await self._connection.execute(_DROP, {"of_name": name})
        await self._connection.execute(_WRITE, {"name": name, "body": body})
