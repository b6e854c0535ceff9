"""API tokens that people make, and bots' keys that administrators make; shown once."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.auth.scopes import is_within, unknown_scopes
from intake_api.auth.secrets import API_TOKEN, BOT_KEY, new_secret, secret_hash
from intake_api.refusals import BotKeyUnknown, ScopeMissing, ScopeUnknown, TokenUnknown
from storage.reports.audits import write_audit
from storage.reports.tokens import (
    add_api_token,
    add_bot_key,
    drop_token,
    revoke_bot_key,
)
from storage.reports.unit_of_work import Work


async def make_token(
    work: Work,
    actor: Actor,
    *,
    name: str,
    scopes: Collection[str],
    known: Collection[str],
    expires_at: datetime,
) -> tuple[UUID, str]:
    """A token and its id; made by another token it can do no more and lives no longer.

    Raises ScopeUnknown or ScopeMissing.
    """
    if unknown_scopes(scopes, known):
        raise ScopeUnknown
    outlives = actor.expires_at is not None and expires_at > actor.expires_at
    if outlives or not is_within(scopes, actor):
        raise ScopeMissing("account:write")
    token = new_secret(API_TOKEN)
    token_id = await add_api_token(
        work,
        actor.id,
        secret_hash(token),
        name=name,
        scopes=sorted(set(scopes)),
        expires_at=expires_at,
    )
    await _audit(work, actor, "token_added", f"{token_id}")
    return token_id, token


async def revoke_token(work: Work, actor: Actor, token_id: UUID, *, of: UUID | None) -> None:
    """Of the person ``of``, or of anybody. Raises TokenUnknown."""
    if await drop_token(work, token_id, of) is None:
        raise TokenUnknown
    await _audit(work, actor, "token_revoked", f"{token_id}")


async def make_bot_key(work: Work, actor: Actor, name: str) -> tuple[UUID, str]:
    """A key and its id; keys of one name are valid together."""
    key = new_secret(BOT_KEY)
    key_id = await add_bot_key(work, name, secret_hash(key))
    await _audit(work, actor, "bot_key_added", name)
    return key_id, key


async def revoke_key(work: Work, actor: Actor, key_id: UUID) -> None:
    """It opens nothing within seconds. Raises BotKeyUnknown."""
    if not await revoke_bot_key(work, key_id):
        raise BotKeyUnknown
    await _audit(work, actor, "bot_key_revoked", f"{key_id}")


async def _audit(work: Work, actor: Actor, action: str, detail: str) -> None:
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action=action, detail=detail)
