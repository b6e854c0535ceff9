"""/kk/faq: topics, the answers under each, and one answer."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import StreamingResponse

from intake_api.api.console import FOREVER
from intake_api.api.who import TheHouse
from intake_api.contract import Locale
from intake_api.portal.faq import telling
from intake_api.portal.faq.happenings import note_shown
from intake_api.portal.faq.layout import InLocale, Place, catalogue_of, kept, missing
from intake_api.portal.troubles import PageRoute

router = APIRouter(prefix="/faq", route_class=PageRoute, include_in_schema=False)


@router.get("")
async def topics(house: TheHouse, request: Request, locale: InLocale) -> Response:
    return kept(house, request, Place(locale=locale), "faq/home")


@router.get("/t/{code}")
async def topic(house: TheHouse, request: Request, locale: InLocale, code: str) -> Response:
    found = catalogue_of(house).topic(code)
    if found is None:
        return missing(house, locale)
    place = Place(locale=locale, steps=("t", code))
    return kept(house, request, place, "faq/topic", topic=found)


@router.get("/files/{sha256}")
async def file(house: TheHouse, locale: InLocale, sha256: str) -> Response:
    """What lies beside an answer, to be downloaded."""
    every = (each for article in catalogue_of(house).articles for each in article.attachments)
    found = next((each for each in every if each.sha256 == sha256), None)
    if found is None:
        return missing(house, locale)
    name = quote(found.name.replace("/", "_"), safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Length": str(found.size),
        "Cache-Control": FOREVER,
        "X-Robots-Tag": "noindex",
    }
    content = await house.blobs.open(found.sha256)
    return StreamingResponse(content, 200, headers, found.media_type)


@router.get("/{id}")
async def article(
    house: TheHouse,
    request: Request,
    locale: InLocale,
    id: str,
    question: Annotated[UUID | None, Query(alias="a")] = None,
    said: str = "",
) -> Response:
    """One answer. ``a`` is the question it was found by, ``said`` what its reader thought of it."""
    found = catalogue_of(house).article(id)
    if found is None:
        return missing(house, locale)
    if question is not None:
        await note_shown(house, request, locale, question, found)
    place = Place(
        locale=locale,
        steps=(id,),
        told_in=tuple(each for each in Locale if each in found.translations),
    )
    return kept(
        house,
        request,
        place,
        "faq/article",
        article=found,
        question=question,
        said=said if said in ("helped", "not_helped") else "",
        description=telling.summary(found, locale),
    )


@router.get("/{rest:path}")
async def nothing(house: TheHouse, locale: InLocale) -> Response:
    return missing(house, locale)
