"""/v1/templates for who writes replies, /v1/admin/templates for who decides what is offered."""

import hashlib
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response

from intake_api.api.answers import answer
from intake_api.api.models import Shown
from intake_api.api.who import AnAdmin, Staff, TheHouse
from intake_api.contract import Locale
from intake_api.reports import templates
from intake_api.reports.templates import Template, TemplateText
from intake_api.reports.workflow import State
from storage.reports.templates import TemplateRecord

router = APIRouter(prefix="/v1", tags=["templates"])

KnownList = Annotated[str, Header(alias="If-None-Match", max_length=500)]
Known = Annotated[str, Header(alias="If-Match", pattern=r'^"\d{1,9}"$')]
"""``version`` of the template as it was seen, quoted as an ETag is."""


class TemplateShown(Shown):
    """``states`` is empty where it is always offered; ``version`` is what If-Match names."""

    id: UUID
    words: dict[Locale, TemplateText]
    states: list[State]
    position: int
    active: bool
    version: int


class Templates(Shown):
    items: list[TemplateShown]


@router.get("/templates", response_model=Templates)
async def list_templates(
    house: TheHouse,
    actor: Staff,
    state: Annotated[State | None, Query()] = None,
    archived: bool = False,
    known: KnownList = "",
) -> Response:
    """By position: those offered in ``state``, or all. 304 for who has just these already."""
    found = await house.reports.consult(
        lambda work: templates.templates_for(work, state=state, archived=archived)
    )
    told = answer(Templates(items=[_shown(each) for each in found]))
    tag = f'"{hashlib.sha256(told.body).hexdigest()[:32]}"'
    if tag in known:
        return Response(status_code=304, headers={"ETag": tag})
    told.headers["ETag"] = tag
    return told


@router.post("/admin/templates", status_code=201, response_model=TemplateShown)
async def post_template(house: TheHouse, actor: AnAdmin, template: Template) -> Response:
    """Add a template; 422 with the places of every placeholder that means nothing."""
    return _told(
        await house.reports.perform(lambda work: templates.add(work, actor, template)), 201
    )


@router.put("/admin/templates/{id}", response_model=TemplateShown)
async def put_template(
    house: TheHouse, actor: AnAdmin, id: UUID, template: Template, known: Known
) -> Response:
    """Replace all of a template; 409 with the newest version if somebody else wrote meanwhile."""
    version = int(known.strip('"'))
    return _told(
        await house.reports.perform(
            lambda work: templates.write(work, actor, id, template, version)
        )
    )


@router.delete("/admin/templates/{id}", status_code=204)
async def delete_template(house: TheHouse, actor: AnAdmin, id: UUID) -> Response:
    """Archive it: offered no more, and brought back by writing it as active."""
    await house.reports.perform(lambda work: templates.archive(work, actor, id))
    return Response(status_code=204)


def _shown(record: TemplateRecord) -> TemplateShown:
    return TemplateShown.model_validate(record, from_attributes=True)


def _told(record: TemplateRecord, status: int = 200) -> Response:
    told = answer(_shown(record), status)
    told.headers["ETag"] = f'"{record.version}"'
    return told
