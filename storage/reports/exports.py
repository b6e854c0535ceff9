"""Many reports as they all were at one moment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from storage.reports.cases import ReportRecord
from storage.reports.queue import Position, queue_page
from storage.reports.queue_filter import QueueFilter
from storage.reports.unit_of_work import Reports, Work

PAGE = 500
ONE_MOMENT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


@asynccontextmanager
async def one_moment(reports: Reports) -> AsyncIterator[Work]:
    """A look in which every statement sees the same; what happens meanwhile is not seen."""
    async with reports.look() as work:
        if not work.is_sqlite:  # where a reading transaction is that anyway
            await work.connection.execute(ONE_MOMENT)
        yield work


async def pages(work: Work, wanted: QueueFilter) -> AsyncIterator[list[ReportRecord]]:
    """All reports that ``wanted`` means, in the order of their list."""
    after: Position | None = None
    while found := await queue_page(work, wanted, after, PAGE):
        yield found
        last = found[-1]
        after = Position(priority=last.priority, received_at=last.received_at, id=last.id)
