"""Saved views: each has an owner, who alone changes it; shared ones everybody may use."""

from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.refusals import TooManyViews, ViewUnknown
from storage.ids import new_id
from storage.reports.unit_of_work import Work
from storage.reports.views import (
    ViewRecord,
    add_view,
    change_view,
    count_views,
    delete_view,
    set_start,
    unshare,
    view_by_id,
)

MOST_VIEWS = 50


async def save_view(
    work: Work, actor: Actor, *, name: str, filters: dict[str, object], shared: bool
) -> UUID:
    """Raises TooManyViews."""
    if await count_views(work, actor.id) >= MOST_VIEWS:
        raise TooManyViews
    view_id = new_id()
    await add_view(work, view_id, actor.id, name=name, filters=filters, shared=shared)
    return view_id


async def edit_view(work: Work, actor: Actor, view_id: UUID, changed: dict[str, object]) -> None:
    """Raises ViewUnknown unless it is the actor's own."""
    view = await _own(work, actor, view_id)
    await change_view(work, view_id, **changed)
    if changed.get("shared") is False:
        await unshare(work, view)


async def drop_view(work: Work, actor: Actor, view_id: UUID) -> None:
    """Raises ViewUnknown unless it is the actor's own."""
    await _own(work, actor, view_id)
    await delete_view(work, view_id)


async def start_with(work: Work, actor: Actor, view_id: UUID | None) -> None:
    """What the actor's workstation opens with. Raises ViewUnknown unless they may use it."""
    if view_id is not None:
        view = await view_by_id(work, view_id)
        if view is None or not (view.shared or view.owner_id == actor.id):
            raise ViewUnknown
    await set_start(work, actor.id, view_id)


async def _own(work: Work, actor: Actor, view_id: UUID) -> ViewRecord:
    view = await view_by_id(work, view_id)
    if view is None or view.owner_id != actor.id:
        raise ViewUnknown
    return view
