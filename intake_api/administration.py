"""What an administrator does by hand: accounts, keys and tokens, each act audited."""

from pathlib import Path

from pydantic import ValidationError

from intake_api.auth.actor import Role
from intake_api.auth.passwords import hash_password
from intake_api.auth.secrets import API_TOKEN, BOT_KEY, new_secret, secret_hash
from intake_api.auth.sessions import folded_login
from intake_api.contract import Locale
from intake_api.identity.keys import Ring
from intake_api.identity.subjects import reseal_some
from intake_api.refusals import CategoryMisplaced
from intake_api.reports.catalogue import CatalogueFile, exported, imported, read_file, sow
from storage.ids import new_id
from storage.reports import people, tokens
from storage.reports.audits import write_audit
from storage.reports.people import StaffRecord
from storage.reports.second_factors import drop_second_factor
from storage.reports.unit_of_work import Reports, Work

SHORTEST_PASSWORD = 8
AT_ONCE = 200


class Mistake(Exception):
    """What was asked for cannot be done; the text says why in one line."""


async def add_user(
    reports: Reports,
    *,
    login: str,
    password: str,
    role: Role,
    position: str,
    name: str,
    locale: Locale,
) -> StaffRecord:
    """Raises Mistake when the login is taken or the password too short."""
    person = StaffRecord(
        id=new_id(),
        login=folded_login(login),
        name=name,
        position=position,
        role=role,
        locale=locale,
        password_hash=await _hashed(password),
    )
    async with reports.act() as work:
        if not await people.add_staff(work, person):
            raise Mistake(f"There is a {person.login} already.")
        await _audit(work, "user_added", person.login)
    return person


async def users(reports: Reports) -> list[StaffRecord]:
    async with reports.look() as work:
        return await people.all_staff(work)


async def change_password(reports: Reports, *, login: str, password: str) -> None:
    """Raises Mistake when there is no such person or the password is too short."""
    password_hash = await _hashed(password)
    async with reports.act() as work:
        person = await _person(work, login)
        await people.set_password(work, person.id, password_hash)
        await _audit(work, "password_changed", person.login)


async def remove_second_factor(reports: Reports, *, login: str) -> None:
    """For who has lost the phone and every recovery code. Raises Mistake where there is none."""
    async with reports.act() as work:
        person = await _person(work, login)
        if not await drop_second_factor(work, person.id):
            raise Mistake(f"{person.login} has no second factor.")
        await _audit(work, "second_factor_removed", person.login)


async def add_bot_key(reports: Reports, *, name: str) -> str:
    """The key, which nobody can be shown again."""
    key = new_secret(BOT_KEY)
    async with reports.act() as work:
        await tokens.add_bot_key(work, name, secret_hash(key))
        await _audit(work, "bot_key_added", name)
    return key


async def revoke_bot_keys(reports: Reports, *, name: str) -> int:
    """How many keys were revoked. Raises Mistake when there was none."""
    async with reports.act() as work:
        revoked = await tokens.revoke_bot_keys(work, name)
        if not revoked:
            raise Mistake(f"There is no valid key of {name}.")
        await _audit(work, "bot_key_revoked", name)
    return revoked


async def add_token(reports: Reports, *, login: str) -> str:
    """An API token, which nobody can be shown again. Raises Mistake for an unknown login."""
    token = new_secret(API_TOKEN)
    async with reports.act() as work:
        person = await _person(work, login)
        await tokens.add_api_token(work, person.id, secret_hash(token), name="cli")
        await _audit(work, "token_added", person.login)
    return token


async def exported_catalogue(reports: Reports) -> str:
    """The catalogue as JSON, or the first one of a new centre."""
    async with reports.act() as work:
        await sow(work)
        content = await exported(work)
    return content.model_dump_json(indent=1, exclude_defaults=True) + "\n"


def read_catalogue(file: Path) -> CatalogueFile:
    """Raises Mistake."""
    try:
        return read_file(file)
    except OSError as error:
        raise Mistake(f"{file}: {error.strerror}") from None
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise Mistake(f"{file}: {where}: {first['msg']}") from None


async def import_catalogue(reports: Reports, content: CatalogueFile) -> int:
    """How many categories and places came. Raises Mistake, having changed nothing."""
    try:
        async with reports.act() as work:
            await imported(work, content)
            await _audit(work, "catalogue_imported", str(len(content.categories)))
    except CategoryMisplaced:
        raise Mistake("A parent must be a category that has no parent.") from None
    return len(content.categories) + len(content.places)


async def reseal_all(reports: Reports, ring: Ring) -> int:
    """Seal the key of every citizen with the ring's current one; how many it were."""
    resealed = 0
    async with reports.act() as work:
        await _audit(work, "key_added", ring.current)
    while some := await reports.perform(lambda work: reseal_some(work, ring, AT_ONCE)):
        resealed += some
    return resealed


async def _person(work: Work, login: str) -> StaffRecord:
    person = await people.staff_by_login(work, folded_login(login))
    if person is None:
        raise Mistake(f"There is no {login}.")
    return person


async def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise Mistake(f"A password has at least {SHORTEST_PASSWORD} characters.")
    return await hash_password(password)


async def _audit(work: Work, action: str, detail: str) -> None:
    await write_audit(work, actor_kind="cli", actor_id=None, action=action, detail=detail)
