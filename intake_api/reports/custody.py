"""The bytes of attachments: taken in once, kept as they came, handed out to staff."""

from collections.abc import AsyncIterable
from uuid import UUID

import filetype  # type: ignore[import-untyped]

from intake_api.auth.actor import Actor
from intake_api.contract import AttachmentFailure, AttachmentStored
from intake_api.refusals import (
    AttachmentDiffers,
    AttachmentTooBig,
    AttachmentUnknown,
    ContentMissing,
)
from intake_api.reports.access import access_report
from storage.blobs import BlobStore, TooBig
from storage.reports.attachments import (
    AttachmentRecord,
    attachments_by_id,
    mark_failed,
    mark_stored,
)
from storage.reports.unit_of_work import Reports, Work

UNKNOWN_TYPE = "application/octet-stream"


async def keep_content(
    reports: Reports,
    blobs: BlobStore,
    attachment_id: UUID,
    stream: AsyncIterable[bytes],
    *,
    limit: int,
) -> AttachmentStored:
    """Store the bytes of an announced attachment; the same ones twice are stored once.

    No transaction is open while the bytes come. If we die between the two, the blob has
    no row; sent again, it meets itself.
    """
    async with reports.look() as work:
        if not await attachments_by_id(work, attachment_id):
            raise AttachmentUnknown
    try:
        blob = await blobs.put(stream, limit=limit)
    except TooBig:
        raise AttachmentTooBig from None
    stored = AttachmentStored(
        attachment_id=attachment_id,
        sha256=blob.sha256,
        size=blob.size,
        media_type=sniff(blob.head),
    )
    async with reports.act() as work:
        await _note_stored(work, stored)
    return stored


async def _note_stored(work: Work, stored: AttachmentStored) -> None:
    same = await attachments_by_id(work, stored.attachment_id, lock=True)
    held = {each.sha256 for each in same if each.custody == "stored"}
    if held - {stored.sha256}:
        raise AttachmentDiffers
    if all(each.custody == "stored" for each in same):
        return
    await mark_stored(
        work,
        stored.attachment_id,
        sha256=stored.sha256,
        size=stored.size,
        media_type=stored.media_type,
    )
    for each in same:
        work.record(each.report_id, "attachment_changed")


async def note_failure(work: Work, attachment_id: UUID, failure: AttachmentFailure) -> None:
    """Note that the bytes will not come. Raises AttachmentUnknown."""
    same = await attachments_by_id(work, attachment_id, lock=True)
    if not same:
        raise AttachmentUnknown
    changed = [each for each in same if each.custody not in ("stored", failure.reason)]
    await mark_failed(work, attachment_id, custody=failure.reason, detail=failure.detail)
    for each in changed:
        work.record(each.report_id, "attachment_changed")


async def access_content(work: Work, actor: Actor, attachment_id: UUID) -> AttachmentRecord:
    """A stored attachment, its reading audited. Raises AttachmentUnknown or ContentMissing."""
    same = await attachments_by_id(work, attachment_id)
    if not same:
        raise AttachmentUnknown
    await access_report(work, actor, same[0].report_id, "attachment_read")
    if same[0].custody != "stored":
        raise ContentMissing
    return same[0]


def sniff(head: bytes) -> str:
    """The media type that the first bytes speak of; they are believed, a claim is not."""
    kind = filetype.guess(head)
    return str(kind.mime) if kind else UNKNOWN_TYPE
