"""How much of something somebody did in a window of time: counted in rows, for every process."""

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.tables import quota

_SQLITE = sqlite.insert(quota)
_POSTGRESQL = postgresql.insert(quota)
_KEY = [quota.c.name, quota.c.window]
_COUNT_ON_SQLITE = _SQLITE.on_conflict_do_update(
    index_elements=_KEY, set_={"count": quota.c["count"] + _SQLITE.excluded["count"]}
).returning(quota.c.name, quota.c["count"].label("reached"))
_COUNT_ON_POSTGRESQL = _POSTGRESQL.on_conflict_do_update(
    index_elements=_KEY, set_={"count": quota.c["count"] + _POSTGRESQL.excluded["count"]}
).returning(quota.c.name, quota.c["count"].label("reached"))
# Summed up, not a row of its own: that would make every process wait for every other.
_ALL = select(func.coalesce(func.sum(quota.c["count"]), 0)).where(
    quota.c.window == bindparam("of_window")
)
_FORGET = delete(quota).where(quota.c.window < bindparam("before"))


class Quotas:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def count(self, done: Mapping[str, int], *, window: int) -> dict[str, int]:
        """Add to what each name did in ``window``; how much it is now."""
        # Sorted, so that two who count the same names wait for each other and never in a ring.
        rows = [
            {"name": name, "window": window, "count": number}
            for name, number in sorted(done.items())
        ]
        if not rows:
            return {}
        on_sqlite = self._connection.dialect.name == "sqlite"
        statement = _COUNT_ON_SQLITE if on_sqlite else _COUNT_ON_POSTGRESQL
        found = await self._connection.execute(statement, rows)
        return {row.name: row.reached for row in found}

    async def together(self, *, window: int) -> int:
        """What all names did in ``window``, of what is committed or our own."""
        return int(await self._connection.scalar(_ALL, {"of_window": window}) or 0)

    async def forget(self, *, before: int) -> None:
        """Drop the windows before this one."""
        await self._connection.execute(_FORGET, {"before": before})
