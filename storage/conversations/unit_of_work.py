"""Everything one happening may change in the bots' database, over one transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.conversations import Conversations
from storage.conversations.cursors import Cursors
from storage.conversations.filings import Filings
from storage.conversations.inbox import Inbox
from storage.conversations.leases import Leases
from storage.conversations.outbox import Outbox
from storage.conversations.parking import Parking
from storage.conversations.quotas import Quotas
from storage.conversations.snapshots import Snapshots
from storage.conversations.timers import Timers
from storage.database import Database


class UnitOfWork:
    """The rooms of the database; nothing written is visible to others until commit."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.inbox = Inbox(connection)
        self.conversations = Conversations(connection)
        self.outbox = Outbox(connection)
        self.cursors = Cursors(connection)
        self.parking = Parking(connection)
        self.timers = Timers(connection)
        self.filings = Filings(connection)
        self.leases = Leases(connection)
        self.snapshots = Snapshots(connection)
        self.quotas = Quotas(connection)


@asynccontextmanager
async def unit_of_work(database: Database) -> AsyncIterator[UnitOfWork]:
    """A writing transaction: committed when the block ends, undone if it raises."""
    async with database.begin() as connection:
        yield UnitOfWork(connection)


@asynccontextmanager
async def look_into(database: Database) -> AsyncIterator[UnitOfWork]:
    """For reading only: takes no write lock, and nothing written would stay."""
    async with database.read() as connection:
        yield UnitOfWork(connection)
