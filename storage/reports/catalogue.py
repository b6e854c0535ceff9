"""What reports can be about, and the places that have a QR code."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from storage.reports.citizens_tables import category, qr_place
from storage.reports.statements import records
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRecord:
    """``labels``, ``notice`` and ``questions`` are JSON values of the wire types."""

    code: str
    kind: str
    parent: str | None
    position: int
    retired: bool
    labels: dict[str, str]
    notice: dict[str, Any] | None
    questions: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord:
    code: str
    labels: dict[str, str]
    place: dict[str, Any]
    retired: bool


_CATEGORY = select(*(category.c[name] for name in CategoryRecord.__dataclass_fields__))
_ALL = _CATEGORY.order_by(category.c.position, category.c.code)
_PLACES = select(*(qr_place.c[name] for name in PlaceRecord.__dataclass_fields__)).order_by(
    qr_place.c.code
)


async def all_categories(work: Work) -> list[CategoryRecord]:
    """All, retired ones too, by position."""
    return records(CategoryRecord, await work.connection.execute(_ALL))


async def category_by_code(work: Work, code: str) -> CategoryRecord | None:
    rows = await work.connection.execute(_CATEGORY.where(category.c.code == code))
    return next(iter(records(CategoryRecord, rows)), None)


async def has_children(work: Work, code: str) -> bool:
    query = select(func.count()).select_from(category).where(category.c.parent == code)
    return bool(await work.connection.scalar(query))


async def all_places(work: Work) -> list[PlaceRecord]:
    """All, retired ones too."""
    return records(PlaceRecord, await work.connection.execute(_PLACES))


async def place_by_code(work: Work, code: str) -> PlaceRecord | None:
    return next((each for each in await all_places(work) if each.code == code), None)


async def is_empty(work: Work) -> bool:
    return not await work.connection.scalar(select(func.count()).select_from(category))


async def put_category(work: Work, row: dict[str, object]) -> None:
    """Add a category or replace all of it; ``row`` is a CategoryRecord's fields."""
    changed = {name: value for name, value in row.items() if name != "code"}
    await work.connection.execute(
        work.insert(category)
        .values(row)
        .on_conflict_do_update(index_elements=["code"], set_=changed)
    )


async def put_place(work: Work, row: dict[str, object]) -> None:
    changed = {name: value for name, value in row.items() if name != "code"}
    await work.connection.execute(
        work.insert(qr_place)
        .values(row)
        .on_conflict_do_update(index_elements=["code"], set_=changed)
    )
