"""One-time links: granted to bots, opened once by a citizen.

The secret stands in the URL's fragment, which browsers send to nobody; the page asks the
citizen to press a button, which sends it as the body of a POST. So neither a messenger's
preview nor a scanner uses a link up, and no log sees it. What was opened goes on with
another secret, kept as a cookie of that page alone.
"""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from intake_api.auth.actor import Bot
from intake_api.auth.secrets import LINK, PAGE, new_secret, secret_hash
from intake_api.contract import LinkAsked, LinkGranted, LinkPurpose
from intake_api.refusals import (
    AttachmentUnknown,
    ConversationAnonymous,
    LinkExpired,
    LinkUnknown,
    LinkUsed,
    ReasonNeeded,
    ReportNotFound,
)
from storage.ids import new_id
from storage.reports.attachments import attachments_by_id
from storage.reports.audits import write_audit
from storage.reports.cases import ensure_conversation, report_by_id
from storage.reports.identities import lock_conversation
from storage.reports.links import (
    LinkRecord,
    insert_link,
    link_by_session,
    link_by_token,
    use_link,
)
from storage.reports.unit_of_work import Work

OPENS_WITHIN: Mapping[LinkPurpose, timedelta] = {
    LinkPurpose.UPLOAD: timedelta(hours=24),
    LinkPurpose.PLACE: timedelta(minutes=30),
    LinkPurpose.IDENTITY: timedelta(minutes=30),
    LinkPurpose.EXPORT: timedelta(hours=24),
}
STAYS_OPEN: Mapping[LinkPurpose, timedelta] = {
    LinkPurpose.UPLOAD: timedelta(hours=24),  # a large file on a bad line
    LinkPurpose.PLACE: timedelta(minutes=30),
    LinkPurpose.IDENTITY: timedelta(minutes=30),
    LinkPurpose.EXPORT: timedelta(hours=1),
}


async def grant_link(work: Work, bot: Bot, asked: LinkAsked, public_url: str) -> LinkGranted:
    """A fresh link. Raises ReasonNeeded, AttachmentUnknown, ReportNotFound or
    ConversationAnonymous where there is nothing that it could be for."""
    await ensure_conversation(work, asked.conversation_id)
    await _require_aim(work, asked)
    secret, link_id = new_secret(LINK), new_id()
    expires_at = work.now + OPENS_WITHIN[asked.purpose]
    await insert_link(
        work,
        id=link_id,
        token_hash=secret_hash(secret),
        purpose=asked.purpose,
        conversation_id=asked.conversation_id,
        locale=asked.locale,
        report_id=asked.report_id,
        attachment_id=asked.attachment_id,
        expires_at=expires_at,
    )
    await write_audit(
        work,
        actor_kind="bot",
        actor_id=bot.key_id,
        action=f"link_granted_{asked.purpose}",
        detail=str(link_id),
    )
    url = f"{public_url}/p/{asked.purpose}?l={asked.locale}#{secret}"
    return LinkGranted(url=url, expires_at=expires_at)


async def open_link(work: Work, purpose: LinkPurpose, token: str) -> tuple[LinkRecord, str]:
    """Use a link up; returns it with the secret of the page it has opened.

    Raises LinkUnknown, LinkUsed or LinkExpired.
    """
    hashed, secret = secret_hash(token), new_secret(PAGE)
    is_ours = await use_link(
        work,
        hashed,
        purpose=purpose,
        session_hash=secret_hash(secret),
        session_until=work.now + STAYS_OPEN[purpose],
    )
    found = await link_by_token(work, hashed)
    if found is None or found.purpose != purpose:
        raise LinkUnknown
    if not is_ours:
        raise LinkUsed if found.used_at else LinkExpired
    await write_audit(
        work,
        actor_kind="citizen",
        actor_id=None,
        action=f"link_opened_{purpose}",
        detail=str(found.id),
    )
    return found, secret


async def opened_link(work: Work, purpose: LinkPurpose, link_id: UUID, secret: str) -> LinkRecord:
    """The link whose page holds ``secret``. Raises LinkUnknown or LinkExpired."""
    found = await link_by_session(work, link_id, secret_hash(secret))
    if found is None or found.purpose != purpose:
        raise LinkUnknown
    if found.session_until is None or found.session_until <= work.now:
        raise LinkExpired
    return found


async def _require_aim(work: Work, asked: LinkAsked) -> None:
    match asked.purpose:
        case LinkPurpose.UPLOAD:
            await _require_attachment(work, asked)
        case LinkPurpose.PLACE:
            await _require_report(work, asked)
        case LinkPurpose.IDENTITY:
            if await lock_conversation(work, asked.conversation_id):
                raise ConversationAnonymous
        case LinkPurpose.EXPORT:
            pass


async def _require_attachment(work: Work, asked: LinkAsked) -> None:
    if asked.attachment_id is None:
        raise ReasonNeeded("attachment_id")
    for each in await attachments_by_id(work, asked.attachment_id):
        report = await report_by_id(work, each.report_id)
        if report is not None and report.conversation_id == asked.conversation_id:
            return
    raise AttachmentUnknown


async def _require_report(work: Work, asked: LinkAsked) -> None:
    """A draft is not inside yet; what is inside must be this citizen's."""
    if asked.report_id is None:
        raise ReasonNeeded("report_id")
    report = await report_by_id(work, asked.report_id)
    if report is not None and report.conversation_id != asked.conversation_id:
        raise ReportNotFound
