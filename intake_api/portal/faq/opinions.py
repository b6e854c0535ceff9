"""Was it helpful? A plain form, without a cookie; whoever sends it is known to nobody."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from intake_api.api.who import TheHouse
from intake_api.contract import FaqHappeningKind
from intake_api.portal.faq.happenings import note_opinion
from intake_api.portal.faq.layout import InLocale, catalogue_of, missing, path_to
from intake_api.portal.troubles import PageRoute
from storage.ids import new_id

router = APIRouter(prefix="/faq", route_class=PageRoute, include_in_schema=False)


@router.post("/{id}/opinion")
async def take(
    house: TheHouse,
    request: Request,
    locale: InLocale,
    id: str,
    said: Annotated[Literal["helped", "not_helped"], Form()],
    question: Annotated[UUID | Literal[""], Form()] = "",
) -> Response:
    """``question`` is the one that led here, if any did."""
    article = catalogue_of(house).article(id)
    if article is None:
        return missing(house, locale)
    await house.opinions.note(request.client.host if request.client else "")
    await note_opinion(house, locale, question or new_id(), article, FaqHappeningKind(said))
    # 303: reloading it sends nothing again.
    return RedirectResponse(f"{path_to(locale, id)}?said={said}#said", 303)
