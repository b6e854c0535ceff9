"""The event journal, read after a cursor."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select

from storage.reports.statements import records
from storage.reports.tables import counter, journal
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    seq: int
    at: datetime
    event: str
    report_id: UUID


AFTER = (
    select(journal.c.seq, journal.c.at, journal.c.event, journal.c.report_id)
    .where(journal.c.seq > bindparam("seen"))
    .order_by(journal.c.seq)
    .limit(bindparam("most"))
)


async def entries_after(work: Work, seq: int, limit: int) -> list[JournalEntry]:
    rows = await work.connection.execute(AFTER, {"seen": seq, "most": limit})
    return records(JournalEntry, rows)


async def last_seq(work: Work) -> int:
    """The number of the newest entry; 0 when nothing has happened yet."""
    query = select(counter.c.value).where(counter.c.name == "journal")
    return int(await work.connection.scalar(query) or 0)


async def first_seq(work: Work) -> int:
    """The number of the oldest entry that is still kept, or of the next one to come."""
    oldest = await work.connection.scalar(select(func.min(journal.c.seq)))
    return int(oldest) if oldest is not None else await last_seq(work) + 1


async def delete_entries_before(work: Work, moment: datetime) -> int:
    """Forget what is older; readers that lag so far behind must begin anew."""
    last_old = select(func.max(journal.c.seq)).where(journal.c.at < moment).scalar_subquery()
    gone = await work.connection.execute(delete(journal).where(journal.c.seq <= last_old))
    return gone.rowcount
