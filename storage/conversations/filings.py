"""Which report each message of a chat belongs to, ours and the citizen's."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.dialect import InsertIfAbsent
from storage.conversations.tables import filing

_ADD = InsertIfAbsent(filing)
_FIND = select(
    filing.c.chat, filing.c.ref, filing.c.report_id, filing.c.message_id, filing.c.ours
).where(tuple_(filing.c.chat, filing.c.ref).in_(bindparam("wanted", expanding=True)))
_REFILE = (
    update(filing)
    .where(filing.c.chat == bindparam("of_chat"), filing.c.message_id == bindparam("of_message"))
    .values(report_id=bindparam("to_report"))
)
_FORGET = delete(filing).where(filing.c.at < bindparam("before", type_=filing.c.at.type))
_FORGET_CHAT = delete(filing).where(filing.c.chat == bindparam("of_chat"))
_SINCE = (
    select(filing.c.ref)
    .where(
        filing.c.chat == bindparam("of_chat"),
        filing.c.at >= bindparam("since", type_=filing.c.at.type),
    )
    .order_by(filing.c.at)
)
_OLDER = select(filing.c.ref).where(
    filing.c.chat == bindparam("of_chat"),
    filing.c.at < bindparam("since", type_=filing.c.at.type),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The message ``ref`` of ``chat``: of ``report_id``, there called ``message_id``."""

    chat: str
    ref: str
    report_id: str | None
    message_id: str | None
    ours: bool


class Filings:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, filings: Sequence[Filing], *, at: datetime) -> None:
        """Remember ``filings``; one that is known already stays as it is."""
        rows = [
            {
                "chat": each.chat,
                "ref": each.ref,
                "report_id": each.report_id,
                "message_id": each.message_id,
                "ours": each.ours,
                "at": at,
            }
            for each in sorted(filings, key=lambda each: (each.chat, each.ref))
        ]
        if rows:
            await self._connection.execute(_ADD.on(self._connection), rows)

    async def find(self, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], Filing]:
        """What is known of messages, by chat and ref."""
        if not wanted:
            return {}
        found = await self._connection.execute(_FIND, {"wanted": sorted(wanted)})
        return {(row["chat"], row["ref"]): Filing(**row) for row in found.mappings()}

    async def refile(self, chat: str, message_id: str, report_id: str) -> None:
        """The message belongs to another report from now on."""
        moved = {"of_chat": chat, "of_message": message_id, "to_report": report_id}
        await self._connection.execute(_REFILE, moved)

    async def since(self, chat: str, since: datetime) -> tuple[list[str], int]:
        """Refs of the messages of ``chat`` since then, and how many older ones are known."""
        wanted = {"of_chat": chat, "since": since}
        young = (await self._connection.execute(_SINCE, wanted)).scalars().all()
        old = (await self._connection.execute(_OLDER, wanted)).scalars().all()
        return list(young), len(old)

    async def forget(self, *, before: datetime) -> int:
        result = await self._connection.execute(_FORGET, {"before": before})
        return result.rowcount

    async def forget_chat(self, chat: str) -> None:
        await self._connection.execute(_FORGET_CHAT, {"of_chat": chat})
