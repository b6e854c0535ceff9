"""Templates of replies: administrators write them, operators insert them and send what they like.

What is inserted is a reply like any other; nothing here sends anything.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, TypeAdapter, field_validator

from intake_api.auth.actor import Actor, Role
from intake_api.contract.base import Locale, Text, Wire
from intake_api.refusals import (
    Forbidden,
    PlaceholderUnknown,
    TemplateUnknown,
    TooManyTemplates,
    VersionDiffers,
)
from intake_api.reports.workflow import State
from storage.ids import new_id
from storage.reports.audits import write_audit
from storage.reports.templates import (
    TemplateRecord,
    add_template,
    all_templates,
    count_templates,
    replace_template,
    sow_template,
    template_by_id,
)
from storage.reports.unit_of_work import Work

SEED = Path(__file__).with_name("templates.json")
MOST_TEMPLATES = 200
BETWEEN = 10  # positions, so that a new one finds room
PLACEHOLDERS = frozenset({"number", "position"})
"""Filled in where a template is inserted: the report's number, the operator's position."""
BRACED = re.compile(r"\{([^{}]*)\}")


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


class TemplateText(Wire):
    """In one language: the title operators choose by, and the words for the citizen."""

    title: Annotated[Text, Field(min_length=1, max_length=100), BeforeValidator(_stripped)]
    text: Annotated[Text, Field(min_length=1, max_length=2000), BeforeValidator(_stripped)]


class Template(Wire):
    """What operators insert into a reply, in one language at least.

    Offered while a report is in one of ``states``, or always where there are none.
    ``{number}`` and ``{position}`` stand for the report's number and the operator's position.
    """

    words: Annotated[dict[Locale, TemplateText], Field(min_length=1)]
    states: Annotated[tuple[State, ...], Field(max_length=len(State))] = ()
    position: Annotated[int, Field(ge=0, le=10_000)] = 0
    active: bool = True

    @field_validator("states")
    @classmethod
    def _each_once(cls, told: tuple[State, ...]) -> tuple[State, ...]:
        if len(set(told)) != len(told):
            raise ValueError("each state once")
        return told


class ShippedTemplate(Template):
    """The same id in every centre: of two processes that start at once, each sows it once."""

    id: UUID


async def templates_for(
    work: Work, *, state: State | None = None, archived: bool = False
) -> list[TemplateRecord]:
    """By position: those offered in ``state``, or all; the archived only where asked for."""
    return [
        each
        for each in await all_templates(work)
        if (archived or each.active) and (state is None or not each.states or state in each.states)
    ]


async def add(work: Work, actor: Actor, template: Template) -> TemplateRecord:
    """Raises Forbidden, PlaceholderUnknown or TooManyTemplates."""
    _require_fit(actor, template)
    if await count_templates(work) >= MOST_TEMPLATES:
        raise TooManyTemplates
    added = _record(new_id(), 1, template)
    await add_template(work, added, by=actor.id)
    await _audit(work, actor, "template_added", added.id)
    return added


async def write(
    work: Work, actor: Actor, template_id: UUID, template: Template, known: int
) -> TemplateRecord:
    """Replace all of it. Raises Forbidden, PlaceholderUnknown, TemplateUnknown, VersionDiffers."""
    _require_fit(actor, template)
    found = await _found(work, template_id)
    if found.version != known:
        raise VersionDiffers(found.version)
    return await _replaced(work, actor, _record(template_id, known + 1, template))


async def archive(work: Work, actor: Actor, template_id: UUID) -> None:
    """Offer it no more; writing it as active brings it back. Raises Forbidden, TemplateUnknown."""
    _require_admin(actor)
    found = await _found(work, template_id)
    if found.active:
        await _replaced(work, actor, replace(found, active=False, version=found.version + 1))


async def sow(work: Work) -> None:
    """Give a new centre its first templates; once there are any, they are the centre's."""
    if await count_templates(work):
        return
    shipped = TypeAdapter(tuple[ShippedTemplate, ...]).validate_json(SEED.read_bytes())
    for place, template in enumerate(shipped, 1):
        row = _record(template.id, 1, template)
        await sow_template(work, replace(row, position=place * BETWEEN))


def _unknown_placeholders(template: Template) -> list[dict[str, object]]:
    """What stands in braces and means nothing to the console, with its language."""
    return [
        {"locale": locale, "placeholder": name}
        for locale, told in template.words.items()
        for name in BRACED.findall(told.text)
        if name not in PLACEHOLDERS
    ]


def _record(template_id: UUID, version: int, template: Template) -> TemplateRecord:
    told = template.model_dump(mode="json", exclude={"id"})
    return TemplateRecord(id=template_id, version=version, **told)


async def _replaced(work: Work, actor: Actor, template: TemplateRecord) -> TemplateRecord:
    await replace_template(work, template, by=actor.id)
    done = "template_written" if template.active else "template_archived"
    await _audit(work, actor, done, template.id)
    return template


async def _found(work: Work, template_id: UUID) -> TemplateRecord:
    found = await template_by_id(work, template_id)
    if found is None:
        raise TemplateUnknown
    return found


def _require_fit(actor: Actor, template: Template) -> None:
    _require_admin(actor)
    if unknown := _unknown_placeholders(template):
        raise PlaceholderUnknown(unknown)


def _require_admin(actor: Actor) -> None:
    if actor.role is not Role.ADMIN:
        raise Forbidden


async def _audit(work: Work, actor: Actor, action: str, template_id: UUID) -> None:
    detail = str(template_id)
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action=action, detail=detail)
