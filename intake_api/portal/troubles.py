"""What cannot be done, told to citizens in words instead of problem+json."""

from collections.abc import Awaitable, Callable, Mapping

import structlog
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from intake_api import refusals
from intake_api.errors import TABLE
from intake_api.portal.pages import locale_of, page
from intake_api.refusals import Refusal, TooManyAttempts

log = structlog.get_logger(__name__)

SAID: Mapping[type[Refusal], str] = {
    refusals.LinkUnknown: "link_unknown",
    refusals.LinkUsed: "link_used",
    refusals.LinkExpired: "link_expired",
    refusals.TooManyAttempts: "too_many",
    refusals.AttachmentTooBig: "too_big",
    refusals.AttachmentUnknown: "gone",
    refusals.ConversationAnonymous: "anonymous",
}
"""The rest is told as "try again": nobody but us can do anything about it."""


class PageRoute(APIRoute):
    """A route whose refusals are pages."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        handle = super().get_route_handler()

        async def handle_in_words(request: Request) -> Response:
            try:
                return await handle(request)
            except Refusal as refusal:
                return _refused(request, refusal)
            except (RequestValidationError, HTTPException):
                return _told(request, "link_unknown", 404)
            except (DBAPIError, PoolTimeout) as error:
                log.error("database_failed", error=type(error).__name__)
                return _told(request, "later", 503)

        return handle_in_words


def _refused(request: Request, refusal: Refusal) -> Response:
    response = _told(request, SAID.get(type(refusal), "later"), TABLE[type(refusal)][0])
    if isinstance(refusal, TooManyAttempts):
        response.headers["Retry-After"] = str(refusal.retry_after_s)
    return response


def _told(request: Request, trouble: str, status: int) -> Response:
    return page(request, "trouble", locale=locale_of(request), status=status, trouble=trouble)
