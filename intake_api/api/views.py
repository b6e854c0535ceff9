"""/v1/views: questions kept under a name, with how many reports match each now."""

from uuid import UUID

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.filters import KeptQuestion
from intake_api.api.queue_models import NewView, StartWish, ViewChange, Views, ViewShown
from intake_api.api.who import Staff, TheHouse
from intake_api.auth.actor import Actor
from intake_api.house import House
from intake_api.reports.views import drop_view, edit_view, save_view, start_with
from storage.reports.queue import MOST_COUNTED, count_matching
from storage.reports.unit_of_work import Work
from storage.reports.views import ViewRecord, start_of, views_of

router = APIRouter(prefix="/v1/views", tags=["reports"])


@router.get("", response_model=Views)
async def list_views(house: TheHouse, actor: Staff) -> Response:
    """One's own and the shared ones, with their counts."""
    return await _views(house, actor)


@router.post("", status_code=201, response_model=Views)
async def post_view(house: TheHouse, actor: Staff, wish: NewView) -> Response:
    """Keep a question; all views as they are then."""
    await house.reports.perform(
        lambda work: save_view(
            work, actor, name=wish.name.strip(), filters=_kept(wish.filters), shared=wish.shared
        )
    )
    return await _views(house, actor, status=201)


@router.patch("/{view_id}", response_model=Views)
async def patch_view(house: TheHouse, actor: Staff, view_id: UUID, wish: ViewChange) -> Response:
    """Rename, share or ask something else; all views as they are then."""
    changed: dict[str, object] = wish.model_dump(exclude_none=True, exclude={"filters"})
    if wish.filters is not None:
        changed["filters"] = _kept(wish.filters)
    await house.reports.perform(lambda work: edit_view(work, actor, view_id, changed))
    return await _views(house, actor)


@router.delete("/{view_id}", response_model=Views)
async def remove_view(house: TheHouse, actor: Staff, view_id: UUID) -> Response:
    """Forget it; all views as they are then."""
    await house.reports.perform(lambda work: drop_view(work, actor, view_id))
    return await _views(house, actor)


@router.put("/start", response_model=Views)
async def put_start(house: TheHouse, actor: Staff, wish: StartWish) -> Response:
    """What one's own workstation opens with; all views as they are then."""
    await house.reports.perform(lambda work: start_with(work, actor, wish.view))
    return await _views(house, actor)


def _kept(filters: KeptQuestion) -> dict[str, object]:
    return filters.model_dump(mode="json", exclude_defaults=True)


async def _views(house: House, actor: Actor, *, status: int = 200) -> Response:
    shown = await house.reports.consult(lambda work: _shown(work, actor))
    return answer(Views(items=shown), status)


async def _shown(work: Work, actor: Actor) -> list[ViewShown]:
    start = await start_of(work, actor.id)
    return [await _one(work, actor, view, start) for view in await views_of(work, actor.id)]


async def _one(work: Work, actor: Actor, view: ViewRecord, start: UUID | None) -> ViewShown:
    filters = KeptQuestion.model_validate(view.filters)
    found = await count_matching(work, filters.asked_by(actor))
    return ViewShown(
        id=view.id,
        name=view.name,
        filters=filters,
        shared=view.shared,
        mine=view.owner_id == actor.id,
        owner=view.owner_position,
        starts=view.id == start,
        count=min(found, MOST_COUNTED),
        is_more=found > MOST_COUNTED,
    )
