"""Files that articles have: a form to fill in, a map. They lie with all other blobs."""

from collections.abc import AsyncIterable

from intake_api.auth.actor import Actor
from intake_api.faq.access import audit
from intake_api.refusals import AttachmentTooBig, ContentGone, FileKindRefused
from intake_api.reports.custody import sniff
from storage.blobs import BlobStore, TooBig
from storage.reports.erasures import hold_blob
from storage.reports.faq_files import FileRecord, add_file
from storage.reports.unit_of_work import Reports

LARGEST = 10 * 1024 * 1024  # what a telephone loads without thinking
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp", WORD})


async def keep_file(
    reports: Reports, blobs: BlobStore, actor: Actor, stream: AsyncIterable[bytes]
) -> FileRecord:
    """Keep a file for articles. Raises AttachmentTooBig, FileKindRefused.

    A blob of a refused kind stays without a row, as one does whose sender is cut off.
    """
    try:
        blob = await blobs.put(stream, limit=LARGEST)
    except TooBig:
        raise AttachmentTooBig from None
    media_type = sniff(blob.head)
    if media_type not in KINDS:
        raise FileKindRefused
    async with reports.act() as work:
        await hold_blob(work, blob.sha256)
        if not await blobs.holds(blob.sha256):
            raise ContentGone  # erased with a report while ours came in
        file = FileRecord(
            sha256=blob.sha256,
            media_type=media_type,
            size=blob.size,
            added_at=work.now,
            added_by=actor.id,
        )
        if await add_file(work, file):
            await audit(work, actor.id, "file_added", blob.sha256)
    return file
