"""Reports whose owner has not been seen for a while.

``leased_at`` is set while an owner is busy with a report and moves on with all they do.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update

from storage.reports.tables import report
from storage.reports.unit_of_work import Work
from storage.types import UtcDateTime

BEFORE = report.c.leased_at < bindparam("moment", type_=UtcDateTime)
DUE = select(report.c.id).where(BEFORE).order_by(report.c.leased_at).limit(bindparam("most"))
TAKE = update(report).where(report.c.id == bindparam("wanted"), BEFORE).values(leased_at=None)


async def leased_before(work: Work, moment: datetime, limit: int) -> list[UUID]:
    """Those not handled since ``moment``, the longest first."""
    found = await work.connection.execute(DUE, {"moment": moment, "most": limit})
    return [row[0] for row in found]


async def take_lease(work: Work, report_id: UUID, moment: datetime) -> bool:
    """End a lease last renewed before ``moment``; False if it was renewed or ended meanwhile."""
    taken = await work.connection.execute(TAKE, {"wanted": report_id, "moment": moment})
    return taken.rowcount == 1
