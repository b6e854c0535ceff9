"""API tokens of people and keys of bots, as hashes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from storage.ids import new_id
from storage.reports.statements import record, records
from storage.reports.tables import api_token, bot_key, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRecord:
    """``scopes`` None: all that its owner may do."""

    id: UUID
    staff_id: UUID
    login: str
    name: str
    scopes: list[str] | None
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BotKeyRecord:
    id: UUID
    name: str
    created_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


_TOKENS = (
    select(
        api_token.c.id,
        api_token.c.staff_id,
        staff.c.login,
        api_token.c.name,
        api_token.c.scopes,
        api_token.c.created_at,
        api_token.c.expires_at,
        api_token.c.last_used_at,
    )
    .join(staff, staff.c.id == api_token.c.staff_id)
    .order_by(api_token.c.created_at.desc(), api_token.c.id)
)
_KEYS = select(*(bot_key.c[name] for name in BotKeyRecord.__dataclass_fields__))


async def add_api_token(
    work: Work,
    staff_id: UUID,
    token_hash: str,
    *,
    name: str = "",
    scopes: list[str] | None = None,
    expires_at: datetime | None = None,
) -> UUID:
    token_id = new_id()
    await work.connection.execute(
        insert(api_token).values(
            token_hash=token_hash,
            id=token_id,
            staff_id=staff_id,
            name=name,
            scopes=scopes,
            created_at=work.now,
            expires_at=expires_at,
        )
    )
    return token_id


async def tokens_of(work: Work, staff_id: UUID | None) -> list[TokenRecord]:
    """Of one person or of everybody, the newest first; expired ones too."""
    query = _TOKENS if staff_id is None else _TOKENS.where(api_token.c.staff_id == staff_id)
    return records(TokenRecord, await work.connection.execute(query))


async def token_used(work: Work, token_id: UUID) -> None:
    await work.connection.execute(
        update(api_token).where(api_token.c.id == token_id).values(last_used_at=work.now)
    )


async def drop_token(work: Work, token_id: UUID, staff_id: UUID | None) -> UUID | None:
    """Whose it was, or None if there is none such, or not of ``staff_id``."""
    gone = delete(api_token).where(api_token.c.id == token_id)
    if staff_id is not None:
        gone = gone.where(api_token.c.staff_id == staff_id)
    owner: UUID | None = await work.connection.scalar(gone.returning(api_token.c.staff_id))
    return owner


async def add_bot_key(work: Work, name: str, key_hash: str) -> UUID:
    key_id = new_id()
    await work.connection.execute(
        insert(bot_key).values(
            id=key_id, name=name, key_hash=key_hash, created_at=work.now, acknowledged_seq=0
        )
    )
    return key_id


async def all_bot_keys(work: Work) -> list[BotKeyRecord]:
    """All, the newest first; revoked ones too."""
    query = _KEYS.order_by(bot_key.c.created_at.desc(), bot_key.c.id)
    return records(BotKeyRecord, await work.connection.execute(query))


async def revoke_bot_keys(work: Work, name: str) -> int:
    """Revoke every key of that name; returns how many were valid until now."""
    revoked = await work.connection.execute(
        update(bot_key)
        .where(bot_key.c.name == name, bot_key.c.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )
    return revoked.rowcount


async def revoke_bot_key(work: Work, key_id: UUID) -> bool:
    """False if there is no such key, or it was revoked before."""
    revoked = await work.connection.execute(
        update(bot_key)
        .where(bot_key.c.id == key_id, bot_key.c.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )
    return revoked.rowcount == 1


async def bot_key_by_hash(work: Work, key_hash: str) -> BotKeyRecord | None:
    """The key, unless it is unknown or revoked."""
    query = _KEYS.where(bot_key.c.key_hash == key_hash, bot_key.c.revoked_at.is_(None))
    return record(BotKeyRecord, await work.connection.execute(query))


async def bot_key_used(work: Work, key_id: UUID) -> None:
    await work.connection.execute(
        update(bot_key).where(bot_key.c.id == key_id).values(last_used_at=work.now)
    )


async def acknowledge_deliveries(work: Work, key_id: UUID, seq: int) -> None:
    """Note that everything up to ``seq`` has arrived at the holder of the key."""
    await work.connection.execute(
        update(bot_key)
        .where(bot_key.c.id == key_id, bot_key.c.acknowledged_seq < seq)
        .values(acknowledged_seq=seq)
    )


async def acknowledged_seq(work: Work, key_id: UUID) -> int:
    query = select(func.max(bot_key.c.acknowledged_seq)).where(bot_key.c.id == key_id)
    return int(await work.connection.scalar(query) or 0)
