"""What an act on many reports may change about one, to be put back when the act is undone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from storage.reports.statements import columns, records
from storage.reports.tables import report
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """State and owner of a report, with what goes along."""

    state: str
    is_open: bool
    owner_id: UUID | None
    leased_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    close_code: str | None
    duplicate_of: UUID | None


IDS = ("owner_id", "duplicate_of")
TIMES = ("leased_at", "opened_at", "closed_at")
ONE = select(*(report.c[name] for name in Standing.__dataclass_fields__)).where(
    report.c.id == bindparam("wanted")
)


async def standing_of(work: Work, report_id: UUID) -> Standing:
    """As it is in the database: what this very act changes is not in it yet."""
    rows = await work.connection.execute(ONE, {"wanted": report_id})
    return records(Standing, rows)[0]


def as_json(standing: Standing) -> dict[str, Any]:
    values = columns(standing)
    for name in IDS:
        values[name] = str(values[name]) if values[name] else None
    for name in TIMES:
        values[name] = values[name].isoformat() if values[name] else None
    return values


def from_json(values: dict[str, Any]) -> Standing:
    ids = {name: UUID(values[name]) if values[name] else None for name in IDS}
    times = {name: datetime.fromisoformat(values[name]) if values[name] else None for name in TIMES}
    return Standing(**{**values, **ids, **times})
