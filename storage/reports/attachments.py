"""Files that were announced, and what we hold of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select, update

from storage.reports.statements import records
from storage.reports.tables import attachment
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRecord:
    """``size`` in bytes and ``media_type`` are the claim, until ``custody`` is stored."""

    id: UUID
    report_id: UUID
    message_id: UUID
    kind: str
    name: str | None
    duration_s: int | None
    media_type: str | None
    size: int | None
    custody: str
    sha256: str | None


_RECORD = select(*(attachment.c[name] for name in AttachmentRecord.__dataclass_fields__))

_OF_REPORT = _RECORD.where(attachment.c.report_id == bindparam("wanted")).order_by(
    attachment.c.message_id, attachment.c.ordinal
)


async def announce_attachments(work: Work, rows: list[dict[str, object]]) -> int:
    """Note files whose bytes may follow; those known already are left as they are."""
    if not rows:
        return 0
    announced = await work.connection.execute(
        work.insert(attachment)
        .values(rows)
        .on_conflict_do_nothing(index_elements=["report_id", "id"])
    )
    return announced.rowcount


async def attachments_by_id(
    work: Work, attachment_id: UUID, *, lock: bool = False
) -> list[AttachmentRecord]:
    """The same file in each report that its message belongs to."""
    query = _RECORD.where(attachment.c.id == attachment_id).order_by(attachment.c.report_id)
    if lock:
        query = query.with_for_update()
    return [AttachmentRecord(**row) for row in (await work.connection.execute(query)).mappings()]


async def attachments_of(work: Work, report_id: UUID) -> list[AttachmentRecord]:
    rows = await work.connection.execute(_OF_REPORT, {"wanted": report_id})
    return records(AttachmentRecord, rows)


async def stored_among(work: Work, ids: Iterable[UUID]) -> dict[UUID, AttachmentRecord]:
    """Those of ``ids`` whose bytes we hold already, through another report."""
    query = _RECORD.where(attachment.c.id.in_(ids), attachment.c.custody == "stored")
    rows = (await work.connection.execute(query)).mappings()
    return {row["id"]: AttachmentRecord(**row) for row in rows}


async def mark_stored(
    work: Work, attachment_id: UUID, *, sha256: str, size: int, media_type: str
) -> None:
    await work.connection.execute(
        update(attachment)
        .where(attachment.c.id == attachment_id)
        .values(custody="stored", sha256=sha256, size=size, media_type=media_type)
    )


async def mark_failed(work: Work, attachment_id: UUID, *, custody: str, detail: str) -> None:
    """Note why the bytes will not come; what we hold already stays held."""
    await work.connection.execute(
        update(attachment)
        .where(attachment.c.id == attachment_id, attachment.c.custody != "stored")
        .values(custody=custody, failure_detail=detail)
    )
