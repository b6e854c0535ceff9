"""/v1/admin/audit: who did what and who saw what, for administrators."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from starlette.responses import StreamingResponse

from intake_api.api.answers import answer
from intake_api.api.models import Shown
from intake_api.api.who import AnAdmin, TheHouse
from intake_api.auditing import exported_audit, read_audit, report_of
from intake_api.contract.base import Moment
from intake_api.house import House
from intake_api.refusals import ReportNotFound
from storage.reports.audit_log import AuditFilter, AuditRecord, audited_actions
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/admin/audit", tags=["audit"])

NOBODY = UUID(int=0)


class AuditEntry(Shown):
    """``detail`` holds ids and codes, nobody's words."""

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


class AuditPage(Shown):
    items: list[AuditEntry]
    next: str | None


class AuditActions(Shown):
    """What can be asked for."""

    items: list[str]


async def _wanted(
    house: TheHouse,
    actor_id: Annotated[UUID | None, Query()] = None,
    actor_kind: Annotated[str | None, Query(pattern=r"^[a-z_]{1,40}$")] = None,
    action: Annotated[list[Annotated[str, Query(pattern=r"^[a-z_]{1,60}$")]], Query()] = [],  # noqa: B006
    report: Annotated[str | None, Query(pattern=r"^[0-9A-Za-z-]{1,64}$")] = None,
    since: Annotated[Moment | None, Query(alias="from")] = None,
    until: Annotated[Moment | None, Query(alias="to")] = None,
) -> AuditFilter:
    return AuditFilter(
        actor_id=actor_id,
        actor_kind=actor_kind,
        actions=tuple(action),
        report_id=await _report(house, report) if report else None,
        since=since,
        until=until,
    )


async def _report(house: House, told: str) -> UUID:
    # An unknown one has no entries; it is nothing to refuse.
    try:
        return await house.reports.consult(lambda work: report_of(work, told))
    except ReportNotFound:
        return NOBODY


Wanted = Annotated[AuditFilter, Depends(_wanted)]
After = Annotated[str | None, Query(pattern=r"^[0-9]{1,18}$")]
Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("", response_model=AuditPage)
async def get_audit(
    house: TheHouse, actor: AnAdmin, wanted: Wanted, after: After = None, limit: Limit = 50
) -> Response:
    """A page of the log, the newest first. Reading it is itself noted."""
    below = int(after) if after else None

    async def act(work: Work) -> list[AuditRecord]:
        return await read_audit(work, actor, wanted, below, limit + 1)

    found = await house.reports.perform(act)
    items = [AuditEntry.model_validate(each, from_attributes=True) for each in found[:limit]]
    return answer(AuditPage(items=items, next=str(items[-1].id) if len(found) > limit else None))


@router.get("/actions", response_model=AuditActions)
async def get_actions(house: TheHouse, actor: AnAdmin) -> Response:
    """The actions that occur in the log."""
    return answer(AuditActions(items=await house.reports.consult(audited_actions)))


@router.get("/export", response_class=StreamingResponse)
async def get_export(house: TheHouse, actor: AnAdmin, wanted: Wanted) -> StreamingResponse:
    """What the filter finds as CSV. Exporting is itself noted."""
    return StreamingResponse(
        exported_audit(house.reports, actor, wanted),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )
