"""Staff, and who is behind a session or an API token.

Secrets come and stay here as hashes only.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, or_, select, update

from storage.reports.admin_tables import second_factor
from storage.reports.statements import record, records
from storage.reports.tables import api_token, session, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRecord:
    """``one_time_until``: the password must be changed, and works only until then.

    ``second_since`` is when the second factor was confirmed.
    """

    id: UUID
    login: str
    name: str
    position: str
    role: str
    locale: str
    password_hash: str
    disabled_at: datetime | None = None
    one_time_until: datetime | None = None
    second_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSeen:
    """Somebody with a valid session."""

    person: StaffRecord
    session_id: UUID
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSeen:
    """Somebody with a valid API token; ``scopes`` None: all that the person may do."""

    person: StaffRecord
    token_id: UUID
    scopes: list[str] | None
    expires_at: datetime | None
    last_used_at: datetime | None


_COLUMNS = (
    staff.c.id,
    staff.c.login,
    staff.c.name,
    staff.c.position,
    staff.c.role,
    staff.c.locale,
    staff.c.password_hash,
    staff.c.disabled_at,
    staff.c.one_time_until,
    second_factor.c.confirmed_at.label("second_since"),
)
_WITH_SECOND = staff.outerjoin(second_factor, second_factor.c.staff_id == staff.c.id)
_STAFF = select(*_COLUMNS).select_from(_WITH_SECOND)
_ABLE = staff.c.disabled_at.is_(None)
_BY_LOGIN = _STAFF.where(staff.c.login == bindparam("login"))
_BY_ID = _STAFF.where(staff.c.id == bindparam("staff_id"))
_BY_SESSION = (
    select(*_COLUMNS, session.c.id.label("session_id"), session.c.seen_at)
    .select_from(_WITH_SECOND.join(session, session.c.staff_id == staff.c.id))
    .where(
        session.c.token_hash == bindparam("token_hash"),
        session.c.expires_at > bindparam("now"),
        _ABLE,
    )
)
_BY_TOKEN = (
    select(
        *_COLUMNS,
        api_token.c.id.label("token_id"),
        api_token.c.scopes,
        api_token.c.expires_at,
        api_token.c.last_used_at,
    )
    .select_from(_WITH_SECOND.join(api_token, api_token.c.staff_id == staff.c.id))
    .where(
        api_token.c.token_hash == bindparam("token_hash"),
        or_(api_token.c.expires_at.is_(None), api_token.c.expires_at > bindparam("now")),
        _ABLE,
    )
)


async def staff_by_login(work: Work, login: str) -> StaffRecord | None:
    return record(StaffRecord, await work.connection.execute(_BY_LOGIN, {"login": login}))


async def staff_by_id(work: Work, staff_id: UUID) -> StaffRecord | None:
    return record(StaffRecord, await work.connection.execute(_BY_ID, {"staff_id": staff_id}))


async def staff_by_session(work: Work, token_hash: str) -> SessionSeen | None:
    """Whose session it is, unless it has expired or the account is switched off."""
    wanted = {"token_hash": token_hash, "now": work.now}
    row = (await work.connection.execute(_BY_SESSION, wanted)).mappings().one_or_none()
    if row is None:
        return None
    told = {name: row[name] for name in StaffRecord.__dataclass_fields__}
    return SessionSeen(
        person=StaffRecord(**told), session_id=row["session_id"], seen_at=row["seen_at"]
    )


async def staff_by_token(work: Work, token_hash: str) -> TokenSeen | None:
    """Whose token it is, unless it has expired or the account is switched off."""
    wanted = {"token_hash": token_hash, "now": work.now}
    row = (await work.connection.execute(_BY_TOKEN, wanted)).mappings().one_or_none()
    if row is None:
        return None
    told = {name: row[name] for name in StaffRecord.__dataclass_fields__}
    return TokenSeen(
        person=StaffRecord(**told),
        token_id=row["token_id"],
        scopes=row["scopes"],
        expires_at=row["expires_at"],
        last_used_at=row["last_used_at"],
    )


async def all_staff(work: Work) -> list[StaffRecord]:
    return records(StaffRecord, await work.connection.execute(_STAFF.order_by(staff.c.login)))


async def staff_of_roles(work: Work, roles: Collection[str]) -> list[StaffRecord]:
    """Who may sign in, by name."""
    query = _STAFF.where(staff.c.role.in_(roles), _ABLE).order_by(staff.c.name, staff.c.login)
    return records(StaffRecord, await work.connection.execute(query))


async def count_able(work: Work, role: str) -> int:
    """How many of that role may sign in. Nobody else changes staff until this act ends."""
    await work.next_value("staff")  # two who switch each other off at once: one comes second
    query = select(func.count()).select_from(staff).where(staff.c.role == role, _ABLE)
    return int(await work.connection.scalar(query) or 0)


async def names_of(work: Work, ids: Collection[UUID]) -> dict[UUID, str]:
    query = select(staff.c.id, staff.c.name).where(staff.c.id.in_(ids))
    return {row.id: row.name for row in await work.connection.execute(query)}


async def position_of(work: Work, staff_id: UUID) -> str:
    query = select(staff.c.position).where(staff.c.id == staff_id)
    return str(await work.connection.scalar(query) or "")


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
            one_time_until=person.one_time_until,
            created_at=work.now,
        )
        .on_conflict_do_nothing(index_elements=["login"])
    )
    return added.rowcount == 1


async def change_staff(work: Work, staff_id: UUID, **columns: object) -> None:
    await work.connection.execute(update(staff).where(staff.c.id == staff_id).values(**columns))


async def set_password(
    work: Work,
    staff_id: UUID,
    password_hash: str,
    *,
    one_time_until: datetime | None = None,
    keep: UUID | None = None,
) -> None:
    """Change it and end every session that the old one opened, but ``keep``."""
    await change_staff(work, staff_id, password_hash=password_hash, one_time_until=one_time_until)
    ended = delete(session).where(session.c.staff_id == staff_id)
    if keep is not None:
        ended = ended.where(session.c.id != keep)
    await work.connection.execute(ended)


async def set_locale(work: Work, staff_id: UUID, locale: str) -> None:
    await change_staff(work, staff_id, locale=locale)
