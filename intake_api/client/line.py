"""One pooled connection to the intake API, and whose fault an error is.

``Rejected`` is ours and stays so, ``NotYet`` may be cured by waiting for another
request, ``Unavailable`` is weather.
"""

from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from intake_api.contract import Problem

TIMEOUT_S = 20.0
LONGEST_ERROR = 64 * 1024
Answer = TypeVar("Answer", bound=BaseModel)


class Rejected(Exception):
    """The API will never take this: do not send it again. ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.status} {problem.code}")
        self.problem = problem


class NotYet(Exception):
    """What it refers to is not there yet, or is being worked on: send it again later."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.status} {problem.code}")
        self.problem = problem


class Unavailable(Exception):
    """No answer to rely on: the request may or may not have been handled; send it again.

    ``retry_after_s`` is the API's wish, if it had one.
    """

    def __init__(self, reason: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s


class Line:
    """What every call goes over: under one bot key, answered or one of three errors."""

    def __init__(
        self, base_url: str, key: str, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._http = httpx.AsyncClient(
            base_url=base_url,
            headers={"Authorization": f"Bearer {key}"},
            timeout=httpx.Timeout(TIMEOUT_S, connect=5.0),
            transport=transport,
            trust_env=False,
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def ask(self, answer: type[Answer], method: str, path: str, **request: Any) -> Answer:
        """The answer as ``answer``. Raises Rejected, NotYet, Unavailable."""
        return read(answer, await self.send(method, path, **request))

    async def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """A 2xx or 304 answer. Raises Rejected, NotYet, Unavailable."""
        try:
            response = await self._http.request(method, path, **request)
        except (httpx.HTTPError, AttributeError) as error:
            # AttributeError: when the API dies while we connect, anyio asks the peer's name
            # of a socket that uvloop has closed already. May go once anyio checks for it.
            raise Unavailable(type(error).__name__) from error
        if response.is_success or response.status_code == 304:
            return response
        raise _refusal(response)


def read(answer: type[Answer], response: httpx.Response) -> Answer:
    """The body as ``answer``. Raises Unavailable if something in between spoke for the API."""
    try:
        return answer.model_validate_json(response.content)
    except ValidationError as error:
        raise Unavailable(f"unreadable answer, {error.error_count()} errors") from None


JSON = {"Content-Type": "application/json"}


def json_of(model: BaseModel) -> bytes:
    return model.model_dump_json().encode()


def idempotent(key: str) -> dict[str, str]:
    return {**JSON, "Idempotency-Key": key}


def _refusal(response: httpx.Response) -> Exception:
    status = response.status_code
    problem = _problem(response)
    if problem is None or status >= 500 or status < 400 or status in _WEATHER:
        return Unavailable(f"HTTP {status}", retry_after_s=_retry_after_s(response))
    if (status == 409 and problem.code not in _NEVER) or (
        status == 404 and problem.code in _MAY_COME
    ):
        return NotYet(problem)
    return Rejected(problem)


# 401 and 403: a key that was revoked or mistyped is put right by people; no report may
# be given up for it meanwhile.
_WEATHER = {401, 403, 408, 425, 429}
_NEVER = {"conversation_anonymous"}
_MAY_COME = {"report_not_found", "attachment_unknown"}


def _problem(response: httpx.Response) -> Problem | None:
    """What the API said, or None if it was not the API that spoke (a proxy's page)."""
    if len(response.content) > LONGEST_ERROR:
        return None
    try:
        return Problem.model_validate_json(response.content)
    except ValidationError:
        return None


def _retry_after_s(response: httpx.Response) -> float | None:
    try:
        return float(response.headers["Retry-After"])
    except (KeyError, ValueError):
        return None
