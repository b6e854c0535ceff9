"""Who did what and who saw what; only appended."""

from uuid import UUID

from sqlalchemy import insert

from storage.reports.tables import audit
from storage.reports.unit_of_work import Work

INSERT = insert(audit)


async def write_audit(
    work: Work,
    *,
    actor_kind: str,
    actor_id: UUID | None,
    action: str,
    report_id: UUID | None = None,
    detail: str | None = None,
) -> None:
    """Note an act in its own transaction. ``detail`` holds ids and codes, no one's words."""
    await work.connection.execute(
        INSERT,
        {
            "at": work.now,
            "actor_kind": actor_kind,
            "actor_id": actor_id,
            "action": action,
            "report_id": report_id,
            "detail": detail,
        },
    )
