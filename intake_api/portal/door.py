"""How a one-time link is opened, and who may go on with what it has opened."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from intake_api.api.who import TheHouse
from intake_api.auth.secrets import LINK, secret_hash
from intake_api.contract import LinkPurpose
from intake_api.house import House
from intake_api.links.one_time import STAYS_OPEN, open_link, opened_link
from intake_api.portal.pages import locale_of, page, sent_on
from intake_api.portal.troubles import PageRoute
from intake_api.refusals import LinkExpired, LinkUnknown, LinkUsed
from storage.reports.links import LinkRecord, link_by_token

router = APIRouter(prefix="/p", route_class=PageRoute, include_in_schema=False)

LONGEST_SECRET = 200


@router.get("/{purpose}")
async def ask(request: Request, purpose: LinkPurpose) -> Response:
    """What a link leads to. It uses nothing up: the secret has not even come here."""
    return page(request, "open", locale=locale_of(request), purpose=purpose.value)


@router.post("/{purpose}/open")
async def open_page(
    house: TheHouse,
    request: Request,
    purpose: LinkPurpose,
    token: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Use the link up. ``token`` may be the whole link, as people copy it."""
    secret = token.rpartition("#")[2].strip()[:LONGEST_SECRET]
    try:
        if not secret.startswith(LINK):
            raise LinkUnknown
        link, opened = await house.reports.perform(lambda work: open_link(work, purpose, secret))
    except LinkUnknown:
        # Only who is wrong is slowed down: a right secret cannot be guessed, and behind one
        # address may stand a town.
        await house.wrong_tokens.note(request.client.host if request.client else "")
        raise
    except (LinkUsed, LinkExpired):
        if again := await _opened_here(house, request, purpose, secret):
            return _to(request, again)
        raise
    response = _to(request, link)
    _hand_over(house, response, link, opened)
    return response


async def page_behind(
    house: House, request: Request, purpose: LinkPurpose, link_id: UUID
) -> LinkRecord:
    """The link whose opened page this is. Raises LinkUnknown or LinkExpired."""
    secret = request.cookies.get(_cookie(link_id), "")[:LONGEST_SECRET]
    if not secret:
        raise LinkExpired
    return await house.reports.consult(lambda work: opened_link(work, purpose, link_id, secret))


async def _opened_here(
    house: House, request: Request, purpose: LinkPurpose, secret: str
) -> LinkRecord | None:
    """The link, if it was this browser that opened it before."""
    hashed = secret_hash(secret)
    found = await house.reports.consult(lambda work: link_by_token(work, hashed))
    if found is None:
        return None
    try:
        return await page_behind(house, request, purpose, found.id)
    except (LinkUnknown, LinkExpired):
        return None


def _to(request: Request, link: LinkRecord) -> Response:
    return sent_on(request, f"/p/{link.purpose}/{link.id}")


def _hand_over(house: House, response: Response, link: LinkRecord, secret: str) -> None:
    """The cookie of this page alone: two uploads at once must not meet in one."""
    purpose = LinkPurpose(link.purpose)
    is_https = house.settings.base_url().startswith("https:")
    response.set_cookie(
        _cookie(link.id),
        secret,
        max_age=int(STAYS_OPEN[purpose].total_seconds()),
        path=f"/p/{purpose}",
        httponly=True,
        samesite="strict",
        secure=house.settings.cookie_secure or is_https,
    )


def _cookie(link_id: UUID) -> str:
    return f"qulaq_page_{link_id.hex}"
