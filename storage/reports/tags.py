"""Words that operators put on reports to find them again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Text,
    TypeDecorator,
    bindparam,
    delete,
    func,
    insert,
    select,
    type_coerce,
)

from storage.reports.queue_tables import report_tag, tag
from storage.reports.tables import report
from storage.reports.unit_of_work import Work

BETWEEN = "\n"
"""No tag has it."""


class Sorted(TypeDecorator[tuple[str, ...]]):
    """Texts that were joined by BETWEEN, in their order; NULL is none."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(sorted(value.split(BETWEEN))) if value else ()


def tags_of(report_id: ColumnElement[UUID]) -> ColumnElement[tuple[str, ...]]:
    """A column with the tags of the report that ``report_id`` names."""
    joined = func.aggregate_strings(report_tag.c.tag, BETWEEN)
    found = select(joined).where(report_tag.c.report_id == report_id).scalar_subquery()
    return type_coerce(found, Sorted).label("tags")


OF_ONE = select(report_tag.c.tag).where(report_tag.c.report_id == bindparam("of_report"))
PUT = insert(report_tag)
TAKE = delete(report_tag).where(
    report_tag.c.report_id == bindparam("of_report"), report_tag.c.tag == bindparam("of_tag")
)


def has_tag(names: Iterable[str]) -> ColumnElement[bool]:
    """Whether a report has one of these tags."""
    some = select(report_tag.c.report_id).where(report_tag.c.tag.in_(list(names)))
    return report.c.id.in_(some)


async def tags_on(work: Work, report_id: UUID) -> set[str]:
    rows = await work.connection.execute(OF_ONE, {"of_report": report_id})
    return {row[0] for row in rows}


async def put_tags(work: Work, report_id: UUID, names: Iterable[str]) -> None:
    """Add tags that the report does not have yet."""
    for name in sorted(names):  # in one order: two who use the same never wait for each other
        used = work.insert(tag).values(name=name, used_at=work.now)
        newer = used.on_conflict_do_update(
            index_elements=["name"], set_={"used_at": used.excluded.used_at}
        )
        await work.connection.execute(newer)
        await work.connection.execute(PUT, {"report_id": report_id, "tag": name})


async def take_tags(work: Work, report_id: UUID, names: Iterable[str]) -> None:
    for name in names:
        await work.connection.execute(TAKE, {"of_report": report_id, "of_tag": name})


async def known_tags(work: Work, limit: int) -> list[str]:
    """Those used lately first."""
    query = select(tag.c.name).order_by(tag.c.used_at.desc(), tag.c.name).limit(limit)
    return [row[0] for row in await work.connection.execute(query)]
