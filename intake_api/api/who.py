"""Who asks, as dependencies of the endpoints; one lookup, no chains."""

from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from intake_api.auth.actor import Actor, Bot
from intake_api.auth.sessions import actor_behind
from intake_api.house import House
from intake_api.refusals import NotSignedIn

COOKIE = "qulaq_session"
LONGEST_SECRET = 200


def house_of(connection: HTTPConnection) -> House:
    house: House = connection.app.state.house
    return house


async def _house(request: Request) -> House:
    return house_of(request)


async def _staff(request: Request) -> Actor:
    """Raises NotSignedIn unless a valid session or API token came along."""
    secret = secret_of(request)
    house = house_of(request)
    if not secret:
        raise NotSignedIn
    actor = await house.reports.consult(lambda work: actor_behind(work, secret))
    if actor is None:
        raise NotSignedIn
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
Staff = Annotated[Actor, Depends(_staff)]
ABot = Annotated[Bot, Depends(_bot)]
_KEY = Header(alias="Idempotency-Key", min_length=1, max_length=200, pattern=r"^[\x20-\x7e]+$")
Key = Annotated[str, _KEY]
OptionalKey = Annotated[str | None, _KEY]
