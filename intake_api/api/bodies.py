"""What every body of JSON passes before its endpoint: a dependency of each router."""

from fastapi import Request
from starlette.requests import HTTPConnection

from intake_api.auth.cross_site import SAFE_METHODS
from intake_api.refusals import BodyUnfit, MediaTypeRefused
from intake_api.strict_json import fault_of

JSON = "application/json"


async def strict_body(connection: HTTPConnection) -> None:
    """Raises MediaTypeRefused or BodyUnfit; a WebSocket has no body."""
    if not isinstance(connection, Request) or connection.method in SAFE_METHODS:
        return
    body = await connection.body()
    if not body:
        return
    if connection.headers.get("content-type", JSON).partition(";")[0].strip().lower() != JSON:
        raise MediaTypeRefused
    if (fault := fault_of(body)) is not None:
        raise BodyUnfit(fault)
