"""Large files on their way: how far each is, and of which parts."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from storage.ids import new_id
from storage.reports.people_tables import upload, upload_part
from storage.reports.statements import record
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadRecord:
    """``received`` of ``size`` bytes are durable; ``fingerprint`` tells one file from another."""

    id: UUID
    attachment_id: UUID
    conversation_id: UUID
    size: int
    fingerprint: str
    received: int
    touched_at: datetime
    finished_at: datetime | None


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_UPLOAD = select(*(upload.c[name] for name in UploadRecord.__dataclass_fields__))


async def upload_of(work: Work, attachment_id: UUID) -> UploadRecord | None:
    query = _UPLOAD.where(upload.c.attachment_id == attachment_id)
    return record(UploadRecord, await work.connection.execute(query))


async def begin_upload(
    work: Work, *, attachment_id: UUID, conversation_id: UUID, size: int, fingerprint: str
) -> None:
    """Note an upload; one that is there already stays as it is."""
    await work.connection.execute(
        work.insert(upload)
        .values(
            id=new_id(),
            attachment_id=attachment_id,
            conversation_id=conversation_id,
            size=size,
            fingerprint=fingerprint,
            received=0,
            touched_at=work.now,
        )
        .on_conflict_do_nothing(index_elements=["attachment_id"])
    )


async def add_part(work: Work, upload_id: UUID, *, start: int, size: int, name: str) -> bool:
    """False, having done nothing, unless the part begins where the upload is."""
    moved = await work.connection.execute(
        update(upload)
        .where(upload.c.id == upload_id, upload.c.received == start, upload.c.finished_at.is_(None))
        .values(received=start + size, touched_at=work.now)
    )
    if moved.rowcount != 1:
        return False
    row = {"upload_id": upload_id, "start": start, "size": size, "name": name}
    await work.connection.execute(insert(upload_part).values(**row))
    return True


async def parts_of(work: Work, upload_id: UUID) -> list[str]:
    """The names of the parts, in their order."""
    query = (
        select(upload_part.c.name)
        .where(upload_part.c.upload_id == upload_id)
        .order_by(upload_part.c.start)
    )
    return [row.name for row in await work.connection.execute(query)]


async def finish_upload(work: Work, upload_id: UUID) -> bool:
    """Note that the file is in custody; True for the first caller alone."""
    finished = await work.connection.execute(
        update(upload)
        .where(upload.c.id == upload_id, upload.c.finished_at.is_(None))
        .values(finished_at=work.now, touched_at=work.now)
    )
    await work.connection.execute(delete(upload_part).where(upload_part.c.upload_id == upload_id))
    return finished.rowcount == 1


async def forget_upload(work: Work, upload_id: UUID) -> None:
    await work.connection.execute(delete(upload_part).where(upload_part.c.upload_id == upload_id))
    await work.connection.execute(delete(upload).where(upload.c.id == upload_id))


async def abandon_uploads(work: Work, conversation_id: UUID) -> None:
    """Let what was sent in part be dropped at the next tidying, as if long left alone."""
    await work.connection.execute(
        update(upload)
        .where(upload.c.conversation_id == conversation_id, upload.c.received < upload.c.size)
        .values(touched_at=LONG_AGO)
    )


async def complete_uploads(work: Work, before: datetime) -> list[UploadRecord]:
    """Those that have all their bytes since ``before``, and are not in custody yet."""
    query = _UPLOAD.where(
        upload.c.touched_at < before,
        upload.c.finished_at.is_(None),
        upload.c.received == upload.c.size,
    ).limit(20)
    rows = (await work.connection.execute(query)).mappings()
    return [UploadRecord(**row) for row in rows]


async def stale_uploads(work: Work, before: datetime) -> list[UploadRecord]:
    """Those that nobody has gone on with since ``before``, finished or not."""
    query = _UPLOAD.where(
        upload.c.touched_at < before,
        (upload.c.received < upload.c.size) | upload.c.finished_at.is_not(None),
    ).limit(100)
    rows = (await work.connection.execute(query)).mappings()
    return [UploadRecord(**row) for row in rows]
