"""/v1/attachments: pictures as browsers show them, copies with parts covered, missed files."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Header, Response
from pydantic import AwareDatetime, Field, NaiveDatetime, model_validator

from intake_api.api import rendering
from intake_api.api.answers import answer
from intake_api.api.models import Asked, Attachment, Shown
from intake_api.api.who import Staff, TheHouse
from intake_api.reports.custody import access_content
from intake_api.reports.missed import fetch_again
from intake_api.reports.pictures import Part
from intake_api.reports.redacting import access_camera, redact, viewed

router = APIRouter(prefix="/v1/attachments/{attachment_id}", tags=["attachments"])

MOST_PARTS = 200
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Extent = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]


class PartCovered(Asked):
    """A rectangle as shares (0 to 1) of the upright picture's width and height."""

    left: Share
    top: Share
    width: Extent
    height: Extent

    @model_validator(mode="after")
    def _within(self) -> Self:
        # A millionth of a picture is less than a pixel, and sums of shares are not exact.
        if max(self.left + self.width, self.top + self.height) > 1.000001:
            raise ValueError("beyond the picture's edge")
        return self


class Redaction(Asked):
    parts: Annotated[tuple[PartCovered, ...], Field(min_length=1, max_length=MOST_PARTS)]


class Point(Shown):
    latitude: float
    longitude: float


class CameraFacts(Shown):
    """What the camera wrote into a picture; ``taken_at`` without an offset is its own time."""

    width: int
    height: int
    place: Point | None
    taken_at: AwareDatetime | NaiveDatetime | None


@router.get(
    "/view",
    response_class=Response,
    responses={200: {"content": {"image/jpeg": {}}}, 304: {"description": "As it was"}},
)
async def get_view(
    house: TheHouse,
    actor: Staff,
    attachment_id: UUID,
    known: Annotated[str | None, Header(alias="If-None-Match", max_length=200)] = None,
) -> Response:
    """A stored picture of any kind (HEIC too) as a JPEG: upright, at most 2560 pixels long."""
    async with house.reports.act() as work:
        file = (await access_content(work, actor, attachment_id)).file
    headers = {"ETag": f'"{file.sha256}-view"', "Cache-Control": "private, no-cache"}
    if known == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(await viewed(house.blobs, file), 200, headers, "image/jpeg")


@router.get("/camera", response_model=CameraFacts)
async def get_camera(house: TheHouse, actor: Staff, attachment_id: UUID) -> Response:
    """Where and when the camera says the picture was taken.

    Of anonymous reports for supervisors alone: it may tell who took it.
    """
    found = await access_camera(house.reports, house.blobs, actor, attachment_id)
    place = None
    if found.latitude is not None and found.longitude is not None:
        place = Point(latitude=found.latitude, longitude=found.longitude)
    facts = CameraFacts(
        width=found.width, height=found.height, place=place, taken_at=found.taken_at
    )
    return answer(facts)


@router.post("/redactions", status_code=201, response_model=Attachment)
async def post_redaction(
    house: TheHouse, actor: Staff, attachment_id: UUID, redaction: Redaction
) -> Response:
    """Keep a copy with black over the parts, for passing on; the original stays as it is.

    The copy has a hash of its own and nothing that a camera wrote. The same again is the same.
    """
    parts = [Part(**part.model_dump()) for part in redaction.parts]
    made = await redact(house.reports, house.blobs, actor, attachment_id, parts)
    return answer(rendering.attachment(made), 201)


@router.post("/retry", status_code=202)
async def post_retry(house: TheHouse, actor: Staff, attachment_id: UUID) -> Response:
    """Have the bot fetch a file that did not come; what was too big is asked of the citizen."""
    await house.reports.perform(lambda work: fetch_again(work, actor, attachment_id))
    return Response(status_code=202)
