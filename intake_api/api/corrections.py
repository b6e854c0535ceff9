"""/v1/reports/{id}: putting a report right, and giving it to a colleague."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Response

from intake_api.api.correction_models import CorrectionWish, OwnerWish
from intake_api.api.models import ReportCase
from intake_api.api.reports import case, versioned
from intake_api.api.who import Staff, TheHouse
from intake_api.reports import owning
from intake_api.reports.correcting import Correction, Point, correct

router = APIRouter(prefix="/v1", tags=["reports"])

Known = Annotated[str | None, Header(alias="If-Match", pattern=r'^"\d{1,9}"$')]
"""``corrections`` of the report as it was seen, quoted as an ETag is."""


@router.patch("/reports/{report_id}", response_model=ReportCase)
async def patch_report(
    house: TheHouse, actor: Staff, report_id: UUID, wish: CorrectionWish, known: Known = None
) -> Response:
    """Put category, priority or place right; 409 when somebody did so since ``If-Match``."""
    correction = Correction(
        reason=wish.reason,
        category=wish.category,
        priority=wish.priority,
        place=Point(**wish.place.model_dump()) if wish.place else None,
    )
    version = int(known.strip('"')) if known is not None else None
    await house.reports.perform(
        lambda work: correct(work, actor, report_id, correction, known=version)
    )
    return versioned(await case(house, actor, report_id))


@router.put("/reports/{report_id}/owner", response_model=ReportCase)
async def put_owner(house: TheHouse, actor: Staff, report_id: UUID, wish: OwnerWish) -> Response:
    """Give the report to a colleague, or leave it to whoever takes it."""
    await house.reports.perform(lambda work: owning.give_one(work, actor, report_id, wish.owner))
    return versioned(await case(house, actor, report_id))


@router.post("/reports/{report_id}/take-over", response_model=ReportCase)
async def take_over(house: TheHouse, actor: Staff, report_id: UUID) -> Response:
    """Be the one who answers from now on; whoever was busy with it is told at once.

    An API token takes over for the person it acts for.
    """
    await house.reports.perform(lambda work: owning.take_over(work, actor, report_id))
    return versioned(await case(house, actor, report_id))
