"""What could not be handled, kept raw for people to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.dialect import InsertIfAbsent
from storage.conversations.tables import parked

_PARK = InsertIfAbsent(parked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """``source`` names where it came from, ``key`` names it there, ``body`` is what it was."""

    source: str
    key: str
    error: str
    body: str


class Parking:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, source: str, key: str) -> str | None:
        """The body of what is kept under this key, which is kept no longer; None if nothing is."""
        of_key = (parked.c.source == source, parked.c.key == key)
        body: str | None = await self._connection.scalar(select(parked.c.body).where(*of_key))
        await self._connection.execute(delete(parked).where(*of_key))
        return body

    async def park(self, items: Sequence[Parked], *, at: datetime) -> None:
        """Keep ``items``; the same key of the same source is kept once."""
        rows = [
            {
                "source": item.source,
                "key": _storable(item.key),
                "error": _storable(item.error),
                "body": _storable(item.body),
                "parked_at": at,
            }
            for item in items
        ]
        if rows:
            await self._connection.execute(_PARK.on(self._connection), rows)


def _storable(text: str) -> str:
    # Parking is the last resort: it must not fail over a NUL or half a character.
    return text.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")
