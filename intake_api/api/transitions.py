"""/v1/reports/{id}/transitions: moving a report through its life."""

from uuid import UUID

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.models import ReportCase, TransitionWish
from intake_api.api.reports import case
from intake_api.api.who import Staff, TheHouse
from intake_api.reports.handling import Told, move_report

router = APIRouter(prefix="/v1/reports/{report_id}/transitions", tags=["reports"])


@router.post("", response_model=ReportCase)
async def post_transition(
    house: TheHouse, actor: Staff, report_id: UUID, wish: TransitionWish
) -> Response:
    """Do one of the case's ``actions``; 409 when it is not possible (any more)."""
    told = Told(reason=wish.reason, close_code=wish.close_code, duplicate_of=wish.duplicate_of)
    await house.reports.perform(lambda work: move_report(work, actor, report_id, wish.action, told))
    return answer(await case(house, actor, report_id))
