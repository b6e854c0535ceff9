"""Staff, their sessions and API tokens, and the keys of the bots.

Secrets come and stay here as hashes only.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select, update

from storage.ids import new_id
from storage.reports.statements import record, records
from storage.reports.tables import api_token, bot_key, session, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRecord:
    id: UUID
    login: str
    name: str
    position: str
    role: str
    locale: str
    password_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BotKeyRecord:
    id: UUID
    name: str
    created_at: datetime
    revoked_at: datetime | None


_STAFF = select(
    staff.c.id,
    staff.c.login,
    staff.c.name,
    staff.c.position,
    staff.c.role,
    staff.c.locale,
    staff.c.password_hash,
)


_BY_LOGIN = _STAFF.where(staff.c.login == bindparam("login"))
_BY_SESSION = _STAFF.join(session, session.c.staff_id == staff.c.id).where(
    session.c.token_hash == bindparam("token_hash"), session.c.expires_at > bindparam("now")
)
_BY_TOKEN = _STAFF.join(api_token, api_token.c.staff_id == staff.c.id).where(
    api_token.c.token_hash == bindparam("token_hash")
)


async def staff_by_login(work: Work, login: str) -> StaffRecord | None:
    return record(StaffRecord, await work.connection.execute(_BY_LOGIN, {"login": login}))


async def staff_by_session(work: Work, token_hash: str) -> StaffRecord | None:
    """Whose session it is, unless it has expired."""
    wanted = {"token_hash": token_hash, "now": work.now}
    return record(StaffRecord, await work.connection.execute(_BY_SESSION, wanted))


async def staff_by_token(work: Work, token_hash: str) -> StaffRecord | None:
    wanted = {"token_hash": token_hash}
    return record(StaffRecord, await work.connection.execute(_BY_TOKEN, wanted))


async def all_staff(work: Work) -> list[StaffRecord]:
    rows = (await work.connection.execute(_STAFF.order_by(staff.c.login))).mappings()
    return [StaffRecord(**row) for row in rows]


async def staff_of_roles(work: Work, roles: Collection[str]) -> list[StaffRecord]:
    query = _STAFF.where(staff.c.role.in_(roles)).order_by(staff.c.name, staff.c.login)
    return records(StaffRecord, await work.connection.execute(query))


async def names_of(work: Work, ids: Collection[UUID]) -> dict[UUID, str]:
    query = select(staff.c.id, staff.c.name).where(staff.c.id.in_(ids))
    return {row.id: row.name for row in await work.connection.execute(query)}


async def add_staff(work: Work, person: StaffRecord) -> bool:
    """False, having done nothing, if the login is taken."""
    added = await work.connection.execute(
        work.insert(staff)
        .values(
            id=person.id,
            login=person.login,
            name=person.name,
            position=person.position,
            role=person.role,
            locale=person.locale,
            password_hash=person.password_hash,
            created_at=work.now,
        )
        .on_conflict_do_nothing(index_elements=["login"])
    )
    return added.rowcount == 1


async def set_password(work: Work, staff_id: UUID, password_hash: str) -> None:
    """Change it and end every session that the old one opened."""
    await work.connection.execute(
        update(staff).where(staff.c.id == staff_id).values(password_hash=password_hash)
    )
    await work.connection.execute(delete(session).where(session.c.staff_id == staff_id))


async def set_locale(work: Work, staff_id: UUID, locale: str) -> None:
    await work.connection.execute(update(staff).where(staff.c.id == staff_id).values(locale=locale))


async def add_session(work: Work, staff_id: UUID, token_hash: str, expires_at: datetime) -> None:
    await work.connection.execute(
        insert(session).values(
            token_hash=token_hash, staff_id=staff_id, created_at=work.now, expires_at=expires_at
        )
    )


async def end_session(work: Work, token_hash: str) -> None:
    await work.connection.execute(delete(session).where(session.c.token_hash == token_hash))


async def delete_expired_sessions(work: Work) -> int:
    gone = await work.connection.execute(delete(session).where(session.c.expires_at <= work.now))
    return gone.rowcount


async def add_api_token(work: Work, staff_id: UUID, token_hash: str) -> None:
    await work.connection.execute(
        insert(api_token).values(token_hash=token_hash, staff_id=staff_id, created_at=work.now)
    )


async def add_bot_key(work: Work, name: str, key_hash: str) -> None:
    await work.connection.execute(
        insert(bot_key).values(
            id=new_id(), name=name, key_hash=key_hash, created_at=work.now, acknowledged_seq=0
        )
    )


async def revoke_bot_keys(work: Work, name: str) -> int:
    """Revoke every key of that name; returns how many were valid until now."""
    revoked = await work.connection.execute(
        update(bot_key)
        .where(bot_key.c.name == name, bot_key.c.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )
    return revoked.rowcount


async def bot_key_by_hash(work: Work, key_hash: str) -> BotKeyRecord | None:
    """The key, unless it is unknown or revoked."""
    query = select(bot_key.c.id, bot_key.c.name, bot_key.c.created_at, bot_key.c.revoked_at).where(
        bot_key.c.key_hash == key_hash, bot_key.c.revoked_at.is_(None)
    )
    row = (await work.connection.execute(query)).mappings().one_or_none()
    return BotKeyRecord(**row) if row else None


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
