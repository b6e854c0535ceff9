"""What only one process may do at a time: it is held until a moment, and renewed before."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.dialect import InsertIfAbsent
from storage.conversations.tables import lease

_OPEN = InsertIfAbsent(lease, "fence")
_of_name = lease.c.name == bindparam("of_name")
_is_ours = lease.c.holder == bindparam("by")
_TAKE = (
    update(lease)
    .where(
        _of_name,
        or_(
            _is_ours,
            lease.c.holder == bindparam("over"),
            lease.c.until <= bindparam("now", type_=lease.c.until.type),
        ),
    )
    .values(
        holder=bindparam("by"),
        until=bindparam("to", type_=lease.c.until.type),
        fence=case((_is_ours, lease.c.fence), else_=lease.c.fence + 1),
    )
    .returning(lease.c.fence)
)
_RELEASE = (
    update(lease).where(_of_name, _is_ours).values(until=bindparam("now", type_=lease.c.until.type))
)
_LOOK = select(lease.c.name, lease.c.holder, lease.c.until, lease.c.fence).where(_of_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """``fence`` rises with every new holder."""

    name: str
    holder: str
    until: datetime
    fence: int


class Leases:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(
        self, name: str, by: str, *, now: datetime, until: datetime, over: str | None = None
    ) -> int | None:
        """Take or renew ``name``; returns its fence, or None while another holds it.

        ``over`` is a holder known to be dead, whose time need not be waited for.
        """
        row = {"name": name, "holder": by, "until": until, "fence": 1}
        opened: int | None = await self._connection.scalar(_OPEN.on(self._connection), row)
        if opened is not None:
            return opened
        wanted = {"of_name": name, "by": by, "over": over or by, "now": now, "to": until}
        fence: int | None = await self._connection.scalar(_TAKE, wanted)
        return fence

    async def release(self, name: str, by: str, *, now: datetime) -> None:
        """Let the next one have it; nothing happens if it is another's already."""
        await self._connection.execute(_RELEASE, {"of_name": name, "by": by, "now": now})

    async def look(self, name: str) -> Lease | None:
        found = (await self._connection.execute(_LOOK, {"of_name": name})).mappings().first()
        return Lease(**found) if found else None
