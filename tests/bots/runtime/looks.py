"""Looks into the bots' database, for assertions."""

from sqlalchemy import text

from bots.dialogue.state import Conversation, load
from storage.database import Database
from tests.bots.runtime.script import heard


async def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    async with database.read() as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


async def conversation(database: Database, chat: int = 1) -> Conversation:
    query = f"select document from conversation where chat = 'telegram:{chat}'"
    [(document,)] = await rows(database, query)
    return load(str(document))


async def heard_by(database: Database, chat: int = 1) -> list[str]:
    """What happened to ``chat``, in order; empty if nothing ever did."""
    known = await rows(database, f"select 1 from conversation where chat = 'telegram:{chat}'")
    return heard(await conversation(database, chat)) if known else []


async def waiting(database: Database) -> list[tuple[object, ...]]:
    return await rows(database, "select kind, mailbox from outbox order by id")


async def parked(database: Database) -> list[tuple[object, ...]]:
    return await rows(database, "select source, key from parked order by id")
