"""/v1/faq for bots: the published answers out, what citizens asked in."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response
from starlette.responses import StreamingResponse

from intake_api.api.answers import encoded
from intake_api.api.who import ABot, TheHouse
from intake_api.contract import FaqCatalogue, FaqHappening
from intake_api.faq.happenings import note
from intake_api.refusals import ContentMissing

router = APIRouter(prefix="/v1/faq", tags=["faq", "bots"])

KnownVersions = Annotated[str, Header(alias="If-None-Match", max_length=500)]
Hash = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.get("/catalogue", response_model=FaqCatalogue)
async def get_catalogue(house: TheHouse, bot: ABot, known: KnownVersions = "") -> Response:
    """The published articles with their topics; 304 for who has this version already."""
    shown = await house.shelf.refresh()
    tag = f'"{shown.version}"'
    if tag in known:
        return Response(status_code=304, headers={"ETag": tag})
    told = encoded(shown.wire)
    told.headers["ETag"] = tag
    return told


@router.get("/catalogue/files/{sha256}", response_class=StreamingResponse)
async def get_file(house: TheHouse, bot: ABot, sha256: Hash) -> Response:
    """The bytes of a published article's file."""
    shown = await house.shelf.refresh()
    if sha256 not in shown.files:
        raise ContentMissing
    return StreamingResponse(await house.blobs.open(sha256), media_type="application/octet-stream")


@router.post("/happenings", status_code=204)
async def post_happening(house: TheHouse, bot: ABot, told: FaqHappening) -> Response:
    """Tell what became of a question; the same one again is the same."""
    await house.reports.perform(lambda work: note(work, told))
    return Response(status_code=204)
