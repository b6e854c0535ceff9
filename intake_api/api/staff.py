"""/v1/admin/staff: accounts, sessions and tokens of everybody, for administrators."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from intake_api.api.account import shown_session, shown_token
from intake_api.api.account_models import (
    NewPerson,
    People,
    PersonInvited,
    PersonShown,
    PersonWish,
    Sessions,
    Tokens,
)
from intake_api.api.answers import answer
from intake_api.api.scopes import all_scopes
from intake_api.api.who import AnAdmin, TheHouse
from intake_api.auth import accounts
from intake_api.auth.factor_policy import FactorPolicy, factor_policy, write_factor_policy
from intake_api.auth.tokens import revoke_token
from storage.reports.people import StaffRecord, all_staff
from storage.reports.sessions import sessions_of
from storage.reports.tokens import tokens_of
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/admin", tags=["staff"])


@router.get("/staff", response_model=People)
async def get_staff(house: TheHouse, actor: AnAdmin) -> Response:
    """Every account by login, the switched-off too."""
    found = await house.reports.consult(all_staff)
    return answer(People(items=[_shown(each) for each in found]))


@router.post("/staff", status_code=201, response_model=PersonInvited)
async def post_staff(house: TheHouse, actor: AnAdmin, wish: NewPerson) -> Response:
    """Add an account; its one-time password is shown this once."""
    given = await accounts.one_time()
    person = await house.reports.perform(
        lambda work: accounts.invite(work, actor, given, **dict(wish))
    )
    return answer(
        PersonInvited(person=_shown(person), one_time_password=given.password), status=201
    )


@router.get("/staff/{staff_id}", response_model=PersonShown)
async def get_person(house: TheHouse, actor: AnAdmin, staff_id: UUID) -> Response:
    return answer(_shown(await house.reports.consult(lambda work: accounts.known(work, staff_id))))


@router.patch("/staff/{staff_id}", response_model=PersonShown)
async def patch_person(
    house: TheHouse, actor: AnAdmin, staff_id: UUID, wish: PersonWish
) -> Response:
    """Change what was told; ``disabled`` switches the account off or on."""
    columns = wish.model_dump(exclude={"disabled"}, exclude_none=True)

    async def act(work: Work) -> StaffRecord:
        person = await accounts.known(work, staff_id)
        if columns:
            person = await accounts.change_person(work, actor, staff_id, **columns)
        if wish.disabled is not None:
            person = await accounts.switch(work, actor, staff_id, on=not wish.disabled)
        return person

    return answer(_shown(await house.reports.perform(act)))


@router.post("/staff/{staff_id}/one-time-password", response_model=PersonInvited)
async def post_one_time_password(house: TheHouse, actor: AnAdmin, staff_id: UUID) -> Response:
    """For who has forgotten the password; ends the person's sessions."""
    given = await accounts.one_time()
    person = await house.reports.perform(
        lambda work: accounts.invite_again(work, actor, given, staff_id)
    )
    return answer(PersonInvited(person=_shown(person), one_time_password=given.password))


@router.delete("/staff/{staff_id}/second-factor", response_model=PersonShown)
async def delete_second_factor(house: TheHouse, actor: AnAdmin, staff_id: UUID) -> Response:
    """For who has lost the phone; ends the person's sessions."""
    person = await house.reports.perform(
        lambda work: accounts.take_second_factor(work, actor, staff_id)
    )
    return answer(_shown(person))


@router.get("/sessions", response_model=Sessions)
async def get_all_sessions(house: TheHouse, actor: AnAdmin) -> Response:
    """Who is signed in, the last seen first."""
    found = await house.reports.consult(lambda work: sessions_of(work, None))
    return answer(Sessions(items=[shown_session(each, actor) for each in found]))


@router.delete("/sessions/{session_id}", status_code=204)
async def delete_any_session(house: TheHouse, actor: AnAdmin, session_id: UUID) -> Response:
    await house.reports.perform(lambda work: accounts.end_session_by_admin(work, actor, session_id))
    return Response(status_code=204)


@router.get("/tokens", response_model=Tokens)
async def get_all_tokens(request: Request, house: TheHouse, actor: AnAdmin) -> Response:
    """Everybody's API tokens, the newest first."""
    found = await house.reports.consult(lambda work: tokens_of(work, None))
    items = [shown_token(each) for each in found]
    return answer(Tokens(items=items, scopes=all_scopes(request.app)))


@router.delete("/tokens/{token_id}", status_code=204)
async def delete_any_token(house: TheHouse, actor: AnAdmin, token_id: UUID) -> Response:
    await house.reports.perform(lambda work: revoke_token(work, actor, token_id, of=None))
    return Response(status_code=204)


@router.get("/second-factor", response_model=FactorPolicy)
async def get_factor_policy(house: TheHouse, actor: AnAdmin) -> Response:
    """The roles that must have a second factor."""
    return answer(await house.reports.consult(factor_policy))


@router.put("/second-factor", response_model=FactorPolicy)
async def put_factor_policy(house: TheHouse, actor: AnAdmin, policy: FactorPolicy) -> Response:
    """Who of these roles has none adds one before anything else, from the next request on."""
    await house.reports.perform(lambda work: write_factor_policy(work, actor, policy))
    return answer(policy)


def _shown(person: StaffRecord) -> PersonShown:
    return PersonShown.model_validate(
        {
            **{name: getattr(person, name) for name in _SAME},
            "invited_until": person.one_time_until,
            "second_factor_since": person.second_since,
        }
    )


_SAME = ("id", "login", "name", "position", "role", "locale", "disabled_at")
