"""Large files, taken in part by part over lines that break.

A part is durable before it is acknowledged, and a part that was cut is kept as far as it
came. Once all are there they become the bytes of the attachment, hashed as they stream.
"""

import asyncio
from collections.abc import AsyncIterable
from uuid import UUID
from weakref import WeakValueDictionary

import structlog

from intake_api.contract import DeliveryKind
from intake_api.refusals import (
    AttachmentDiffers,
    AttachmentTooBig,
    AttachmentUnknown,
    NotPossibleNow,
    OffsetDiffers,
    OtherFile,
)
from intake_api.reports.custody import keep_content
from storage.blobs import BlobStore, TooBig
from storage.ids import new_id
from storage.parts import PartStore
from storage.reports.attachments import AttachmentRecord, attachments_by_id
from storage.reports.cases import report_by_id
from storage.reports.links import LinkRecord
from storage.reports.unit_of_work import Reports, Work
from storage.reports.uploads import (
    UploadRecord,
    add_part,
    begin_upload,
    finish_upload,
    forget_upload,
    parts_of,
    upload_of,
)

log = structlog.get_logger(__name__)

_JOINING: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()
LARGEST_PART = 16 * 1024 * 1024


async def file_of(work: Work, link: LinkRecord) -> AttachmentRecord:
    """The attachment that the link is for. Raises AttachmentUnknown once it is gone."""
    assert link.attachment_id is not None
    for each in await attachments_by_id(work, link.attachment_id):
        if each.custody == "erased":
            continue
        report = await report_by_id(work, each.report_id)
        if report is not None and report.conversation_id == link.conversation_id:
            return each
    raise AttachmentUnknown


async def start_upload(
    reports: Reports,
    parts: PartStore,
    link: LinkRecord,
    *,
    size: int,
    fingerprint: str,
    anew: bool,
    limit: int,
) -> UploadRecord:
    """Begin an upload, or go on with the one of the same file.

    Raises AttachmentTooBig, OtherFile unless ``anew``, NotPossibleNow if it is inside already.
    """
    if size > limit:
        raise AttachmentTooBig

    async def act(work: Work) -> tuple[UploadRecord, UUID | None]:
        if (await file_of(work, link)).custody == "stored":
            raise NotPossibleNow
        return await _begun(work, link, size, fingerprint, anew=anew)

    upload, dropped = await reports.perform(act)
    if dropped is not None:
        await parts.delete_below(_folder(dropped))
    return upload


async def _begun(
    work: Work, link: LinkRecord, size: int, fingerprint: str, *, anew: bool
) -> tuple[UploadRecord, UUID | None]:
    assert link.attachment_id is not None
    dropped = None
    known = await upload_of(work, link.attachment_id)
    if known is not None:
        if (known.size, known.fingerprint) == (size, fingerprint):
            return known, None
        if known.received and not anew:
            raise OtherFile
        await forget_upload(work, known.id)
        dropped = known.id
    await begin_upload(
        work,
        attachment_id=link.attachment_id,
        conversation_id=link.conversation_id,
        size=size,
        fingerprint=fingerprint,
    )
    upload = await upload_of(work, link.attachment_id)
    assert upload is not None
    return upload, dropped


async def take_part(
    reports: Reports,
    parts: PartStore,
    upload: UploadRecord,
    start: int,
    stream: AsyncIterable[bytes],
) -> int:
    """Keep a part; returns how much of the file is durable now.

    Raises OffsetDiffers if it begins elsewhere than the upload is, whoever was faster, and
    AttachmentTooBig if it goes beyond the announced size.
    """
    if start != upload.received:
        raise OffsetDiffers(upload.received)
    # A name of its own for each try: two at the same place must not write one object.
    name = f"{_folder(upload.id)}/{start:016d}-{new_id().hex}"
    limit = min(LARGEST_PART, upload.size - start)
    try:
        size = await parts.put(name, stream, limit=limit)
    except TooBig:
        raise AttachmentTooBig from None
    if not size:
        await parts.delete(name)
        return start
    is_next = await reports.perform(
        lambda work: add_part(work, upload.id, start=start, size=size, name=name)
    )
    if not is_next:
        await parts.delete(name)
        now = await reports.consult(lambda work: upload_of(work, upload.attachment_id))
        raise OffsetDiffers(now.received if now else 0)
    return start + size


async def put_together(
    reports: Reports, blobs: BlobStore, parts: PartStore, upload: UploadRecord, *, limit: int
) -> None:
    """Make the parts the bytes of the attachment, and tell the citizen's chat, once.

    Done again after a crash it meets itself. Raises NotPossibleNow while parts are missing.
    """
    if upload.received != upload.size:
        raise NotPossibleNow
    # A page that is reloaded meanwhile asks again: it waits here, and finds it done.
    async with _JOINING.setdefault(upload.id, asyncio.Lock()):
        known = await reports.consult(lambda work: upload_of(work, upload.attachment_id))
        if known is not None and known.id == upload.id and known.finished_at is None:
            await _joined(reports, blobs, parts, upload, limit)


async def _joined(
    reports: Reports, blobs: BlobStore, parts: PartStore, upload: UploadRecord, limit: int
) -> None:
    names = await reports.consult(lambda work: parts_of(work, upload.id))
    try:
        await keep_content(
            reports, blobs, upload.attachment_id, parts.joined(names), limit=max(limit, upload.size)
        )
    except AttachmentDiffers:
        # The bot was faster by another way: what it brought is kept, and is what was sent.
        log.warning("upload_differs", attachment=str(upload.attachment_id))
    await reports.perform(lambda work: _finish(work, upload))
    await parts.delete_below(_folder(upload.id))


async def take_whole(
    reports: Reports,
    blobs: BlobStore,
    parts: PartStore,
    link: LinkRecord,
    stream: AsyncIterable[bytes],
    *,
    limit: int,
) -> None:
    """Take a file in one piece, as a plain form sends it. Raises AttachmentTooBig,
    AttachmentDiffers if it is inside already with other bytes."""
    assert link.attachment_id is not None
    stored = await keep_content(reports, blobs, link.attachment_id, stream, limit=limit)
    upload = await start_whole(reports, parts, link, stored.size, stored.sha256)
    await reports.perform(lambda work: _finish(work, upload))


async def start_whole(
    reports: Reports, parts: PartStore, link: LinkRecord, size: int, sha256: str
) -> UploadRecord:
    upload, dropped = await reports.perform(
        lambda work: _begun(work, link, size, sha256, anew=True)
    )
    if dropped is not None:
        await parts.delete_below(_folder(dropped))
    return upload


async def _finish(work: Work, upload: UploadRecord) -> None:
    if not await finish_upload(work, upload.id):
        return
    report_id = await _report_of(work, upload)
    if report_id is None:
        return  # erased meanwhile: there is nothing to tell of
    work.tell(
        conversation_id=upload.conversation_id,
        report_id=report_id,
        kind=DeliveryKind.UPLOAD_STORED,
        details={"attachment_id": str(upload.attachment_id)},
    )


async def _report_of(work: Work, upload: UploadRecord) -> UUID | None:
    """The report in which the file is in custody now."""
    for each in await attachments_by_id(work, upload.attachment_id):
        report = await report_by_id(work, each.report_id)
        is_theirs = report is not None and report.conversation_id == upload.conversation_id
        if is_theirs and each.custody == "stored":
            return each.report_id
    return None


def _folder(upload_id: UUID) -> str:
    return upload_id.hex
