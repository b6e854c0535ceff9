"""What operators may insert into a reply."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, insert, select, update

from storage.reports.statements import columns, record, records
from storage.reports.templates_tables import reply_template
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRecord:
    """``words`` by language as JSON; ``states`` empty for all."""

    id: UUID
    words: dict[str, dict[str, str]]
    states: list[str]
    position: int
    active: bool
    version: int


_TEMPLATE = select(*(reply_template.c[name] for name in TemplateRecord.__dataclass_fields__))
_ALL = _TEMPLATE.order_by(reply_template.c.position, reply_template.c.id)


async def all_templates(work: Work) -> list[TemplateRecord]:
    """All by position, the archived too."""
    return records(TemplateRecord, await work.connection.execute(_ALL))


async def template_by_id(work: Work, template_id: UUID) -> TemplateRecord | None:
    """Held until the end of the act, so that of two writers one sees the other's version."""
    query = _TEMPLATE.where(reply_template.c.id == template_id).with_for_update()
    return record(TemplateRecord, await work.connection.execute(query))


async def count_templates(work: Work) -> int:
    query = select(func.count()).select_from(reply_template)
    return int(await work.connection.scalar(query) or 0)


async def sow_template(work: Work, template: TemplateRecord) -> None:
    """Add a shipped one unless it is there."""
    row = {**columns(template), "changed_at": work.now, "changed_by": None}
    await work.connection.execute(
        work.insert(reply_template).values(row).on_conflict_do_nothing(index_elements=["id"])
    )


async def add_template(work: Work, template: TemplateRecord, *, by: UUID) -> None:
    row = {**columns(template), "changed_at": work.now, "changed_by": by}
    await work.connection.execute(insert(reply_template), row)


async def replace_template(work: Work, template: TemplateRecord, *, by: UUID) -> None:
    changed = {**columns(template), "changed_at": work.now, "changed_by": by}
    await work.connection.execute(
        update(reply_template).where(reply_template.c.id == template.id).values(changed)
    )
