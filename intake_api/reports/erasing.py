"""A citizen wishes to be forgotten: what may go goes, what the law keeps is told with its time."""

from datetime import timedelta
from uuid import UUID

from intake_api.auth.actor import Bot
from intake_api.contract import Erasure, KeptReport
from intake_api.identity.forget import forget_identity
from storage.blobs import BlobStore
from storage.reports.audits import write_audit
from storage.reports.erasures import (
    OwnedRecord,
    blobs_to_erase,
    erase_conversation,
    erase_words,
    hold_blob,
    overwrite_what_goes,
    reports_of_conversation,
    take_blob_erasure,
)
from storage.reports.search_forgetting import after_forgetting, before_forgetting
from storage.reports.unit_of_work import Reports, Work

AT_ONCE = 100


async def erase(work: Work, bot: Bot, conversation_id: UUID, *, held_for: timedelta) -> Erasure:
    """Make tombstones of closed reports past the legal hold, and forget who the citizen is.

    Bytes go after the act has committed: see ``sweep_blobs``. Somebody who never told
    anything is forgotten already.
    """
    await overwrite_what_goes(work)
    await before_forgetting(work)
    erased, kept = 0, []
    for one in await reports_of_conversation(work, conversation_id):
        if one.erased_at is not None:
            continue
        if _may_go(work, one, held_for):
            await erase_words(work, one)
            work.record(one.id, "report_erased")
            await _audit(work, bot, "report_erased", one.id)
            erased += 1
        else:
            until = one.closed_at + held_for if one.closed_at else None
            kept.append(KeptReport(number=one.number, until=until))
    if erased:
        await after_forgetting(work)
    await erase_conversation(work, conversation_id)
    await forget_identity(work, conversation_id)
    await _audit(work, bot, "conversation_erased", None)
    return Erasure(erased=erased, kept=tuple(kept))


def _may_go(work: Work, one: OwnedRecord, held_for: timedelta) -> bool:
    if one.is_open or one.closed_at is None:
        return False
    return work.now - one.closed_at >= held_for


async def sweep_blobs(reports: Reports, blobs: BlobStore) -> int:
    """Delete bytes whose last report was erased; returns how many. Safe to repeat."""
    async with reports.look() as work:
        wished = await blobs_to_erase(work, AT_ONCE)
    return sum([await _sweep(reports, blobs, sha256) for sha256 in wished])


async def _sweep(reports: Reports, blobs: BlobStore, sha256: str) -> bool:
    async with reports.act() as work:
        await hold_blob(work, sha256)
        if not await take_blob_erasure(work, sha256):
            return False
        # Within the act, against the rule: whoever stores the same bytes now waits for us,
        # then finds them gone and asks for them again.
        await blobs.delete(sha256)
        return True


async def _audit(work: Work, bot: Bot, action: str, report_id: UUID | None) -> None:
    await write_audit(
        work, actor_kind="bot", actor_id=bot.key_id, action=action, report_id=report_id
    )
