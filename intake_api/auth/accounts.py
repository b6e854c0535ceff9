"""What administrators do about the accounts of others. Each act is audited."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from intake_api.auth.actor import Actor, Role
from intake_api.auth.passwords import hash_password
from intake_api.auth.sessions import folded_login
from intake_api.refusals import LastAdministrator, LoginTaken, PersonUnknown, SessionUnknown
from storage.ids import new_id
from storage.reports.audits import write_audit
from storage.reports.people import (
    StaffRecord,
    add_staff,
    change_staff,
    count_able,
    set_password,
    staff_by_id,
)
from storage.reports.second_factors import drop_second_factor
from storage.reports.sessions import end_session_of, end_sessions
from storage.reports.unit_of_work import Work

INVITED_FOR = timedelta(days=3)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for another


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTime:
    """A password to hand over, and its hash, made before the act: hashing is slow."""

    password: str
    hashed: str


async def one_time() -> OneTime:
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    return OneTime(password=password, hashed=await hash_password(password))


async def invite(
    work: Work,
    actor: Actor,
    given: OneTime,
    *,
    login: str,
    name: str,
    position: str,
    role: Role,
    locale: str,
) -> StaffRecord:
    """A new account; its password is good once, for three days. Raises LoginTaken."""
    person = StaffRecord(
        id=new_id(),
        login=folded_login(login),
        name=name,
        position=position,
        role=role,
        locale=locale,
        password_hash=given.hashed,
        one_time_until=work.now + INVITED_FOR,
    )
    if not await add_staff(work, person):
        raise LoginTaken
    await _audit(work, actor, "user_added", person.login)
    return person


async def invite_again(work: Work, actor: Actor, given: OneTime, staff_id: UUID) -> StaffRecord:
    """Another one-time password; ends the person's sessions. Raises PersonUnknown."""
    person = await known(work, staff_id)
    until = work.now + INVITED_FOR
    await set_password(work, staff_id, given.hashed, one_time_until=until)
    await _audit(work, actor, "one_time_password_given", person.login)
    return await known(work, staff_id)


async def change_person(work: Work, actor: Actor, staff_id: UUID, **columns: object) -> StaffRecord:
    """Name, position, role or language. Raises PersonUnknown or LastAdministrator."""
    person = await known(work, staff_id)
    role = columns.get("role", person.role)
    if person.role == Role.ADMIN and role != Role.ADMIN and person.disabled_at is None:
        await _require_another_admin(work)
    await change_staff(work, staff_id, **columns)
    if role != person.role:
        await _audit(work, actor, "role_changed", f"{person.login} {role}")
    else:
        await _audit(work, actor, "user_changed", person.login)
    return await known(work, staff_id)


async def switch(work: Work, actor: Actor, staff_id: UUID, *, on: bool) -> StaffRecord:
    """Let somebody sign in or not; off ends their sessions, and their tokens open nothing.

    Raises PersonUnknown or LastAdministrator.
    """
    person = await known(work, staff_id)
    if on == (person.disabled_at is None):
        return person
    if not on:
        if person.role == Role.ADMIN:
            await _require_another_admin(work)
        await end_sessions(work, staff_id)
    await change_staff(work, staff_id, disabled_at=None if on else work.now)
    await _audit(work, actor, "user_switched_on" if on else "user_switched_off", person.login)
    return await known(work, staff_id)


async def take_second_factor(work: Work, actor: Actor, staff_id: UUID) -> StaffRecord:
    """For who has lost the phone. Raises PersonUnknown."""
    person = await known(work, staff_id)
    if await drop_second_factor(work, staff_id):
        await end_sessions(work, staff_id)
        await _audit(work, actor, "second_factor_removed", person.login)
    return await known(work, staff_id)


async def end_session_by_admin(work: Work, actor: Actor, session_id: UUID) -> None:
    """Raises SessionUnknown."""
    owner = await end_session_of(work, session_id, None)
    if owner is None:
        raise SessionUnknown
    await _audit(work, actor, "session_ended", str(owner))


async def known(work: Work, staff_id: UUID) -> StaffRecord:
    """Raises PersonUnknown."""
    person = await staff_by_id(work, staff_id)
    if person is None:
        raise PersonUnknown
    return person


async def _require_another_admin(work: Work) -> None:
    if await count_able(work, Role.ADMIN) < 2:
        raise LastAdministrator


async def _audit(work: Work, actor: Actor, action: str, detail: str) -> None:
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action=action, detail=detail)
