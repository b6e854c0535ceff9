"""/v1/faq: all articles as files, and files as drafts."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from faq.catalogue import read
from faq.exchange import Format, exported, imported
from intake_api.api.answers import answer
from intake_api.api.faq_models import ImportDone, Which
from intake_api.api.who import AnApprover, AnEditor, TheHouse
from intake_api.faq.exchange import look_over, take_in
from intake_api.faq.published import Stored, composed, drafted, published
from intake_api.refusals import AttachmentTooBig

router = APIRouter(prefix="/v1/faq", tags=["faq"])

LARGEST = 32 * 1024 * 1024  # bytes: ten thousand articles, packed
AFTER = {Format.YAML: ".yaml.zip", Format.MARKDOWN: ".md.zip", Format.CSV: ".csv"}
TYPES = {Format.CSV: "text/csv; charset=utf-8"}


@router.get("/export")
async def get_export(
    house: TheHouse,
    actor: AnEditor,
    format: Annotated[Format, Query()] = Format.YAML,
    catalogue: Annotated[Which, Query()] = Which.DRAFT,
) -> Response:
    """One file: a table, or a folder as a ZIP. Retired articles are not in it."""
    whole = drafted if catalogue is Which.DRAFT else published
    made = await asyncio.to_thread(_made, await house.reports.consult(whole), format)
    headers = {"Content-Disposition": f'attachment; filename="faq{AFTER[format]}"'}
    return Response(made, 200, headers, TYPES.get(format, "application/zip"))


@router.post("/import", response_model=ImportDone)
async def post_import(
    house: TheHouse,
    actor: AnApprover,
    request: Request,
    format: Annotated[Format, Query()],
    dry_run: Annotated[bool, Query()] = False,
) -> Response:
    """Make the articles of a file, which is the body, drafts; ``dry_run`` tells what would be."""
    told = await asyncio.to_thread(imported, await _body(request), format)
    if dry_run:
        return answer(await house.reports.consult(lambda work: look_over(work, told)))
    return answer(await house.reports.perform(lambda work: take_in(work, actor, told)))


def _made(stored: Stored, format: Format) -> bytes:
    return exported(read(composed(stored).model_dump(mode="json")), format)


async def _body(request: Request) -> bytes:
    """Raises AttachmentTooBig."""
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > LARGEST:
            raise AttachmentTooBig
    return bytes(found)
