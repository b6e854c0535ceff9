"""/p/upload: a large file, in parts that survive a broken line, or by a plain form."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect

from intake_api.api.answers import answer
from intake_api.api.who import TheHouse
from intake_api.contract import LinkPurpose
from intake_api.house import House
from intake_api.portal.door import page_behind
from intake_api.portal.pages import locale_of, page, sent_on, size_shown
from intake_api.portal.troubles import PageRoute
from intake_api.refusals import AttachmentTooBig, NotPossibleNow, OffsetDiffers
from intake_api.uploads.receiving import (
    file_of,
    put_together,
    start_upload,
    take_part,
    take_whole,
)
from storage.reports.links import LinkRecord
from storage.reports.uploads import UploadRecord, upload_of

pages = APIRouter(prefix="/p/upload/{link_id}", route_class=PageRoute, include_in_schema=False)
steps = APIRouter(prefix="/p/upload/{link_id}", include_in_schema=False)

UPLOAD = LinkPurpose.UPLOAD
FORM_OVERHEAD = 64 * 1024
PIECE = 256 * 1024
Offset = Annotated[int, Header(alias="Upload-Offset", ge=0, le=1 << 53)]


class FileChosen(BaseModel):
    """``fingerprint`` tells this file from another of the same size."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: Annotated[int, Field(gt=0, le=1 << 53)]
    fingerprint: Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[\x20-\x7e]+$")]
    anew: bool = False


class HowFar(BaseModel):
    offset: int
    size: int


@pages.get("")
async def show(house: TheHouse, request: Request, link_id: UUID) -> Response:
    link = await page_behind(house, request, UPLOAD, link_id)
    file = await house.reports.consult(lambda work: file_of(work, link))
    locale = locale_of(request, link.locale)
    limit = house.settings.largest_upload_bytes
    return page(
        request,
        "upload",
        locale=locale,
        is_stored=file.custody == "stored",
        file_name=file.name,
        size=size_shown(file.size, locale) if file.size else "",
        limit=limit,
        limit_shown=size_shown(limit, locale),
    )


@pages.post("/form")
async def take_form(house: TheHouse, request: Request, link_id: UUID) -> Response:
    """The whole file at once, for a browser that runs no script."""
    link = await page_behind(house, request, UPLOAD, link_id)
    limit = house.settings.largest_upload_bytes
    announced = request.headers.get("content-length", "")
    # The form is spooled to the disk before we see it: no limit known, nothing taken.
    if not announced.isdecimal() or int(announced[:20]) > limit + FORM_OVERHEAD:
        raise AttachmentTooBig
    async with request.form(max_files=1, max_fields=2) as form:
        file = form.get("file")
        if isinstance(file, UploadFile) and file.size:
            await take_whole(
                house.reports, house.blobs, house.parts, link, _pieces(file), limit=limit
            )
    return sent_on(request, f"/p/upload/{link_id}")


@steps.head("/bytes")
async def how_far(house: TheHouse, request: Request, link_id: UUID) -> Response:
    """``Upload-Offset`` and ``Upload-Length``; no length before a file was chosen."""
    link = await page_behind(house, request, UPLOAD, link_id)
    return _at(await _upload(house, link))


@steps.post("/file")
async def choose(house: TheHouse, request: Request, link_id: UUID, chosen: FileChosen) -> Response:
    """Begin with a file, or go on with the same one."""
    link = await page_behind(house, request, UPLOAD, link_id)
    upload = await start_upload(
        house.reports,
        house.parts,
        link,
        size=chosen.size,
        fingerprint=chosen.fingerprint,
        anew=chosen.anew,
        limit=house.settings.largest_upload_bytes,
    )
    return answer(HowFar(offset=upload.received, size=upload.size))


@steps.patch("/bytes")
async def take(house: TheHouse, request: Request, link_id: UUID, start: Offset) -> Response:
    """The next bytes as the body. When the line breaks, what came is kept."""
    link = await page_behind(house, request, UPLOAD, link_id)
    upload = await _upload(house, link)
    if upload is None:
        raise OffsetDiffers(0)
    if upload.finished_at is None:
        await take_part(house.reports, house.parts, upload, start, _body(request))
    upload = await _upload(house, link)
    if upload is not None and upload.received == upload.size:
        await put_together(
            house.reports,
            house.blobs,
            house.parts,
            upload,
            limit=house.settings.largest_upload_bytes,
        )
    return _at(await _upload(house, link))


@steps.post("/finish", status_code=204)
async def finish(house: TheHouse, request: Request, link_id: UUID) -> Response:
    """Put the parts together, should we have been stopped after the last one."""
    link = await page_behind(house, request, UPLOAD, link_id)
    upload = await _upload(house, link)
    if upload is None:
        raise NotPossibleNow
    limit = house.settings.largest_upload_bytes
    await put_together(house.reports, house.blobs, house.parts, upload, limit=limit)
    return Response(status_code=204)


async def _upload(house: House, link: LinkRecord) -> UploadRecord | None:
    assert link.attachment_id is not None
    attachment_id = link.attachment_id
    return await house.reports.consult(lambda work: upload_of(work, attachment_id))


def _at(upload: UploadRecord | None) -> Response:
    told = {"Upload-Offset": str(upload.received if upload else 0), "Cache-Control": "no-store"}
    if upload is not None:
        told["Upload-Length"] = str(upload.size)
        told["Upload-Complete"] = "?1" if upload.finished_at else "?0"
    return Response(status_code=204, headers=told)


async def _body(request: Request) -> AsyncIterator[bytes]:
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect:
        return


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(PIECE):
        yield piece
