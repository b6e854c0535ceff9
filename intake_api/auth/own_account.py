"""What people do about their own account: password, second factor, sessions."""

from uuid import UUID

from intake_api.auth import second_factor
from intake_api.auth.actor import Actor
from intake_api.auth.factor_policy import roles_with_second_factor
from intake_api.auth.passwords import hash_password, verify_password
from intake_api.identity.keys import Ring
from intake_api.refusals import (
    CodeWrong,
    NotPossibleNow,
    PasswordUnfit,
    SessionUnknown,
    WrongCredentials,
)
from storage.reports.audits import write_audit
from storage.reports.people import set_password, staff_by_id
from storage.reports.second_factors import (
    confirm_second_factor,
    drop_second_factor,
    second_factor_of,
)
from storage.reports.sessions import end_session_of, end_sessions
from storage.reports.unit_of_work import Reports, Work


async def require_password(reports: Reports, actor: Actor, password: str) -> None:
    """Raises WrongCredentials unless it is the actor's."""
    person = await reports.consult(lambda work: staff_by_id(work, actor.id))
    if not await verify_password(password, person.password_hash if person else None):
        raise WrongCredentials


async def change_own_password(reports: Reports, actor: Actor, old: str, new: str) -> None:
    """Every other session ends. Raises WrongCredentials, or PasswordUnfit for the same again."""
    await require_password(reports, actor, old)
    if old == new:
        raise PasswordUnfit
    made = await hash_password(new)

    async def act(work: Work) -> None:
        await set_password(work, actor.id, made, keep=actor.session_id)
        await _audit(work, actor, "password_changed")

    await reports.perform(act)


async def begin_factor(work: Work, ring: Ring, actor: Actor) -> str:
    """The secret for a phone. Raises NotPossibleNow where there is a confirmed one."""
    known = await second_factor_of(work, actor.id)
    if known is not None and known.confirmed_at is not None:
        raise NotPossibleNow
    return await second_factor.begin(work, ring, actor.id)


async def confirm_factor(work: Work, ring: Ring, actor: Actor, code: str) -> list[str]:
    """From now on it is asked for; returns recovery codes. Raises NotPossibleNow, CodeWrong."""
    known = await second_factor_of(work, actor.id)
    if known is None or known.confirmed_at is not None:
        raise NotPossibleNow
    if not await second_factor.is_right(work, ring, actor.id, code):
        raise CodeWrong
    await confirm_second_factor(work, actor.id)
    await _audit(work, actor, "second_factor_added")
    return await second_factor.new_recovery_codes(work, actor.id)


async def renew_recovery_codes(work: Work, actor: Actor) -> list[str]:
    """Raises NotPossibleNow where there is no second factor."""
    known = await second_factor_of(work, actor.id)
    if known is None or known.confirmed_at is None:
        raise NotPossibleNow
    await _audit(work, actor, "recovery_codes_renewed")
    return await second_factor.new_recovery_codes(work, actor.id)


async def remove_factor(work: Work, actor: Actor) -> None:
    """Raises NotPossibleNow where the role must have one."""
    if actor.role in await roles_with_second_factor(work):
        raise NotPossibleNow
    if await drop_second_factor(work, actor.id):
        await _audit(work, actor, "second_factor_removed")


async def end_own_session(work: Work, actor: Actor, session_id: UUID) -> None:
    """Raises SessionUnknown."""
    if await end_session_of(work, session_id, actor.id) is None:
        raise SessionUnknown
    await _audit(work, actor, "session_ended")


async def end_other_sessions(work: Work, actor: Actor) -> int:
    """Everywhere but here; how many it were."""
    ended = await end_sessions(work, actor.id, keep=actor.session_id)
    if ended:
        await _audit(work, actor, "sessions_ended")
    return ended


async def _audit(work: Work, actor: Actor, action: str) -> None:
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action=action)
