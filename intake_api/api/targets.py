"""/v1/targets: how fast the centre means to be, for who works and for who decides."""

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.who import AnAdmin, Staff, TheHouse
from intake_api.reports.targets import Targets, targets_now, write_targets

router = APIRouter(prefix="/v1", tags=["settings"])


@router.get("/targets", response_model=Targets)
async def get_targets(house: TheHouse, actor: Staff) -> Response:
    """The times after which somebody is told; in seconds."""
    ours = house.settings.targets()
    return answer(await house.reports.consult(lambda work: targets_now(work, ours)))


@router.put("/admin/targets", response_model=Targets)
async def put_targets(house: TheHouse, actor: AnAdmin, targets: Targets) -> Response:
    """Choose the times; they hold for every report that comes from now on."""
    await house.reports.perform(lambda work: write_targets(work, actor, targets))
    return answer(targets)
