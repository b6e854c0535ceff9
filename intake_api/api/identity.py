"""Who citizens are: told by bots, shown to staff who say what for, found by phone."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from intake_api.api.answers import answer
from intake_api.api.models import Shown
from intake_api.api.who import ABot, Staff, TheHouse
from intake_api.contract import Identity
from intake_api.identity.people import Known, find_by_phone, identify, reveal_identity
from intake_api.reports.workflow import State

router = APIRouter(prefix="/v1", tags=["people"])

Purpose = Annotated[str, Query(max_length=200, description="What the name is needed for")]
Number = Annotated[str, Query(max_length=40, description="However people write it")]


class ConsentShown(Shown):
    version: str
    at: datetime


class IdentityShown(Shown):
    """``phone`` as E.164, ``birth_date`` as ISO 8601."""

    name: str | None
    phone: str | None
    birth_date: str | None
    iin: str | None
    consents: list[ConsentShown]
    updated_at: datetime


class CallerReport(Shown):
    conversation_id: UUID
    report_id: UUID
    number: str
    state: State
    received_at: datetime


class Callers(Shown):
    items: list[CallerReport]


@router.put("/conversations/{conversation_id}/identity", status_code=204, tags=["bots"])
async def put_identity(
    house: TheHouse, bot: ABot, conversation_id: UUID, identity: Identity
) -> Response:
    """Tell who speaks in a conversation; a later one replaces it, consents add up."""
    ring = house.keys.ring()
    await house.reports.perform(lambda work: identify(work, ring, bot, conversation_id, identity))
    return Response(status_code=204)


@router.get("/conversations/{conversation_id}/identity", response_model=IdentityShown)
async def get_identity(
    house: TheHouse, actor: Staff, conversation_id: UUID, purpose: Purpose = ""
) -> Response:
    """Who the citizen is. What for must be said, and is kept with who looked."""
    ring = house.keys.ring()
    known = await house.reports.perform(
        lambda work: reveal_identity(work, ring, actor, conversation_id, purpose)
    )
    return answer(_shown(known))


@router.get("/search/phone", response_model=Callers)
async def search_phone(house: TheHouse, actor: Staff, number: Number) -> Response:
    """The reports of whoever gave this number, newest first."""
    ring = house.keys.ring()
    found = await house.reports.perform(lambda work: find_by_phone(work, ring, actor, number))
    return answer(Callers(items=[CallerReport.model_validate(_row(each)) for each in found]))


def _shown(known: Known) -> IdentityShown:
    names = ("name", "phone", "birth_date", "iin")
    return IdentityShown(
        **{name: known.fields.get(name) for name in names},
        consents=[ConsentShown(version=e.version, at=e.consented_at) for e in known.consents],
        updated_at=known.updated_at,
    )


def _row(found: object) -> dict[str, object]:
    return {name: getattr(found, name) for name in CallerReport.model_fields}
