"""Signing in and out, and who is behind a session or a token."""

from dataclasses import dataclass, replace
from datetime import timedelta

from intake_api.auth import second_factor
from intake_api.auth.actor import Actor, Debt, Role
from intake_api.auth.attempts import Attempts
from intake_api.auth.factor_policy import roles_with_second_factor
from intake_api.auth.passwords import verify_password
from intake_api.auth.secrets import API_TOKEN, SESSION, new_secret, secret_hash
from intake_api.identity.keys import Ring
from intake_api.refusals import CodeNeeded, CodeWrong, WrongCredentials
from storage.reports.audits import write_audit
from storage.reports.people import StaffRecord, staff_by_login, staff_by_session, staff_by_token
from storage.reports.sessions import add_session, end_session, session_seen
from storage.reports.tokens import token_used
from storage.reports.unit_of_work import Reports, Work

NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What somebody at the door shows, and where from; ``code`` is of the second factor."""

    login: str
    password: str
    code: str | None = None
    address: str = ""
    agent: str = ""


async def sign_in(
    reports: Reports, attempts: Attempts, ring: Ring, shown: Shown, *, lasts: timedelta
) -> str:
    """The secret of a new session.

    Raises WrongCredentials, CodeNeeded, CodeWrong or TooManyAttempts. The hash is computed
    with no transaction open: it takes longer than all the rest.
    """
    login = folded_login(shown.login)
    await attempts.require_left(login, shown.address)
    async with reports.look() as work:
        person = await staff_by_login(work, login)
    if not await verify_password(shown.password, person.password_hash if person else None):
        await attempts.failed(login, shown.address)
        raise WrongCredentials
    assert person is not None
    try:
        return await reports.perform(lambda work: _enter(work, ring, person, shown, lasts))
    except (CodeWrong, WrongCredentials):
        await attempts.failed(login, shown.address)
        raise


async def _enter(
    work: Work, ring: Ring, person: StaffRecord, shown: Shown, lasts: timedelta
) -> str:
    one_time = person.one_time_until
    if person.disabled_at is not None or (one_time is not None and one_time <= work.now):
        raise WrongCredentials
    if person.second_since is not None:
        await _require_second(work, ring, person, shown.code)
    secret = new_secret(SESSION)
    await add_session(
        work,
        person.id,
        secret_hash(secret),
        work.now + lasts,
        address=shown.address,
        agent=shown.agent,
    )
    await write_audit(work, actor_kind="staff", actor_id=person.id, action="signed_in")
    return secret


async def _require_second(work: Work, ring: Ring, person: StaffRecord, code: str | None) -> None:
    if not code:
        raise CodeNeeded
    if await second_factor.is_right(work, ring, person.id, code):
        return
    if not await second_factor.is_recovery(work, person.id, code):
        raise CodeWrong
    await write_audit(work, actor_kind="staff", actor_id=person.id, action="recovery_code_used")


async def sign_out(work: Work, actor: Actor, secret: str) -> None:
    await end_session(work, secret_hash(secret))
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action="signed_out")


async def actor_behind(work: Work, secret: str) -> Actor | None:
    """Whose valid session or API token it is."""
    if secret.startswith(SESSION):
        return await _by_session(work, secret)
    if secret.startswith(API_TOKEN):
        return await _by_token(work, secret)
    return None


async def _by_session(work: Work, secret: str) -> Actor | None:
    seen = await staff_by_session(work, secret_hash(secret))
    if seen is None:
        return None
    return replace(
        actor_of(seen.person),
        session_id=seen.session_id,
        owes=await _owed(work, seen.person),
        seen_at=seen.seen_at,
    )


async def _by_token(work: Work, secret: str) -> Actor | None:
    seen = await staff_by_token(work, secret_hash(secret))
    if seen is None:
        return None
    return replace(
        actor_of(seen.person),
        token_id=seen.token_id,
        scopes=None if seen.scopes is None else frozenset(seen.scopes),
        expires_at=seen.expires_at,
        seen_at=seen.last_used_at,
    )


async def _owed(work: Work, person: StaffRecord) -> Debt | None:
    if person.one_time_until is not None:
        return Debt.PASSWORD
    if person.second_since is None and person.role in await roles_with_second_factor(work):
        return Debt.SECOND_FACTOR
    return None


async def note_use(reports: Reports, actor: Actor) -> None:
    """Remember that a session or token was just used; not more often than once a minute."""
    if actor.seen_at is not None and reports.clock() - actor.seen_at < NOTED_EVERY:
        return
    if (session_id := actor.session_id) is not None:
        await reports.perform(lambda work: session_seen(work, session_id))
    if (token_id := actor.token_id) is not None:
        await reports.perform(lambda work: token_used(work, token_id))


def folded_login(login: str) -> str:
    """A login as it is kept: case and surrounding blanks do not matter."""
    return login.strip().casefold()


def actor_of(person: StaffRecord) -> Actor:
    return Actor(
        id=person.id,
        login=person.login,
        name=person.name,
        position=person.position,
        role=Role(person.role),
        locale=person.locale,
        has_second_factor=person.second_since is not None,
    )
