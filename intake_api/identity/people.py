"""Who citizens say they are: kept sealed, shown to whoever says what for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake_api.auth.actor import Actor, Bot, Role
from intake_api.contract import Identity, IdentityField
from intake_api.identity.keys import Ring
from intake_api.identity.phones import e164
from intake_api.identity.sealing import blind
from intake_api.identity.subjects import ensured_subject, subject_of
from intake_api.refusals import (
    ConversationAnonymous,
    Forbidden,
    IdentityUnknown,
    PurposeNeeded,
    ReportNotFound,
)
from intake_api.reports.access import access_report
from storage.reports.audits import write_audit
from storage.reports.cases import ensure_conversation
from storage.reports.identities import (
    CallerRecord,
    ConsentRecord,
    consents_of,
    fields_of,
    keep_consent,
    keep_field,
    lock_conversation,
    reports_of,
    reports_of_blind,
)
from storage.reports.unit_of_work import Work

READERS = frozenset({Role.OPERATOR, Role.SUPERVISOR})
"""Administrators keep the machine; whom it speaks to is none of their business."""
SEARCHED = frozenset({"phone", "iin"})
MOST_FOUND = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a citizen has said of themselves; ``fields`` by name."""

    fields: Mapping[str, str]
    consents: tuple[ConsentRecord, ...]
    updated_at: datetime


async def identify(
    work: Work, ring: Ring, bot: Bot, conversation_id: UUID, identity: Identity
) -> None:
    """Keep who speaks in a conversation, in place of what was said before.

    Raises ConversationAnonymous or PhoneInvalid.
    """
    said = {"name": identity.name, "phone": e164(identity.phone)}
    await keep(work, ring, conversation_id, said)
    await keep_consent(work, conversation_id, identity.consent, identity.consented_at)
    await write_audit(
        work,
        actor_kind="bot",
        actor_id=bot.key_id,
        action="identity_given",
        detail=str(conversation_id),
    )


async def keep(work: Work, ring: Ring, conversation_id: UUID, said: Mapping[str, str]) -> None:
    """Keep some fields of who the citizen is. Raises ConversationAnonymous."""
    await ensure_conversation(work, conversation_id)
    if await lock_conversation(work, conversation_id):
        raise ConversationAnonymous
    subject = await ensured_subject(work, ring, conversation_id)
    for field, value in said.items():
        found_by = blind(ring.index, field, value) if field in SEARCHED else None
        await keep_field(work, conversation_id, field, subject.seal(field, value), found_by)


async def reveal_identity(
    work: Work, ring: Ring, actor: Actor, conversation_id: UUID, purpose: str
) -> Known:
    """Show a name to somebody of the staff, with ``purpose`` noted beside it.

    Raises Forbidden, PurposeNeeded, IdentityUnknown, or ReportNotFound where this actor
    may know none of the reports.
    """
    _require_reader(actor)
    if not purpose.strip():
        raise PurposeNeeded
    report_id = await _a_report(work, actor, conversation_id)
    if await lock_conversation(work, conversation_id):
        raise IdentityUnknown
    known = await known_of(work, ring, conversation_id)
    if known is None:
        raise IdentityUnknown
    await _audit(work, actor, "identity_revealed", purpose.strip(), report_id)
    return known


async def known_of(work: Work, ring: Ring, conversation_id: UUID) -> Known | None:
    """What is known, opened, for somebody who has the right to it; audited by the caller."""
    subject = await subject_of(work, ring, conversation_id)
    found = await fields_of(work, conversation_id)
    if subject is None or not found:
        return None
    return Known(
        fields={each.field: subject.open(each.field, each.sealed) for each in found},
        consents=tuple(await consents_of(work, conversation_id)),
        updated_at=max(each.at for each in found),
    )


async def find_by_phone(work: Work, ring: Ring, actor: Actor, number: str) -> list[CallerRecord]:
    """The reports of whoever said this number. Raises Forbidden or PhoneInvalid."""
    _require_reader(actor)
    wanted = blind(ring.index, "phone", e164(number))
    found = await reports_of_blind(work, "phone", [wanted], MOST_FOUND)
    await _audit(work, actor, "phone_searched", f"found {len(found)}")
    return found


def asked_fields(setting: str) -> tuple[IdentityField, ...]:
    """What an authority asks for on the portal. Raises ValueError for what is no field."""
    return tuple(IdentityField(each.strip()) for each in setting.split(",") if each.strip())


async def _a_report(work: Work, actor: Actor, conversation_id: UUID) -> UUID:
    """The newest report of the conversation that this actor may know."""
    for report_id in await reports_of(work, conversation_id):
        try:
            await access_report(work, actor, report_id, "identity_asked")
        except ReportNotFound:
            continue
        return report_id
    raise ReportNotFound


def _require_reader(actor: Actor) -> None:
    if actor.role not in READERS:
        raise Forbidden


async def _audit(
    work: Work, actor: Actor, action: str, detail: str, report_id: UUID | None = None
) -> None:
    await write_audit(
        work,
        actor_kind="staff",
        actor_id=actor.id,
        action=action,
        report_id=report_id,
        detail=detail,
    )
