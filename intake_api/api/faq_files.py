"""/v1/faq/attachments: the files that articles have."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.responses import StreamingResponse

from intake_api.api.answers import answer
from intake_api.api.faq_models import FileKept
from intake_api.api.who import AnEditor, TheHouse
from intake_api.faq.files import LARGEST, keep_file
from intake_api.refusals import AttachmentTooBig, ContentMissing
from storage.reports.faq_files import file_by_hash

router = APIRouter(prefix="/v1/faq/attachments", tags=["faq"])

Hash = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.post("", status_code=201, response_model=FileKept)
async def post_file(house: TheHouse, actor: AnEditor, request: Request) -> Response:
    """Hand in a file, as the body: a PDF, a picture or a Word document, up to 10 MB."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > LARGEST:
        raise AttachmentTooBig
    kept = await keep_file(house.reports, house.blobs, actor, request.stream())
    return answer(FileKept.model_validate(kept, from_attributes=True), 201)


@router.get("/{sha256}", response_class=StreamingResponse)
async def get_file(
    house: TheHouse,
    actor: AnEditor,
    sha256: Hash,
    name: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """A file as it was handed in, to be saved as ``name``."""
    file = await house.reports.consult(lambda work: file_by_hash(work, sha256))
    if file is None:
        raise ContentMissing
    called = quote(name.replace("/", "_") or sha256, safe="")
    headers = {
        "Content-Length": str(file.size),
        "Content-Disposition": f"attachment; filename*=UTF-8''{called}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return StreamingResponse(await house.blobs.open(sha256), 200, headers, file.media_type)
