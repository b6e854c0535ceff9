"""Reading the audit log, which is itself an entry of it."""

import csv
import io
from collections.abc import AsyncIterator, Iterable
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.refusals import ReportNotFound
from storage.reports.audit_log import AuditFilter, AuditRecord, audit_page
from storage.reports.audits import write_audit
from storage.reports.cases import id_of_number
from storage.reports.unit_of_work import Reports, Work

AT_ONCE = 1000
COLUMNS = ("id", "at", "actor_kind", "actor_id", "login", "action", "report_id", "number", "detail")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def read_audit(
    work: Work, actor: Actor, wanted: AuditFilter, below: int | None, limit: int
) -> list[AuditRecord]:
    """A page, the newest first; that it was read stands in the log from then on."""
    found = await audit_page(work, wanted, below, limit)
    await _note(work, actor, "audit_read", wanted)
    return found


async def report_of(work: Work, told: str) -> UUID:
    """The report of an id or a public number. Raises ReportNotFound."""
    try:
        return UUID(told)
    except ValueError:
        found = await id_of_number(work, told.upper())
    if found is None:
        raise ReportNotFound
    return found


async def exported_audit(reports: Reports, actor: Actor, wanted: AuditFilter) -> AsyncIterator[str]:
    """All of it as CSV with a BOM, in pieces; times are UTC. No cell begins a formula."""
    await reports.perform(lambda work: _note(work, actor, "audit_exported", wanted))
    yield "\ufeff" + _lines([COLUMNS])
    below: int | None = None
    while found := await _next(reports, wanted, below):
        yield _lines([getattr(each, name) for name in COLUMNS] for each in found)
        below = found[-1].id


async def _next(reports: Reports, wanted: AuditFilter, below: int | None) -> list[AuditRecord]:
    return await reports.consult(lambda work: audit_page(work, wanted, below, AT_ONCE))


async def _note(work: Work, actor: Actor, action: str, wanted: AuditFilter) -> None:
    await write_audit(
        work,
        actor_kind="staff",
        actor_id=actor.id,
        action=action,
        report_id=wanted.report_id,
        detail=str(wanted.actor_id) if wanted.actor_id else None,
    )


def _lines(rows: Iterable[Iterable[object]]) -> str:
    made = io.StringIO()
    csv.writer(made).writerows([_cell(each) for each in row] for row in rows)
    return made.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
