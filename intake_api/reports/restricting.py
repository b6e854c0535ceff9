"""Citizens who may send no new reports for a while, SOS apart; and words to everybody."""

from datetime import datetime
from uuid import UUID

from intake_api.auth.actor import Actor, Role
from intake_api.contract import DeliveryKind, Labels
from intake_api.refusals import ConversationUnknown, Forbidden
from intake_api.reports.telling import conversation_changed
from storage.reports.audits import write_audit
from storage.reports.restrictions import (
    conversation_exists,
    lift_restriction,
    put_restriction,
)
from storage.reports.unit_of_work import Work

CHIEFS = frozenset({Role.SUPERVISOR, Role.ADMIN})


async def restrict(
    work: Work, actor: Actor, conversation_id: UUID, *, reason: str, until: datetime | None
) -> None:
    """The bot enforces it; the API still refuses nothing. Raises Forbidden, ConversationUnknown."""
    await _require_chief_and_citizen(work, actor, conversation_id)
    await put_restriction(work, conversation_id, actor.id, reason=reason, until=until)
    await _audit(work, actor, "restricted", conversation_id)
    work.tell(
        conversation_id=conversation_id,
        kind=DeliveryKind.RESTRICTED,
        details={"until": until.isoformat()} if until else None,
    )
    await conversation_changed(work, conversation_id)


async def lift(work: Work, actor: Actor, conversation_id: UUID) -> None:
    """Nothing happens where there is no restriction."""
    await _require_chief_and_citizen(work, actor, conversation_id)
    if not await lift_restriction(work, conversation_id):
        return
    await _audit(work, actor, "unrestricted", conversation_id)
    work.tell(conversation_id=conversation_id, kind=DeliveryKind.UNRESTRICTED)
    await conversation_changed(work, conversation_id)


async def announce(work: Work, actor: Actor, texts: Labels) -> None:
    """Have every citizen who did not opt out told something. Raises Forbidden."""
    if actor.role is not Role.ADMIN:
        raise Forbidden
    told = {str(locale): text for locale, text in texts.items()}
    work.tell(conversation_id=None, kind=DeliveryKind.ANNOUNCEMENT, details={"texts": told})
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action="announced")


async def _require_chief_and_citizen(work: Work, actor: Actor, conversation_id: UUID) -> None:
    if actor.role not in CHIEFS:
        raise Forbidden
    if not await conversation_exists(work, conversation_id):
        raise ConversationUnknown


async def _audit(work: Work, actor: Actor, action: str, conversation_id: UUID) -> None:
    await write_audit(
        work,
        actor_kind="staff",
        actor_id=actor.id,
        action=action,
        detail=str(conversation_id),
    )
