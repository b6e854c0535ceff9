"""/v1/links: one-time pages for citizens, asked for by bots."""

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.who import ABot, TheHouse
from intake_api.contract import LinkAsked, LinkGranted
from intake_api.links.one_time import grant_link

router = APIRouter(prefix="/v1/links", tags=["bots"])


@router.post("", status_code=201, response_model=LinkGranted)
async def post_link(house: TheHouse, bot: ABot, asked: LinkAsked) -> Response:
    """A one-time page for one citizen; its secret is told this once."""
    base = house.settings.base_url()
    granted = await house.reports.perform(lambda work: grant_link(work, bot, asked, base))
    return answer(granted, 201)
