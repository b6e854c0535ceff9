"""/v1/shift, /v1/handovers, /v1/desk: coming, going, and what is left to the next."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from intake_api.api.answers import answer, encoded
from intake_api.api.models import Owner
from intake_api.api.shift_models import (
    DeskShown,
    DeskWish,
    HandedReport,
    Handovers,
    HandoverShown,
    HandoverWish,
    Reading,
    ShiftShown,
)
from intake_api.api.who import Key, Staff, TheHouse
from intake_api.auth.actor import Actor
from intake_api.contract.base import Moment
from intake_api.reports import shifts
from intake_api.reports.idempotency import Answered, body_hash, once
from storage.reports.handovers import (
    HandoverRecord,
    handed_with,
    handover_by_id,
    handovers_before,
    readings_of,
)
from storage.reports.shifts import set_shortcuts, wants_shortcuts
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1", tags=["shifts"])


@router.get("/shift", response_model=ShiftShown)
async def get_shift(house: TheHouse, actor: Staff) -> Response:
    """Whether a shift runs, and what was left to this person and is not confirmed."""
    return answer(await house.reports.consult(lambda work: _shift(work, actor)))


@router.put("/shift", response_model=ShiftShown)
async def put_shift(house: TheHouse, actor: Staff) -> Response:
    """Start a shift; one that runs goes on."""
    await house.reports.perform(lambda work: shifts.start(work, actor))
    return await get_shift(house, actor)


@router.delete("/shift", response_model=ShiftShown)
async def delete_shift(house: TheHouse, actor: Staff) -> Response:
    """End the shift with nothing to hand over."""
    await house.reports.perform(lambda work: shifts.end(work, actor))
    return await get_shift(house, actor)


@router.post("/handovers", status_code=201, response_model=HandoverShown)
async def post_handover(house: TheHouse, actor: Staff, key: Key, wish: HandoverWish) -> Response:
    """End the shift with a note to a colleague or to everybody who comes."""
    left = shifts.Handover(text=wish.text, to=wish.to, reports=tuple(set(wish.reports)))

    async def act(work: Work) -> Answered:
        return await once(
            work,
            scope=f"staff:{actor.id}",
            key=key,
            body=body_hash("handover", wish),
            act=lambda: _handed(work, actor, left),
        )

    return encoded((await house.reports.perform(act)).text, 201)


@router.get("/handovers", response_model=Handovers)
async def list_handovers(
    house: TheHouse,
    actor: Staff,
    before: Moment | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Earlier notes, newest first."""
    return answer(await house.reports.consult(lambda work: _page(work, before, limit)))


@router.put("/handovers/{handover_id}/reading", response_model=ShiftShown)
async def put_reading(house: TheHouse, actor: Staff, handover_id: UUID) -> Response:
    """Confirm having read it."""
    await house.reports.perform(lambda work: shifts.confirm(work, actor, handover_id))
    return await get_shift(house, actor)


@router.get("/desk", response_model=DeskShown)
async def get_desk(house: TheHouse, actor: Staff) -> Response:
    """How this person likes to work."""
    wanted = await house.reports.consult(lambda work: wants_shortcuts(work, actor.id))
    return answer(DeskShown(shortcuts=wanted))


@router.put("/desk", response_model=DeskShown)
async def put_desk(house: TheHouse, actor: Staff, wish: DeskWish) -> Response:
    """Choose it, at whichever desk this person sits down."""
    await house.reports.perform(lambda work: set_shortcuts(work, actor.id, wish.shortcuts))
    return answer(DeskShown(shortcuts=wish.shortcuts))


async def _shift(work: Work, actor: Actor) -> ShiftShown:
    since, unread = await shifts.waiting_for(work, actor)
    return ShiftShown(since=since, unread=await _shown(work, unread))


async def _handed(work: Work, actor: Actor, left: shifts.Handover) -> HandoverShown:
    handover_id = await shifts.hand_over(work, actor, left)
    found = await handover_by_id(work, handover_id)
    assert found is not None
    (shown,) = await _shown(work, [found])
    return shown


async def _page(work: Work, before: datetime | None, limit: int) -> Handovers:
    found = await handovers_before(work, before, limit + 1)
    return Handovers(
        items=await _shown(work, found[:limit]),
        next=found[limit - 1].at if len(found) > limit else None,
    )


async def _shown(work: Work, found: list[HandoverRecord]) -> list[HandoverShown]:
    ids = [each.id for each in found]
    handed, readings = await handed_with(work, ids), await readings_of(work, ids)
    return [
        HandoverShown(
            id=each.id,
            at=each.at,
            by=Owner(id=each.from_id, position=each.from_position),
            to=Owner(id=each.to_id, position=each.to_position or "") if each.to_id else None,
            started_at=each.started_at,
            text=each.text,
            reports=[
                HandedReport.model_validate(
                    {
                        "id": one.report_id,
                        "number": one.number,
                        "state": one.state,
                        "priority": one.priority,
                    }
                )
                for one in handed
                if one.handover_id == each.id
            ],
            read_by=[
                Reading(position=one.position, at=one.at)
                for one in readings
                if one.handover_id == each.id
            ],
        )
        for each in found
    ]
