"""Where each talk stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.dialect import InsertIfAbsent
from storage.conversations.tables import conversation

_ADD = InsertIfAbsent(conversation)
_LOCK = (
    select(conversation.c.chat, conversation.c.id, conversation.c.seed, conversation.c.document)
    .where(conversation.c.chat.in_(bindparam("chats", expanding=True)))
    .order_by(conversation.c.chat)
    .with_for_update()
)
_SAVE = (
    update(conversation)
    .where(conversation.c.chat == bindparam("of_chat"))
    .values(document=bindparam("new_document"))
)
_CHATS = select(conversation.c.id, conversation.c.alias, conversation.c.chat).where(
    or_(
        conversation.c.id.in_(bindparam("ids", expanding=True)),
        conversation.c.alias.in_(bindparam("ids", expanding=True)),
    )
)
_READ = select(conversation.c.document).where(conversation.c.chat == bindparam("of_chat"))
_PAGE = (
    select(conversation.c.chat)
    .where(conversation.c.chat > bindparam("beyond"), conversation.c.document.is_not(None))
    .order_by(conversation.c.chat)
    .limit(bindparam("at_most"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A conversation as it lies in the database; ``document`` is None before its first step."""

    id: str
    seed: str | None
    document: str | None


class Conversations:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(
        self, chats: Iterable[str], *, new_id: Callable[[], str], alias_of: Callable[[str], str]
    ) -> dict[str, Stored]:
        """The conversations of ``chats``, held against others until commit.

        A chat met for the first time gets its row, under a fresh id, before it is
        locked: there is nothing to lock in a row that does not exist, and two first
        messages would then overwrite each other (courier issue 215). All add first
        and lock next, each in sorted order, so that nobody waits in a ring.
        """
        names = sorted(set(chats))
        if not names:
            return {}
        rows = [_new(chat, new_id(), new_id(), alias_of) for chat in names]
        await self._connection.execute(_ADD.on(self._connection), rows)
        found = await self._connection.execute(_LOCK, {"chats": names})
        return {row.chat: Stored(id=row.id, seed=row.seed, document=row.document) for row in found}

    async def save(self, documents: Mapping[str, str]) -> None:
        """Replace the documents of chats that ``lock`` has returned."""
        rows = [{"of_chat": chat, "new_document": text} for chat, text in documents.items()]
        if rows:
            await self._connection.execute(_SAVE, rows)

    async def document(self, chat: str) -> str | None:
        """The document of ``chat`` as it lies there; None before the first step."""
        found: str | None = await self._connection.scalar(_READ, {"of_chat": chat})
        return found

    async def chats(self, ids: Iterable[str]) -> dict[str, str]:
        """Which chat each conversation id or alias belongs to; unknown ones are left out."""
        wanted = set(ids)
        found = (await self._connection.execute(_CHATS, {"ids": sorted(wanted)})).all()
        return {name: row.chat for row in found for name in {row.id, row.alias} & wanted}

    async def page(self, *, beyond: str, at_most: int) -> list[str]:
        """Chats that have been spoken with, in order, after the chat ``beyond``."""
        found = await self._connection.execute(_PAGE, {"beyond": beyond, "at_most": at_most})
        return list(found.scalars())


def _new(chat: str, name: str, seed: str, alias_of: Callable[[str], str]) -> dict[str, str | None]:
    return {"chat": chat, "id": name, "seed": seed, "alias": alias_of(seed), "document": None}
