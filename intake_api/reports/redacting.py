"""What is made of a picture for staff: a view for browsers, a copy with parts covered.

The original stays as it came; a copy is an attachment of its own, with its own hash.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import TypeVar
from uuid import UUID, uuid5

from intake_api.auth.actor import Actor
from intake_api.refusals import ContentGone, OriginalWithheld, PictureUnreadable
from intake_api.reports.cleaning import Uncleanable, gathered
from intake_api.reports.custody import AT_ONCE, access_content
from intake_api.reports.pictures import Camera, Part, as_jpeg, camera_of, redacted
from storage.blobs import BlobStore
from storage.reports.attachments import AttachmentRecord, add_copy, attachments_by_id
from storage.reports.erasures import hold_blob
from storage.reports.unit_of_work import Reports, Work

T = TypeVar("T")


async def viewed(blobs: BlobStore, file: AttachmentRecord) -> bytes:
    """A stored picture as a JPEG that any browser shows. Raises PictureUnreadable."""
    return await _drawn(blobs, file, as_jpeg)


async def access_camera(
    reports: Reports, blobs: BlobStore, actor: Actor, attachment_id: UUID
) -> Camera:
    """What the camera wrote into a picture; of anonymous reports only for supervisors.

    Raises OriginalWithheld, PictureUnreadable and what ``access_content`` does.
    """
    async with reports.act() as work:
        found = await access_content(work, actor, attachment_id)
    if found.cleans:
        raise OriginalWithheld
    return await _drawn(blobs, found.file, camera_of)


async def redact(
    reports: Reports, blobs: BlobStore, actor: Actor, attachment_id: UUID, parts: Sequence[Part]
) -> AttachmentRecord:
    """Keep a copy of a picture with ``parts`` covered; the same again is the same.

    Raises PictureUnreadable and what ``access_content`` does.
    """
    async with reports.act() as work:
        original = (await access_content(work, actor, attachment_id, "attachment_redacted")).file
    made, media_type = await _drawn(
        blobs, original, lambda content, read_as: redacted(content, read_as, parts)
    )
    blob = await blobs.put(_at_once(made), limit=len(made))
    copy_id = uuid5(original.id, blob.sha256)
    async with reports.act() as work:
        await hold_blob(work, blob.sha256)
        if not await blobs.holds(blob.sha256):
            raise ContentGone
        for each in await attachments_by_id(work, attachment_id, lock=True):
            if each.custody == "stored":
                await add_copy(work, each, copy_id, blob=blob, media_type=media_type, by=actor.id)
                work.record(each.report_id, "attachment_changed")
        return await _kept(work, copy_id)


async def _kept(work: Work, copy_id: UUID) -> AttachmentRecord:
    found = await attachments_by_id(work, copy_id)
    if not found:
        raise ContentGone  # its report was erased while we drew
    return found[0]


async def _drawn(blobs: BlobStore, file: AttachmentRecord, draw: Callable[[bytes, str], T]) -> T:
    assert file.sha256 is not None
    try:
        content = await gathered(await blobs.open(file.sha256))
        async with AT_ONCE:
            return await asyncio.to_thread(draw, content, file.media_type or "")
    except Uncleanable:
        raise PictureUnreadable from None


async def _at_once(content: bytes) -> AsyncIterator[bytes]:
    yield content
