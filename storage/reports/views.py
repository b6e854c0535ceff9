"""Questions that operators keep under a name."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, or_, select, update

from storage.reports.queue_tables import saved_view, start_view
from storage.reports.statements import record, records
from storage.reports.tables import staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRecord:
    """``filters`` as JSON."""

    id: UUID
    owner_id: UUID
    owner_position: str
    name: str
    filters: dict[str, Any]
    shared: bool


VIEW = select(
    saved_view.c.id,
    saved_view.c.owner_id,
    staff.c.position.label("owner_position"),
    saved_view.c.name,
    saved_view.c.filters,
    saved_view.c.shared,
).join(staff, staff.c.id == saved_view.c.owner_id)


async def views_of(work: Work, staff_id: UUID) -> list[ViewRecord]:
    """One's own by name, then those of others that are shared."""
    query = VIEW.where(or_(saved_view.c.owner_id == staff_id, saved_view.c.shared)).order_by(
        saved_view.c.owner_id != staff_id, saved_view.c.name, saved_view.c.id
    )
    return records(ViewRecord, await work.connection.execute(query))


async def view_by_id(work: Work, view_id: UUID) -> ViewRecord | None:
    query = VIEW.where(saved_view.c.id == view_id)
    return record(ViewRecord, await work.connection.execute(query))


async def count_views(work: Work, staff_id: UUID) -> int:
    query = select(func.count()).select_from(saved_view).where(saved_view.c.owner_id == staff_id)
    return int(await work.connection.scalar(query) or 0)


async def add_view(work: Work, view_id: UUID, owner_id: UUID, **columns: object) -> None:
    row = {"id": view_id, "owner_id": owner_id, "created_at": work.now, **columns}
    await work.connection.execute(insert(saved_view), row)


async def change_view(work: Work, view_id: UUID, **columns: object) -> None:
    if columns:
        await work.connection.execute(
            update(saved_view).where(saved_view.c.id == view_id).values(**columns)
        )


async def delete_view(work: Work, view_id: UUID) -> None:
    """Those who start with it start with the usual list again."""
    await work.connection.execute(delete(start_view).where(start_view.c.view_id == view_id))
    await work.connection.execute(delete(saved_view).where(saved_view.c.id == view_id))


async def unshare(work: Work, view: ViewRecord) -> None:
    """Nobody but its owner starts with it any more."""
    others = (start_view.c.view_id == view.id, start_view.c.staff_id != view.owner_id)
    await work.connection.execute(delete(start_view).where(*others))


async def start_of(work: Work, staff_id: UUID) -> UUID | None:
    query = select(start_view.c.view_id).where(start_view.c.staff_id == staff_id)
    found: UUID | None = await work.connection.scalar(query)
    return found


async def set_start(work: Work, staff_id: UUID, view_id: UUID | None) -> None:
    await work.connection.execute(delete(start_view).where(start_view.c.staff_id == staff_id))
    if view_id is not None:
        await work.connection.execute(insert(start_view).values(staff_id=staff_id, view_id=view_id))
