"""/v1/session: signing in and out."""

from dataclasses import replace
from datetime import timedelta

from fastapi import APIRouter, Request, Response

from intake_api.api import rendering
from intake_api.api.answers import answer
from intake_api.api.models import LocaleChoice, SignedIn, SignIn
from intake_api.api.who import COOKIE, Anyone, TheHouse, secret_of
from intake_api.auth.actor import Actor
from intake_api.auth.sessions import Shown, actor_behind, sign_in, sign_out
from intake_api.refusals import NotSignedIn
from storage.reports.audits import write_audit
from storage.reports.people import set_locale

router = APIRouter(prefix="/v1/session", tags=["session"])

LONGEST_AGENT = 300


@router.post("", response_model=SignedIn)
async def open_session(house: TheHouse, request: Request, asked: SignIn) -> Response:
    """Sign in; the session comes as an HttpOnly cookie."""
    lasts = timedelta(hours=house.settings.session_hours)
    shown = Shown(
        login=asked.login,
        password=asked.password,
        code=asked.code,
        address=request.client.host if request.client else "",
        agent=request.headers.get("user-agent", "")[:LONGEST_AGENT],
    )
    ring = house.keys.ring()
    secret = await sign_in(house.reports, house.attempts, ring, shown, lasts=lasts)
    actor = await house.reports.consult(lambda work: actor_behind(work, secret))
    if actor is None:  # switched off just now
        raise NotSignedIn
    response = _told(actor)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(lasts.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=house.settings.cookie_secure,
    )
    return response


@router.get("", response_model=SignedIn)
async def who_am_i(actor: Anyone) -> Response:
    return _told(actor)


@router.delete("", status_code=204)
async def close_session(house: TheHouse, request: Request, actor: Anyone) -> Response:
    async with house.reports.act() as work:
        await sign_out(work, actor, secret_of(request))
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


@router.patch("", response_model=SignedIn)
async def change_session(house: TheHouse, actor: Anyone, asked: LocaleChoice) -> Response:
    """Change the language of the signed-in person."""
    async with house.reports.act() as work:
        await set_locale(work, actor.id, asked.locale)
        await write_audit(work, actor_kind="staff", actor_id=actor.id, action="locale_changed")
    return _told(replace(actor, locale=asked.locale))


def _told(actor: Actor) -> Response:
    return answer(
        SignedIn(
            user=rendering.user(actor),
            second_factor=actor.has_second_factor,
            owes=actor.owes,
            scopes=None if actor.scopes is None else sorted(actor.scopes),
        )
    )
