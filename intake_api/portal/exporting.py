"""/p/export: a citizen's own data, to take away."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from intake_api.api.who import TheHouse
from intake_api.contract import LinkPurpose
from intake_api.identity.people import known_of
from intake_api.portal.door import page_behind
from intake_api.portal.pages import headers, locale_of, page
from intake_api.portal.troubles import PageRoute
from intake_api.reports.archive import citizen_archive
from storage.reports.audits import write_audit
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/p/export/{link_id}", route_class=PageRoute, include_in_schema=False)

EXPORT = LinkPurpose.EXPORT


@router.get("")
async def show(house: TheHouse, request: Request, link_id: UUID) -> Response:
    link = await page_behind(house, request, EXPORT, link_id)
    return page(request, "export", locale=locale_of(request, link.locale), link_id=link_id)


@router.get("/qulaq.zip")
async def download(house: TheHouse, request: Request, link_id: UUID) -> Response:
    """The ZIP, written while it is sent."""
    link = await page_behind(house, request, EXPORT, link_id)
    ring = house.keys.ring()

    async def open_data(work: Work) -> dict[str, str] | None:
        known = await known_of(work, ring, link.conversation_id)
        await write_audit(
            work,
            actor_kind="citizen",
            actor_id=None,
            action="data_exported",
            detail=str(link.conversation_id),
        )
        return dict(known.fields) if known else None

    identity = await house.reports.perform(open_data)
    content = citizen_archive(house.reports, house.blobs, link.conversation_id, identity=identity)
    told = {**headers(), "Content-Disposition": 'attachment; filename="qulaq.zip"'}
    return StreamingResponse(content, 200, told, "application/zip")
