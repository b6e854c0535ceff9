"""Who is on shift, and how they like their desk."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from storage.ids import new_id
from storage.reports.shift_tables import desk, shift
from storage.reports.unit_of_work import Work

RUNNING = shift.c.ended_at.is_(None)


async def start_shift(work: Work, staff_id: UUID) -> None:
    """Nothing happens while one is running."""
    statement = work.insert(shift).values(id=new_id(), staff_id=staff_id, started_at=work.now)
    await work.connection.execute(
        statement.on_conflict_do_nothing(index_elements=["staff_id"], index_where=RUNNING)
    )


async def end_shift(work: Work, staff_id: UUID) -> None:
    mine = update(shift).where(shift.c.staff_id == staff_id, RUNNING)
    await work.connection.execute(mine.values(ended_at=work.now))


async def shift_since(work: Work, staff_id: UUID) -> datetime | None:
    """When the running shift began; None between shifts."""
    query = select(shift.c.started_at).where(shift.c.staff_id == staff_id, RUNNING)
    found: datetime | None = await work.connection.scalar(query)
    return found


async def on_shift(work: Work) -> set[UUID]:
    """Who has a running shift."""
    rows = await work.connection.execute(select(shift.c.staff_id).where(RUNNING))
    return {row.staff_id for row in rows}


async def wants_shortcuts(work: Work, staff_id: UUID) -> bool:
    """Everybody does until they say otherwise."""
    query = select(desk.c.shortcuts).where(desk.c.staff_id == staff_id)
    chosen: bool | None = await work.connection.scalar(query)
    return chosen is not False


async def set_shortcuts(work: Work, staff_id: UUID, wanted: bool) -> None:
    statement = work.insert(desk).values(staff_id=staff_id, shortcuts=wanted)
    await work.connection.execute(
        statement.on_conflict_do_update(
            index_elements=["staff_id"], set_={"shortcuts": statement.excluded.shortcuts}
        )
    )
