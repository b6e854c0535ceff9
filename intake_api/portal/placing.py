"""/p/place: where it happened, picked on a map, measured by the phone, or typed."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from pydantic import ValidationError

from intake_api.api.who import TheHouse
from intake_api.contract import DeliveryKind, LinkPurpose, Place, PlaceMethod
from intake_api.portal.door import page_behind
from intake_api.portal.pages import locale_of, origin_of, page, sent_on
from intake_api.portal.troubles import PageRoute
from storage.reports.cases import report_by_id
from storage.reports.links import LinkRecord, finish_link
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/p/place/{link_id}", route_class=PageRoute, include_in_schema=False)

PLACE = LinkPurpose.PLACE
NUMBER = r"[-+]?\d{1,3}(?:[.,]\d{1,12})?"
# "43.2567, 76.9286", "43,2567 76,9286" and what maps put into their links.
PAIR = re.compile(rf"({NUMBER})\s*(?:[;\s]|,\s|,(?=[-+]?\d+\.))\s*({NUMBER})")
Field = Annotated[str, Form(max_length=4096)]


@router.get("")
async def show(house: TheHouse, request: Request, link_id: UUID) -> Response:
    link = await page_behind(house, request, PLACE, link_id)
    if link.finished_at is not None:
        return page(request, "done", locale=locale_of(request, link.locale), what="place")
    return await _form(house.settings.map_raster_url, request, link)


@router.post("")
async def take(
    house: TheHouse,
    request: Request,
    link_id: UUID,
    coordinates: Field = "",
    address: Field = "",
    accuracy: Annotated[str, Form(max_length=30)] = "",
) -> Response:
    """Tell the place to the citizen's chat, once."""
    link = await page_behind(house, request, PLACE, link_id)
    place = read_place(coordinates, address, accuracy)
    if place is None:
        return await _form(
            house.settings.map_raster_url,
            request,
            link,
            status=422,
            coordinates=coordinates,
            address=address,
            mistake="place.unreadable" if coordinates.strip() else "place.empty",
        )
    await house.reports.perform(lambda work: _tell(work, link, place))
    return sent_on(request, f"/p/place/{link_id}")


def read_place(coordinates: str, address: str, accuracy: str = "") -> Place | None:
    """A place out of what was typed, or None if it says nothing that can be read.

    Coordinates that cannot be read are never dropped in favour of the address.
    """
    found = PAIR.search(coordinates)
    if coordinates.strip() and not found:
        return None
    point: dict[str, object] = {}
    if found:
        latitude, longitude = (float(each.replace(",", ".")) for each in found.groups())
        point = {"latitude": latitude, "longitude": longitude}
        if accuracy.isdecimal():
            point["accuracy_m"] = float(accuracy)
    try:
        return Place.model_validate(
            {"method": PlaceMethod.PICKED, "address": address.strip() or None, **point}
        )
    except ValidationError:
        return None


async def _tell(work: Work, link: LinkRecord, place: Place) -> None:
    if not await finish_link(work, link.id):
        return
    details: dict[str, object] = {"place": place.model_dump(mode="json")}
    inside = link.report_id and await report_by_id(work, link.report_id)
    if not inside:
        details["report_id"] = str(link.report_id)
    work.tell(
        conversation_id=link.conversation_id,
        report_id=link.report_id if inside else None,
        kind=DeliveryKind.PLACE_PICKED,
        details=details,
    )


async def _form(
    raster: str,
    request: Request,
    link: LinkRecord,
    *,
    status: int = 200,
    coordinates: str = "",
    address: str = "",
    mistake: str = "",
) -> Response:
    return page(
        request,
        "place",
        locale=locale_of(request, link.locale),
        status=status,
        pictures=origin_of(raster),
        raster=raster,
        coordinates=coordinates,
        address=address,
        mistake=mistake,
    )
