"""/v1/faq/articles/bulk: the same done to many articles."""

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.faq_models import BulkDone, BulkWish
from intake_api.api.who import AnEditor, TheHouse
from intake_api.auth.actor import APPROVERS, Actor
from intake_api.faq import bulk
from intake_api.refusals import Forbidden
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/faq/articles/bulk", tags=["faq"])


@router.post("", response_model=BulkDone)
async def post_bulk(house: TheHouse, actor: AnEditor, wish: BulkWish) -> Response:
    """Move many articles, give them to somebody, or retire them (approvers)."""
    if wish.retire and actor.role not in APPROVERS:
        raise Forbidden
    changed = await house.reports.perform(lambda work: _bulk(work, actor, wish))
    await house.shelf.refresh()
    return answer(BulkDone(changed=changed))


async def _bulk(work: Work, actor: Actor, wish: BulkWish) -> list[str]:
    if wish.topic is not None:
        return await bulk.move_all(work, actor, wish.ids, wish.topic)
    if wish.owner is not None:
        return await bulk.give_all(work, actor, wish.ids, wish.owner)
    return await bulk.retire_all(work, actor, wish.ids)
