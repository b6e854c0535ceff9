"""The bytes of attachments: taken in once, kept as they came, handed out to staff."""

import asyncio
from collections.abc import AsyncIterable
from dataclasses import dataclass
from uuid import UUID

import filetype  # type: ignore[import-untyped]

from intake_api.auth.actor import Actor, Role
from intake_api.contract import AttachmentFailure, AttachmentStored
from intake_api.refusals import (
    AttachmentDiffers,
    AttachmentTooBig,
    AttachmentUnknown,
    ContentGone,
    ContentMissing,
    OriginalWithheld,
)
from intake_api.reports.access import access_report
from intake_api.reports.cleaning import FORMATS, Uncleanable, clean, gathered
from storage.blobs import BlobStore, TooBig
from storage.reports.attachments import (
    AttachmentRecord,
    attachments_by_id,
    mark_failed,
    mark_stored,
)
from storage.reports.cases import any_anonymous
from storage.reports.erasures import hold_blob
from storage.reports.unit_of_work import Reports, Work

UNKNOWN_TYPE = "application/octet-stream"
AT_ONCE = asyncio.Semaphore(2)
"""Pictures drawn anew at a time: each takes up to 160 MB while it is."""


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
        same = await attachments_by_id(work, attachment_id)
    if not same:
        raise AttachmentUnknown
    if all(each.custody == "erased" for each in same):
        raise AttachmentDiffers
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
        await hold_blob(work, blob.sha256)
        if not await blobs.holds(blob.sha256):
            raise ContentGone  # erased with another report while ours came in
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A stored attachment; ``cleans`` if this reader may not learn what a camera wrote."""

    file: AttachmentRecord
    cleans: bool


async def access_content(
    work: Work, actor: Actor, attachment_id: UUID, purpose: str = "attachment_read"
) -> Content:
    """A stored attachment, its reading audited. Raises AttachmentUnknown or ContentMissing.

    Pictures of anonymous reports are shown to operators without what may tell who took them.
    """
    same = await attachments_by_id(work, attachment_id)
    if not same:
        raise AttachmentUnknown
    anonymous = await any_anonymous(work, [each.report_id for each in same])
    sees_all = actor.role is not Role.OPERATOR
    if anonymous and sees_all and purpose == "attachment_read":
        purpose = "attachment_original_read"
    await access_report(work, actor, same[0].report_id, purpose)
    file = next((each for each in same if each.custody == "stored"), None)
    if file is None:
        raise ContentMissing
    is_picture = (file.media_type or "").startswith("image/")
    is_original = file.redacted_from is None
    cleans = anonymous and not sees_all and is_picture and is_original
    return Content(file=file, cleans=cleans)


async def cleaned(blobs: BlobStore, file: AttachmentRecord) -> bytes:
    """A picture without what a camera wrote. Raises OriginalWithheld if that cannot be had."""
    assert file.sha256 is not None
    if file.media_type not in FORMATS:
        raise OriginalWithheld
    try:
        content = await gathered(await blobs.open(file.sha256))
        async with AT_ONCE:
            return await asyncio.to_thread(clean, content, file.media_type)
    except Uncleanable:
        raise OriginalWithheld from None


def sniff(head: bytes) -> str:
    """The media type that the first bytes speak of; they are believed, a claim is not."""
    kind = filetype.guess(head)
    return str(kind.mime) if kind else UNKNOWN_TYPE
