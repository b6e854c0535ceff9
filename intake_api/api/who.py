"""Who asks, as dependencies of the endpoints; one lookup, no chains."""

from collections.abc import Awaitable, Callable, Collection
from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from intake_api.auth.actor import (
    ADMINS,
    APPROVERS,
    CENTRE,
    CHIEFS,
    EDITORS,
    FIGURE_READERS,
    Actor,
    Bot,
    Debt,
    Role,
)
from intake_api.auth.scopes import require_scope, scope_of
from intake_api.auth.sessions import actor_behind, note_use
from intake_api.house import House
from intake_api.refusals import Forbidden, NotSignedIn, PasswordOwed, SecondFactorOwed

COOKIE = "qulaq_session"
LONGEST_SECRET = 200


def house_of(connection: HTTPConnection) -> House:
    house: House = connection.app.state.house
    return house


async def _house(request: Request) -> House:
    return house_of(request)


async def _anyone(request: Request) -> Actor:
    """Raises NotSignedIn unless a valid session or API token came along, or ScopeMissing."""
    secret = secret_of(request)
    house = house_of(request)
    if not secret:
        raise NotSignedIn
    actor = await house.reports.consult(lambda work: actor_behind(work, secret))
    if actor is None:
        raise NotSignedIn
    require_scope(actor, scope_of(request.scope["route"].tags[0], request.method))
    await note_use(house.reports, actor)
    return actor


async def _person(request: Request) -> Actor:
    """Raises what ``_anyone`` does, and PasswordOwed or SecondFactorOwed."""
    actor = await _anyone(request)
    require_no_debt(actor)
    return actor


def require_no_debt(actor: Actor) -> None:
    """Raises PasswordOwed or SecondFactorOwed."""
    if actor.owes is Debt.PASSWORD:
        raise PasswordOwed
    if actor.owes is Debt.SECOND_FACTOR:
        raise SecondFactorOwed


def _one_of(roles: Collection[Role]) -> Callable[[Request], Awaitable[Actor]]:
    async def actor(request: Request) -> Actor:
        """Raises NotSignedIn or Forbidden."""
        found = await _person(request)
        if found.role not in roles:
            raise Forbidden
        return found

    return actor


async def _bot(request: Request) -> Bot:
    """Raises NotSignedIn unless a valid bot key came along."""
    bot = await house_of(request).bot_keys.bot_behind(_bearer(request.headers))
    if bot is None:
        raise NotSignedIn
    return bot


def secret_of(connection: HTTPConnection) -> str:
    """The API token or the session's secret that came along, else an empty text."""
    return _bearer(connection.headers) or connection.cookies.get(COOKIE, "")[:LONGEST_SECRET]


def _bearer(headers: Headers) -> str:
    scheme, _, secret = headers.get("authorization", "").partition(" ")
    return secret.strip()[:LONGEST_SECRET] if scheme.lower() == "bearer" else ""


TheHouse = Annotated[House, Depends(_house)]
Anyone = Annotated[Actor, Depends(_anyone)]
"""Also who must choose a password or add a second factor before anything else."""
Person = Annotated[Actor, Depends(_person)]
Staff = Annotated[Actor, Depends(_one_of(CENTRE))]
AChief = Annotated[Actor, Depends(_one_of(CHIEFS))]
AnAdmin = Annotated[Actor, Depends(_one_of(ADMINS))]
AnEditor = Annotated[Actor, Depends(_one_of(EDITORS))]
AnApprover = Annotated[Actor, Depends(_one_of(APPROVERS))]
AFigureReader = Annotated[Actor, Depends(_one_of(FIGURE_READERS))]
ABot = Annotated[Bot, Depends(_bot)]
_KEY = Header(alias="Idempotency-Key", min_length=1, max_length=200, pattern=r"^[\x20-\x7e]+$")
Key = Annotated[str, _KEY]
OptionalKey = Annotated[str | None, _KEY]
