"""/v1/attachments: bytes in (bots) and out (staff)."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request, Response
from starlette.responses import StreamingResponse

from intake_api.api.answers import answer
from intake_api.api.byte_range import wanted_range
from intake_api.api.who import ABot, Staff, TheHouse
from intake_api.contract import AttachmentFailure, AttachmentStored
from intake_api.refusals import AttachmentTooBig
from intake_api.reports.custody import access_content, cleaned, keep_content, note_failure
from storage.reports.attachments import AttachmentRecord

router = APIRouter(prefix="/v1/attachments/{attachment_id}", tags=["attachments"])

# What a browser may show in place: it runs no script in any of these.
INLINE = frozenset(
    {
        *("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"),
        *("audio/ogg", "audio/mpeg", "audio/mp4", "audio/m4a", "audio/x-wav", "audio/aac"),
        *("video/mp4", "video/webm", "video/quicktime", "video/x-m4v"),
    }
)


@router.put("/content", response_model=AttachmentStored, tags=["bots"])
async def put_content(
    house: TheHouse, bot: ABot, request: Request, attachment_id: UUID
) -> Response:
    """Hand over the bytes, as the body; the same again is the same."""
    limit = house.settings.max_attachment_bytes
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > limit:
        raise AttachmentTooBig
    stored = await keep_content(
        house.reports, house.blobs, attachment_id, request.stream(), limit=limit
    )
    return answer(stored)


@router.post("/failure", status_code=204, tags=["bots"])
async def post_failure(
    house: TheHouse, bot: ABot, attachment_id: UUID, failure: AttachmentFailure
) -> Response:
    """Tell that the bytes will not come, and why."""
    async with house.reports.act() as work:
        await note_failure(work, attachment_id, failure)
    return Response(status_code=204)


@router.get("/content", response_class=StreamingResponse)
async def get_content(
    house: TheHouse,
    actor: Staff,
    attachment_id: UUID,
    download: Annotated[bool, Query()] = False,
    span: Annotated[str | None, Header(alias="Range", max_length=200)] = None,
) -> Response:
    """The bytes as they came, but pictures of anonymous reports drawn anew for operators.

    Shown in place only when they are what a browser shows safely.
    """
    async with house.reports.act() as work:
        found = await access_content(work, actor, attachment_id)
    file = found.file
    assert file.sha256 is not None
    assert file.size is not None
    made = await cleaned(house.blobs, file) if found.cleans else None
    size = file.size if made is None else len(made)
    wanted = wanted_range(span, size)
    start, end = wanted or (0, size)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(end - start),
        "Content-Disposition": _disposition(file, download=download),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{file.sha256}"' if made is None else f'"{file.sha256}-clean"',
    }
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    status, media_type = 206 if wanted else 200, file.media_type or "application/octet-stream"
    if made is not None:
        return Response(made[start:end], status, headers, media_type)
    content = await house.blobs.open(file.sha256, start=start, end=end if wanted else None)
    return StreamingResponse(content, status, headers, media_type)


def _disposition(file: AttachmentRecord, *, download: bool) -> str:
    shown = file.media_type in INLINE and not download
    name = quote((file.name or f"{file.kind}-{file.id}").replace("/", "_"), safe="")
    return f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}"
