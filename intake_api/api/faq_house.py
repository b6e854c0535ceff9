"""/v1/faq: topics, settings, and who writes."""

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.faq_models import (
    FaqSettings,
    Topics,
    TopicShown,
    TopicsWish,
    Writer,
    Writers,
)
from intake_api.api.who import AFigureReader, AnApprover, AnEditor, TheHouse
from intake_api.auth.actor import EDITORS
from intake_api.faq.topics import write_settings, write_topics
from storage.reports.faq_topics import SettingsRecord, all_topics, settings_now, topics_in_use
from storage.reports.people import staff_of_roles
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/faq", tags=["faq"])


@router.get("/topics", response_model=Topics)
async def get_topics(house: TheHouse, actor: AFigureReader) -> Response:
    """The topics in their order, with how many articles stand under each."""
    return answer(await house.reports.consult(_topics))


@router.put("/topics", response_model=Topics)
async def put_topics(house: TheHouse, actor: AnApprover, wish: TopicsWish) -> Response:
    """Have these topics in this order; citizens see them at once."""
    await house.reports.perform(lambda work: write_topics(work, actor, wish.items))
    await house.shelf.refresh()
    return answer(await house.reports.consult(_topics))


async def _topics(work: Work) -> Topics:
    used = await topics_in_use(work)
    return Topics(
        items=[
            TopicShown(code=each.code, labels=each.labels, articles=used[each.code])
            for each in await all_topics(work)
        ]
    )


@router.get("/settings", response_model=FaqSettings)
async def get_settings(house: TheHouse, actor: AnEditor) -> Response:
    found = await house.reports.consult(settings_now)
    return answer(FaqSettings.model_validate(found, from_attributes=True))


@router.put("/settings", response_model=FaqSettings)
async def put_settings(house: TheHouse, actor: AnApprover, wish: FaqSettings) -> Response:
    """Choose how sure the bot must be; it follows at once."""
    chosen = SettingsRecord(**wish.model_dump())
    await house.reports.perform(lambda work: write_settings(work, actor, chosen))
    await house.shelf.refresh()
    return answer(wish)


@router.get("/colleagues", response_model=Writers)
async def get_colleagues(house: TheHouse, actor: AnEditor) -> Response:
    """Who may own an article."""
    found = await house.reports.consult(lambda work: staff_of_roles(work, EDITORS))
    return answer(Writers(items=[Writer(id=each.id, name=each.name) for each in found]))
