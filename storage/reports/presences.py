"""Who sits at a console now, and what is on it. A line that is not renewed is forgotten."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from storage.reports.queue_tables import looking
from storage.reports.statements import records
from storage.reports.tables import staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentRecord:
    """A person with a report or none on a console; the same on two consoles is one."""

    staff_id: UUID
    position: str
    report_id: UUID | None


PRESENT = (
    select(looking.c.staff_id, staff.c.position, looking.c.report_id)
    .join(staff, staff.c.id == looking.c.staff_id)
    .distinct()
    .order_by(staff.c.position, looking.c.staff_id, looking.c.report_id)
)


async def look_at(work: Work, line_id: UUID, staff_id: UUID, report_id: UUID | None) -> None:
    row = {"line_id": line_id, "staff_id": staff_id, "report_id": report_id, "seen_at": work.now}
    written = work.insert(looking).values(**row)
    await work.connection.execute(
        written.on_conflict_do_update(
            index_elements=["line_id"],
            set_={"report_id": written.excluded.report_id, "seen_at": written.excluded.seen_at},
        )
    )


async def look_away(work: Work, line_id: UUID) -> None:
    await work.connection.execute(delete(looking).where(looking.c.line_id == line_id))


async def renew(work: Work, lines: Collection[UUID], forget_before: datetime) -> None:
    """These lines are still there; those not renewed since ``forget_before`` are not."""
    await work.connection.execute(
        update(looking).where(looking.c.line_id.in_(list(lines))).values(seen_at=work.now)
    )
    await work.connection.execute(delete(looking).where(looking.c.seen_at < forget_before))


async def present(work: Work) -> list[PresentRecord]:
    return records(PresentRecord, await work.connection.execute(PRESENT))
