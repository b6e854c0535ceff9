"""/v1/conversations and /v1/announcements: what concerns a citizen whole, or all of them."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from intake_api.api.answers import answer, encoded
from intake_api.api.models import (
    Announcement,
    Announcements,
    CitizenReport,
    CitizenReports,
    NewAnnouncement,
    RestrictionWish,
)
from intake_api.api.who import ABot, Key, OptionalKey, Staff, TheHouse
from intake_api.auth.actor import Role
from intake_api.contract import DeliveryKind, Erasure, Presence
from intake_api.refusals import Forbidden
from intake_api.reports.citizens import citizens_reports
from intake_api.reports.erasing import erase, sweep_blobs
from intake_api.reports.idempotency import Answered, body_hash, once
from intake_api.reports.restricting import announce, lift, restrict
from intake_api.reports.telling import take_presence
from storage.reports.deliveries import deliveries_to_all
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1", tags=["conversations"])

MOST_ANNOUNCEMENTS = 100
MOST_REPORTS = 100


@router.put("/conversations/{conversation_id}/presence", status_code=204, tags=["bots"])
async def put_presence(
    house: TheHouse, bot: ABot, conversation_id: UUID, presence: Presence
) -> Response:
    """The citizen blocked the bot, or let it in again."""
    await house.reports.perform(lambda work: take_presence(work, conversation_id, presence))
    return Response(status_code=204)


@router.post("/conversations/{conversation_id}/erasure", response_model=Erasure, tags=["bots"])
async def post_erasure(house: TheHouse, bot: ABot, key: Key, conversation_id: UUID) -> Response:
    """Forget the citizen; what must stay is told with its time."""
    held_for = timedelta(days=house.settings.keep_reports_days)

    async def act(work: Work) -> Answered:
        return await once(
            work,
            scope=f"bot:{bot.name}",
            key=key,
            body=body_hash("erasure", conversation_id),
            act=lambda: erase(work, bot, conversation_id, held_for=held_for),
        )

    told = await house.reports.perform(act)
    await sweep_blobs(house.reports, house.blobs)
    return encoded(told.text)


@router.put("/conversations/{conversation_id}/restriction", status_code=204)
async def put_restriction(
    house: TheHouse, actor: Staff, conversation_id: UUID, wish: RestrictionWish
) -> Response:
    """No new reports but SOS from this citizen. For supervisors."""
    await house.reports.perform(
        lambda work: restrict(work, actor, conversation_id, reason=wish.reason, until=wish.until)
    )
    return Response(status_code=204)


@router.delete("/conversations/{conversation_id}/restriction", status_code=204)
async def delete_restriction(house: TheHouse, actor: Staff, conversation_id: UUID) -> Response:
    await house.reports.perform(lambda work: lift(work, actor, conversation_id))
    return Response(status_code=204)


@router.get("/conversations/{conversation_id}/reports", response_model=CitizenReports)
async def get_reports(house: TheHouse, actor: Staff, conversation_id: UUID) -> Response:
    """What one citizen told, the newest 100 first. That it was looked at is noted."""
    found = await house.reports.perform(
        lambda work: citizens_reports(work, actor, conversation_id, MOST_REPORTS)
    )
    items = [CitizenReport.model_validate(each, from_attributes=True) for each in found]
    return answer(CitizenReports(items=items))


@router.post("/announcements", status_code=201, response_model=NewAnnouncement)
async def post_announcement(
    house: TheHouse, actor: Staff, asked: NewAnnouncement, key: OptionalKey = None
) -> Response:
    """Tell every citizen who has not opted out. For administrators."""

    async def told(work: Work) -> NewAnnouncement:
        await announce(work, actor, asked.texts)
        return asked

    async def act(work: Work) -> Answered:
        return await once(
            work,
            scope=f"staff:{actor.id}",
            key=key,
            body=body_hash("announcement", asked),
            act=lambda: told(work),
        )

    return encoded((await house.reports.perform(act)).text, 201)


@router.get("/announcements", response_model=Announcements)
async def get_announcements(house: TheHouse, actor: Staff) -> Response:
    """What everybody was told, the newest first. For administrators."""
    if actor.role is not Role.ADMIN:
        raise Forbidden
    found = await house.reports.consult(
        lambda work: deliveries_to_all(work, DeliveryKind.ANNOUNCEMENT, MOST_ANNOUNCEMENTS)
    )
    items = [
        Announcement(id=each.delivery_id, at=each.created_at, texts=(each.details or {})["texts"])
        for each in found
    ]
    return answer(Announcements(items=items))
