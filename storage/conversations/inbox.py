"""What has happened already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.dialect import InsertIfAbsent
from storage.conversations.tables import inbox

_CLAIM = InsertIfAbsent(inbox, "key")
_BLANK = update(inbox).where(inbox.c.chat == bindparam("of_chat")).values(body=None)
_WITHHOLD = (
    update(inbox).where(inbox.c.key == bindparam("of_key")).values(body=bindparam("instead"))
)
_MESSAGES = select(inbox.c.key).where(
    inbox.c.chat == bindparam("of_chat"),
    inbox.c.received_at >= bindparam("since", type_=inbox.c.received_at.type),
    inbox.c.key.startswith("message:"),
)
_OLDER = (
    select(func.count())
    .select_from(inbox)
    .where(
        inbox.c.chat == bindparam("of_chat"),
        inbox.c.received_at < bindparam("since", type_=inbox.c.received_at.type),
        inbox.c.key.startswith("message:"),
    )
)
_FORGET = delete(inbox).where(inbox.c.received_at < bindparam("before"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A happening to be handled once. ``body`` is the raw update as ASCII JSON, if any."""

    key: str
    chat: str
    body: str | None = None


class Inbox:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(self, claims: Sequence[Claim], *, at: datetime) -> frozenset[str]:
        """The keys of ``claims`` that were never seen before; from now on they are."""
        # Sorted, so that two who claim the same keys wait for each other and never in a ring.
        rows = [
            {"key": key, "chat": claim.chat, "received_at": at, "body": claim.body}
            for key, claim in sorted({claim.key: claim for claim in reversed(claims)}.items())
        ]
        if not rows:
            return frozenset()
        result = await self._connection.execute(_CLAIM.on(self._connection), rows)
        return frozenset(result.scalars())

    async def withhold(self, instead: Mapping[str, str]) -> None:
        """Keep something else than what updates said, by key, before anybody can read it."""
        rows = [{"of_key": key, "instead": body} for key, body in sorted(instead.items())]
        if rows:
            await self._connection.execute(_WITHHOLD, rows)

    async def forget_chat(self, chat: str) -> None:
        """Drop what the updates of a chat said; that they came stays known."""
        await self._connection.execute(_BLANK, {"of_chat": chat})

    async def refs(self, chat: str, *, since: datetime) -> list[str]:
        """The messenger's ids of the messages that came from ``chat`` since then."""
        wanted = {"of_chat": chat, "since": since}
        keys = (await self._connection.execute(_MESSAGES, wanted)).scalars()
        return [key.rpartition(":")[2] for key in keys]

    async def older(self, chat: str, *, since: datetime) -> int:
        """How many messages came from ``chat`` before then, of those still known."""
        found = await self._connection.scalar(_OLDER, {"of_chat": chat, "since": since})
        return int(found or 0)

    async def forget(self, *, before: datetime) -> int:
        """Drop what came in ``before``; returns how many rows went."""
        result = await self._connection.execute(_FORGET, {"before": before})
        return result.rowcount
