"""/v1/account: a person's own password, second factor, sessions and API tokens."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Request, Response

from intake_api.api.account_models import (
    FactorCode,
    NewToken,
    PasswordWish,
    Proof,
    RecoveryCodes,
    SecondFactorBegun,
    SecondFactorState,
    Sessions,
    SessionShown,
    TokenMade,
    Tokens,
    TokenShown,
)
from intake_api.api.answers import answer
from intake_api.api.scopes import all_scopes
from intake_api.api.who import Anyone, Person, TheHouse
from intake_api.auth import own_account
from intake_api.auth.actor import Actor
from intake_api.auth.factor_policy import roles_with_second_factor
from intake_api.auth.second_factor import address_of, picture_of
from intake_api.auth.tokens import make_token, revoke_token
from intake_api.house import House
from intake_api.refusals import WrongCredentials
from storage.reports.second_factors import recovery_codes_left
from storage.reports.sessions import SessionRecord, sessions_of
from storage.reports.tokens import TokenRecord, tokens_of
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/account", tags=["account"])


@router.put("/password", status_code=204)
async def put_password(house: TheHouse, actor: Anyone, wish: PasswordWish) -> Response:
    """Choose another password; every other session of mine ends."""
    await _limited(house, actor)
    try:
        await own_account.change_own_password(house.reports, actor, wish.current, wish.new)
    except WrongCredentials:
        await house.attempts.failed(actor.login, "")
        raise
    return Response(status_code=204)


@router.get("/second-factor", response_model=SecondFactorState)
async def get_second_factor(house: TheHouse, actor: Anyone) -> Response:
    async def look(work: Work) -> SecondFactorState:
        return SecondFactorState(
            on=actor.has_second_factor,
            required=actor.role in await roles_with_second_factor(work),
            recovery_codes=await recovery_codes_left(work, actor.id),
        )

    return answer(await house.reports.consult(look))


@router.post("/second-factor", response_model=SecondFactorBegun)
async def post_second_factor(house: TheHouse, actor: Anyone, proof: Proof) -> Response:
    """Begin one: a secret for a phone, which counts once a code of it was shown."""
    await _prove(house, actor, proof)
    ring = house.keys.ring()
    secret = await house.reports.perform(lambda work: own_account.begin_factor(work, ring, actor))
    uri = address_of(secret, actor.login)
    return answer(SecondFactorBegun(secret=secret, uri=uri, picture=picture_of(uri)))


@router.put("/second-factor", response_model=RecoveryCodes)
async def put_second_factor(house: TheHouse, actor: Anyone, shown: FactorCode) -> Response:
    """Confirm it by a code; from now on it is asked for at each sign-in."""
    ring = house.keys.ring()
    codes = await house.reports.perform(
        lambda work: own_account.confirm_factor(work, ring, actor, shown.code)
    )
    return answer(RecoveryCodes(codes=codes))


@router.post("/second-factor/recovery-codes", response_model=RecoveryCodes)
async def post_recovery_codes(house: TheHouse, actor: Person, proof: Proof) -> Response:
    """Ten new ones; the former are void."""
    await _prove(house, actor, proof)
    codes = await house.reports.perform(lambda work: own_account.renew_recovery_codes(work, actor))
    return answer(RecoveryCodes(codes=codes))


@router.post("/second-factor/removal", status_code=204)
async def post_removal(house: TheHouse, actor: Person, proof: Proof) -> Response:
    """Do without it, where the role allows."""
    await _prove(house, actor, proof)
    await house.reports.perform(lambda work: own_account.remove_factor(work, actor))
    return Response(status_code=204)


@router.get("/sessions", response_model=Sessions)
async def get_sessions(house: TheHouse, actor: Anyone) -> Response:
    """Where I am signed in, the last seen first."""
    found = await house.reports.consult(lambda work: sessions_of(work, actor.id))
    return answer(Sessions(items=[shown_session(each, actor) for each in found]))


@router.delete("/sessions", status_code=204)
async def delete_sessions(house: TheHouse, actor: Anyone) -> Response:
    """Sign me out everywhere but here."""
    await house.reports.perform(lambda work: own_account.end_other_sessions(work, actor))
    return Response(status_code=204)


@router.delete("/sessions/{session_id}", status_code=204)
async def delete_session(house: TheHouse, actor: Anyone, session_id: UUID) -> Response:
    await house.reports.perform(lambda work: own_account.end_own_session(work, actor, session_id))
    return Response(status_code=204)


@router.get("/tokens", response_model=Tokens)
async def get_tokens(request: Request, house: TheHouse, actor: Person) -> Response:
    """My API tokens, the newest first, and the scopes that there are."""
    found = await house.reports.consult(lambda work: tokens_of(work, actor.id))
    items = [shown_token(each) for each in found]
    return answer(Tokens(items=items, scopes=all_scopes(request.app)))


@router.post("/tokens", status_code=201, response_model=TokenMade)
async def post_token(request: Request, house: TheHouse, actor: Person, wish: NewToken) -> Response:
    """Make a token, which is shown this once; it can never do more than I may."""
    known = all_scopes(request.app)
    expires_at = house.reports.clock() + timedelta(days=wish.days)
    token_id, token = await house.reports.perform(
        lambda work: make_token(
            work, actor, name=wish.name, scopes=wish.scopes, known=known, expires_at=expires_at
        )
    )
    return answer(TokenMade(id=token_id, token=token), 201)


@router.delete("/tokens/{token_id}", status_code=204)
async def delete_token(house: TheHouse, actor: Person, token_id: UUID) -> Response:
    """Revoke one of mine; it opens nothing from now on."""
    await house.reports.perform(lambda work: revoke_token(work, actor, token_id, of=actor.id))
    return Response(status_code=204)


def shown_session(found: SessionRecord, actor: Actor) -> SessionShown:
    told = {name: getattr(found, name) for name in SessionShown.model_fields if name != "here"}
    return SessionShown(**told, here=found.id == actor.session_id)


def shown_token(found: TokenRecord) -> TokenShown:
    return TokenShown.model_validate(found, from_attributes=True)


async def _limited(house: House, actor: Actor) -> None:
    # Whoever finds a screen open must not guess the password there.
    await house.attempts.require_left(actor.login, "")


async def _prove(house: House, actor: Actor, proof: Proof) -> None:
    await _limited(house, actor)
    try:
        await own_account.require_password(house.reports, actor, proof.password)
    except WrongCredentials:
        await house.attempts.failed(actor.login, "")
        raise
