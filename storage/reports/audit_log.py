"""The audit read back: who did what and who saw what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from storage.reports.statements import records
from storage.reports.tables import audit, report, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord:
    """``login`` and ``name`` of who acted, if that was a person; ``number`` of the report."""

    id: int
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    login: str | None
    name: str | None
    action: str
    report_id: UUID | None
    number: str | None
    detail: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What is None does not narrow; ``since`` is within, ``until`` is not."""

    actor_id: UUID | None = None
    actor_kind: str | None = None
    actions: tuple[str, ...] = ()
    report_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


_ENTRIES = (
    select(
        audit.c.id,
        audit.c.at,
        audit.c.actor_kind,
        audit.c.actor_id,
        staff.c.login,
        staff.c.name,
        audit.c.action,
        audit.c.report_id,
        report.c.number,
        audit.c.detail,
    )
    .select_from(
        audit.outerjoin(staff, staff.c.id == audit.c.actor_id).outerjoin(
            report, report.c.id == audit.c.report_id
        )
    )
    .order_by(audit.c.id.desc())
)


async def audit_page(
    work: Work, wanted: AuditFilter, below: int | None, limit: int
) -> list[AuditRecord]:
    """The newest first, those below the id ``below``."""
    query = _ENTRIES.where(*_conditions(wanted)).limit(limit)
    if below is not None:
        query = query.where(audit.c.id < below)
    return records(AuditRecord, await work.connection.execute(query))


async def audited_actions(work: Work) -> list[str]:
    """Every action that was ever noted, by name."""
    query = select(audit.c.action).distinct().order_by(audit.c.action)
    return [str(row.action) for row in await work.connection.execute(query)]


def _conditions(wanted: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.actor_id is not None:
        yield audit.c.actor_id == wanted.actor_id
    if wanted.actor_kind is not None:
        yield audit.c.actor_kind == wanted.actor_kind
    if wanted.actions:
        yield audit.c.action.in_(wanted.actions)
    if wanted.report_id is not None:
        yield audit.c.report_id == wanted.report_id
    if wanted.since is not None:
        yield audit.c.at >= wanted.since
    if wanted.until is not None:
        yield audit.c.at < wanted.until
