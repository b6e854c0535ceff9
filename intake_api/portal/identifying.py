"""/p/identity: what an authority asks for and a chat is no place to tell."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from intake_api.api.who import TheHouse
from intake_api.contract import DeliveryKind, IdentityField, LinkPurpose
from intake_api.identity.iin import born, is_iin
from intake_api.identity.keys import Ring
from intake_api.identity.people import asked_fields, keep
from intake_api.portal.door import page_behind
from intake_api.portal.pages import locale_of, page, sent_on
from intake_api.portal.troubles import PageRoute
from storage.reports.audits import write_audit
from storage.reports.links import LinkRecord, finish_link
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/p/identity/{link_id}", route_class=PageRoute, include_in_schema=False)

IDENTITY = LinkPurpose.IDENTITY
OLDEST = date(1900, 1, 1)
Field = Annotated[str, Form(max_length=40)]


@router.get("")
async def show(house: TheHouse, request: Request, link_id: UUID) -> Response:
    link = await page_behind(house, request, IDENTITY, link_id)
    locale = locale_of(request, link.locale)
    asked = asked_fields(house.settings.identity_fields)
    if link.finished_at is not None or not asked:
        return page(request, "done", locale=locale, what="identity" if asked else "nothing")
    return page(request, "identity", locale=locale, asked=asked, said={}, mistakes={})


@router.post("")
async def take(
    house: TheHouse,
    request: Request,
    link_id: UUID,
    birth_date: Field = "",
    iin: Field = "",
) -> Response:
    link = await page_behind(house, request, IDENTITY, link_id)
    asked = asked_fields(house.settings.identity_fields)
    typed = {IdentityField.BIRTH_DATE: birth_date.strip(), IdentityField.IIN: _digits(iin)}
    said = {field: typed[field] for field in asked}
    today = house.reports.clock().date()
    if mistakes := mistakes_in(said, today):
        locale = locale_of(request, link.locale)
        return page(
            request, "identity", locale=locale, status=422, asked=asked, said=said,
            mistakes=mistakes,
        )  # fmt: skip
    ring = house.keys.ring()
    await house.reports.perform(lambda work: _keep(work, ring, link, said))
    return sent_on(request, f"/p/identity/{link_id}")


def mistakes_in(said: dict[IdentityField, str], today: date) -> dict[IdentityField, str]:
    """What is wrong, by field, as the id of its text."""
    wrong: dict[IdentityField, str] = {}
    day, iin = said.get(IdentityField.BIRTH_DATE), said.get(IdentityField.IIN)
    birthday = _day(day) if day is not None else None
    if day is not None and not (birthday and OLDEST <= birthday <= today):
        wrong[IdentityField.BIRTH_DATE] = "identity.no_date"
    if iin is not None and not is_iin(iin):
        wrong[IdentityField.IIN] = "identity.no_iin"
    if iin is not None and birthday and not wrong and born(iin) != birthday:
        wrong[IdentityField.IIN] = "identity.other_date"
    return wrong


async def _keep(work: Work, ring: Ring, link: LinkRecord, said: dict[IdentityField, str]) -> None:
    if not said or not await finish_link(work, link.id):
        return
    await keep(work, ring, link.conversation_id, {each.value: said[each] for each in said})
    await write_audit(
        work,
        actor_kind="citizen",
        actor_id=None,
        action="identity_completed",
        detail=str(link.conversation_id),
    )
    work.tell(conversation_id=link.conversation_id, kind=DeliveryKind.IDENTITY_GIVEN)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _digits(text: str) -> str:
    return "".join(text.split()).replace("-", "")
