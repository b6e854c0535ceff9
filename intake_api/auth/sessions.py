"""Signing in and out, and who is behind a session or a token."""

from datetime import timedelta

from intake_api.auth.actor import Actor, Role
from intake_api.auth.attempts import Attempts
from intake_api.auth.passwords import verify_password
from intake_api.auth.secrets import API_TOKEN, SESSION, new_secret, secret_hash
from intake_api.refusals import WrongCredentials
from storage.reports.audits import write_audit
from storage.reports.people import (
    StaffRecord,
    add_session,
    end_session,
    staff_by_login,
    staff_by_session,
    staff_by_token,
)
from storage.reports.unit_of_work import Reports, Work


async def sign_in(
    reports: Reports,
    attempts: Attempts,
    *,
    login: str,
    password: str,
    address: str,
    lasts: timedelta,
) -> tuple[Actor, str]:
    """The person and the secret of a new session. Raises WrongCredentials, TooManyAttempts.

    The hash is computed with no transaction open: it takes longer than all the rest.
    """
    login = folded_login(login)
    await attempts.require_left(login, address)
    async with reports.look() as work:
        person = await staff_by_login(work, login)
    if not await verify_password(password, person.password_hash if person else None):
        await attempts.failed(login, address)
        raise WrongCredentials
    assert person is not None
    secret = new_secret(SESSION)
    async with reports.act() as work:
        await add_session(work, person.id, secret_hash(secret), work.now + lasts)
        await write_audit(work, actor_kind="staff", actor_id=person.id, action="signed_in")
    return actor_of(person), secret


async def sign_out(work: Work, actor: Actor, secret: str) -> None:
    await end_session(work, secret_hash(secret))
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action="signed_out")


async def actor_behind(work: Work, secret: str) -> Actor | None:
    """Whose valid session or API token it is."""
    if secret.startswith(SESSION):
        person = await staff_by_session(work, secret_hash(secret))
    elif secret.startswith(API_TOKEN):
        person = await staff_by_token(work, secret_hash(secret))
    else:
        return None
    return actor_of(person) if person else None


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
    )
