"""How the bots reach the intake API; all they may import beside ``contract``.

Whose fault an error is decides its type: ``Rejected`` is ours and stays so,
``NotYet`` may be cured by waiting for another request, ``Unavailable`` is weather.
"""

from collections.abc import AsyncIterable
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import UUID

import httpx
from pydantic import BaseModel, ValidationError

from intake_api.contract import (
    AttachmentFailure,
    AttachmentStored,
    CitizenMessage,
    DeliveryPage,
    DeliveryReceipt,
    MessageAccepted,
    Problem,
    ReportAccepted,
    ReportSubmission,
)

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


class IntakeClient:
    """One pooled connection to the intake API under one bot key.

    Every call may be repeated: reports and messages carry an idempotency ``key``
    of the caller, the rest is idempotent by nature. Raises Rejected, NotYet,
    Unavailable, and nothing else.
    """

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

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def submit_report(self, submission: ReportSubmission, key: str) -> ReportAccepted:
        """The number under which the report is inside; the same one for the same ``key``."""
        return await self._ask(
            ReportAccepted,
            "POST",
            "/v1/reports",
            content=_json(submission),
            headers=_idempotent(key),
        )

    async def add_message(
        self, report_id: UUID, message: CitizenMessage, key: str
    ) -> MessageAccepted:
        """Add a message, or a version of one. NotYet if the report is not inside yet."""
        return await self._ask(
            MessageAccepted,
            "POST",
            f"/v1/reports/{report_id}/citizen-messages",
            content=_json(message),
            headers=_idempotent(key),
        )

    async def upload(
        self, attachment_id: UUID, stream: AsyncIterable[bytes], size: int | None
    ) -> AttachmentStored:
        """Hand over the bytes of an announced attachment; ``size`` in bytes, if known.

        NotYet if its message is not inside yet; Rejected (413) if it is too big.
        """
        headers = {"Content-Type": "application/octet-stream"}
        if size is not None:
            headers["Content-Length"] = str(size)
        return await self._ask(
            AttachmentStored,
            "PUT",
            f"/v1/attachments/{attachment_id}/content",
            content=stream,
            headers=headers,
        )

    async def fail_attachment(self, attachment_id: UUID, failure: AttachmentFailure) -> None:
        """Tell the operators that these bytes will not come, and why."""
        await self._send(
            "POST",
            f"/v1/attachments/{attachment_id}/failure",
            content=_json(failure),
            headers=_JSON,
        )

    async def deliveries(self, after: int, wait_s: float) -> DeliveryPage:
        """What citizens are to be told after ``after``; acknowledges everything up to it.

        Waits up to ``wait_s`` (at most 50 s) for the first one; then the page is empty.
        """
        return await self._ask(
            DeliveryPage,
            "GET",
            "/v1/deliveries",
            params={"after": after, "wait": wait_s},
            timeout=wait_s + TIMEOUT_S,
        )

    async def receipt(self, delivery_id: UUID, receipt: DeliveryReceipt) -> None:
        """Tell what became of a delivery at the messenger."""
        await self._send(
            "PUT",
            f"/v1/deliveries/{delivery_id}/receipt",
            content=_json(receipt),
            headers=_JSON,
        )

    async def _ask(self, answer: type[Answer], method: str, path: str, **request: Any) -> Answer:
        response = await self._send(method, path, **request)
        try:
            return answer.model_validate_json(response.content)
        except ValidationError as error:
            # Something in between answered for the API.
            raise Unavailable(f"unreadable answer, {error.error_count()} errors") from None

    async def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        try:
            response = await self._http.request(method, path, **request)
        except (httpx.HTTPError, AttributeError) as error:
            # AttributeError: when the API dies while we connect, anyio asks the peer's name
            # of a socket that uvloop has closed already. May go once anyio checks for it.
            raise Unavailable(type(error).__name__) from error
        if response.is_success:
            return response
        raise _refusal(response)


_JSON = {"Content-Type": "application/json"}


def _json(model: BaseModel) -> bytes:
    return model.model_dump_json().encode()


def _idempotent(key: str) -> dict[str, str]:
    return {**_JSON, "Idempotency-Key": key}


def _refusal(response: httpx.Response) -> Exception:
    status = response.status_code
    problem = _problem(response)
    if problem is None or status >= 500 or status < 400 or status in _WEATHER:
        return Unavailable(f"HTTP {status}", retry_after_s=_retry_after_s(response))
    if status == 409 or (status == 404 and problem.code in _MAY_COME):
        return NotYet(problem)
    return Rejected(problem)


# 401 and 403: a key that was revoked or mistyped is put right by people; no report may
# be given up for it meanwhile.
_WEATHER = {401, 403, 408, 425, 429}
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
