"""Uploads whose citizen has gone: finished for them, or dropped after a while."""

from datetime import timedelta
from functools import partial

from intake_api.refusals import AttachmentUnknown
from intake_api.uploads.receiving import put_together
from storage.blobs import BlobStore
from storage.parts import PartStore
from storage.reports.unit_of_work import Reports
from storage.reports.uploads import complete_uploads, forget_upload, stale_uploads

LEFT_ALONE = timedelta(minutes=1)
KEPT = timedelta(days=7)


async def finish_left(reports: Reports, blobs: BlobStore, parts: PartStore) -> int:
    """Put together what has all its parts: whoever sent the last may have closed the page,
    or we were stopped in the middle of it."""
    left = await reports.consult(lambda work: complete_uploads(work, work.now - LEFT_ALONE))
    for upload in left:
        try:
            await put_together(reports, blobs, parts, upload, limit=upload.size)
        except AttachmentUnknown:  # erased meanwhile, with its report
            await parts.delete_below(upload.id.hex)
            await reports.perform(partial(forget_upload, upload_id=upload.id))
    return len(left)


async def drop_stale(reports: Reports, parts: PartStore) -> int:
    """Forget uploads that nobody has gone on with for a week."""
    stale = await reports.consult(lambda work: stale_uploads(work, work.now - KEPT))
    for upload in stale:
        await parts.delete_below(upload.id.hex)
        await reports.perform(partial(forget_upload, upload_id=upload.id))
    return len(stale)
