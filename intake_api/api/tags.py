"""Tags of reports, and who may own one."""

from uuid import UUID

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.queue_models import Colleague, Colleagues, TagsShown, TagsWish
from intake_api.api.who import Staff, TheHouse
from intake_api.reports.owning import colleagues
from intake_api.reports.tagging import tag_report
from storage.reports.shifts import on_shift
from storage.reports.tags import known_tags
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1", tags=["reports"])

MOST_OFFERED = 500


@router.get("/tags", response_model=TagsShown)
async def list_tags(house: TheHouse, actor: Staff) -> Response:
    """Tags that reports have had, those used lately first."""
    found = await house.reports.consult(lambda work: known_tags(work, MOST_OFFERED))
    return answer(TagsShown(items=found))


@router.put("/reports/{report_id}/tags", response_model=TagsShown)
async def put_tags(house: TheHouse, actor: Staff, report_id: UUID, wish: TagsWish) -> Response:
    """Let these be the report's tags and no others; case and spaces make no difference."""
    await house.reports.perform(lambda work: tag_report(work, actor, report_id, wish.tags))
    return answer(TagsShown(items=sorted(wish.tags)))


@router.get("/colleagues", response_model=Colleagues)
async def list_colleagues(house: TheHouse, actor: Staff) -> Response:
    """Who works on reports, by name."""
    return answer(await house.reports.consult(_colleagues))


async def _colleagues(work: Work) -> Colleagues:
    here = await on_shift(work)
    return Colleagues(
        items=[
            Colleague(id=each.id, position=each.position, on_shift=each.id in here)
            for each in await colleagues(work)
        ]
    )
