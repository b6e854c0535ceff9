"""Files that were announced, and what we hold of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select, update

from storage.blobs import Blob
from storage.reports.statements import records
from storage.reports.tables import attachment, report, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRecord:
    """``size`` in bytes and ``media_type`` are the claim, until ``custody`` is stored.

    A copy that staff made has ``redacted_from``, ``made_at`` and the position of its ``maker``.
    """

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
    redacted_from: UUID | None
    made_at: datetime | None
    maker: str | None


_MAKER = (
    select(staff.c.position)
    .where(staff.c.id == attachment.c.made_by)
    .correlate(attachment)
    .scalar_subquery()
    .label("maker")
)
_RECORD = select(
    *(attachment.c[name] for name in AttachmentRecord.__dataclass_fields__ if name != "maker"),
    _MAKER,
)

MISSED = ("failed", "too_big")
"""Why bytes did not come; they can be asked for again."""

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


async def add_copy(
    work: Work,
    original: AttachmentRecord,
    copy_id: UUID,
    *,
    blob: Blob,
    media_type: str,
    by: UUID,
) -> None:
    """Keep a copy beside its original; the same copy again is left as it is."""
    row = {
        "report_id": original.report_id,
        "id": copy_id,
        "message_id": original.message_id,
        "ordinal": select(func.coalesce(func.max(attachment.c.ordinal), 0) + 1)
        .where(
            attachment.c.report_id == original.report_id,
            attachment.c.message_id == original.message_id,
        )
        .scalar_subquery(),
        "kind": original.kind,
        "name": None,
        "media_type": media_type,
        "size": blob.size,
        "custody": "stored",
        "sha256": blob.sha256,
        "redacted_from": original.id,
        "made_by": by,
        "made_at": work.now,
    }
    await work.connection.execute(
        work.insert(attachment)
        .values(row)
        .on_conflict_do_nothing(index_elements=["report_id", "id"])
    )


async def attachments_by_id(
    work: Work, attachment_id: UUID, *, lock: bool = False
) -> list[AttachmentRecord]:
    """The same file in each report that its message belongs to."""
    query = _RECORD.where(attachment.c.id == attachment_id).order_by(attachment.c.report_id)
    if lock:
        query = query.with_for_update(of=attachment)
    return [AttachmentRecord(**row) for row in (await work.connection.execute(query)).mappings()]


async def attachments_of(work: Work, report_id: UUID) -> list[AttachmentRecord]:
    """Message by message, copies of staff among them."""
    rows = await work.connection.execute(_OF_REPORT, {"wanted": report_id})
    return records(AttachmentRecord, rows)


async def attachments_of_all(work: Work, reports: Iterable[UUID]) -> list[AttachmentRecord]:
    """Every file of these reports, in the order of the reports' numbers; each file once."""
    query = (
        _RECORD.join(report, report.c.id == attachment.c.report_id)
        .where(attachment.c.report_id.in_(list(reports)))
        .order_by(report.c.number, attachment.c.ordinal, attachment.c.id)
    )
    found = records(AttachmentRecord, await work.connection.execute(query))
    return list({each.id: each for each in reversed(found)}.values())[::-1]


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


async def mark_awaited(work: Work, attachment_id: UUID) -> None:
    """The bytes are asked for once more."""
    await work.connection.execute(
        update(attachment)
        .where(attachment.c.id == attachment_id, attachment.c.custody.in_(MISSED))
        .values(custody="announced", failure_detail=None)
    )


async def mark_failed(work: Work, attachment_id: UUID, *, custody: str, detail: str) -> None:
    """Note why the bytes will not come; what we hold already stays held."""
    await work.connection.execute(
        update(attachment)
        .where(attachment.c.id == attachment_id, attachment.c.custody != "stored")
        .values(custody=custody, failure_detail=detail)
    )
