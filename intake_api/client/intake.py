"""How the bots reach the intake API; all they may import beside ``contract``."""

from collections.abc import AsyncIterable
from types import TracebackType
from typing import Self
from uuid import UUID

import httpx

from intake_api.client.citizens import Citizens
from intake_api.client.line import JSON, TIMEOUT_S, Line, idempotent, json_of, read
from intake_api.contract import (
    AttachmentFailure,
    AttachmentStored,
    Catalogue,
    CitizenMessage,
    DeliveryPage,
    DeliveryReceipt,
    FaqCatalogue,
    FaqHappening,
    MessageAccepted,
    ReportAccepted,
    ReportSubmission,
    TrackPoints,
)


class IntakeClient:
    """One pooled connection to the intake API under one bot key.

    Every call may be repeated: reports and messages carry an idempotency ``key``
    of the caller, the rest is idempotent by nature. Raises Rejected, NotYet,
    Unavailable, and nothing else. ``citizens`` holds what concerns people.
    """

    def __init__(
        self, base_url: str, key: str, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._line = Line(base_url, key, transport=transport)
        self.citizens = Citizens(self._line)

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
        await self._line.close()

    async def submit_report(self, submission: ReportSubmission, key: str) -> ReportAccepted:
        """The number under which the report is inside; the same one for the same ``key``."""
        return await self._line.ask(
            ReportAccepted,
            "POST",
            "/v1/reports",
            content=json_of(submission),
            headers=idempotent(key),
        )

    async def add_message(
        self, report_id: UUID, message: CitizenMessage, key: str
    ) -> MessageAccepted:
        """Add a message, or a version of one. NotYet if the report is not inside yet."""
        return await self._line.ask(
            MessageAccepted,
            "POST",
            f"/v1/reports/{report_id}/citizen-messages",
            content=json_of(message),
            headers=idempotent(key),
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
        return await self._line.ask(
            AttachmentStored,
            "PUT",
            f"/v1/attachments/{attachment_id}/content",
            content=stream,
            headers=headers,
        )

    async def fail_attachment(self, attachment_id: UUID, failure: AttachmentFailure) -> None:
        """Tell the operators that these bytes will not come, and why."""
        await self._line.send(
            "POST",
            f"/v1/attachments/{attachment_id}/failure",
            content=json_of(failure),
            headers=JSON,
        )

    async def deliveries(self, after: int, wait_s: float) -> DeliveryPage:
        """What citizens are to be told after ``after``; acknowledges everything up to it.

        Waits up to ``wait_s`` (at most 50 s) for the first one; then the page is empty.
        """
        return await self._line.ask(
            DeliveryPage,
            "GET",
            "/v1/deliveries",
            params={"after": after, "wait": wait_s},
            timeout=wait_s + TIMEOUT_S,
        )

    async def receipt(self, delivery_id: UUID, receipt: DeliveryReceipt) -> None:
        """Tell what became of a delivery at the messenger."""
        await self._line.send(
            "PUT",
            f"/v1/deliveries/{delivery_id}/receipt",
            content=json_of(receipt),
            headers=JSON,
        )

    async def move_track(self, report_id: UUID, points: TrackPoints) -> None:
        """More of a live location. NotYet if its report or first message is not inside."""
        await self._line.send(
            "POST", f"/v1/reports/{report_id}/track", content=json_of(points), headers=JSON
        )

    async def catalogue(self, known: str | None) -> Catalogue | None:
        """Categories, QR places and rules; None if they are still those of version ``known``."""
        headers = {"If-None-Match": f'"{known}"'} if known else {}
        response = await self._line.send("GET", "/v1/catalogue", headers=headers)
        if response.status_code == 304:
            return None
        return read(Catalogue, response)

    async def faq_catalogue(self, known: str | None) -> FaqCatalogue | None:
        """The published answers; None if they are still those of version ``known``."""
        headers = {"If-None-Match": f'"{known}"'} if known else {}
        response = await self._line.send("GET", "/v1/faq/catalogue", headers=headers)
        if response.status_code == 304:
            return None
        return read(FaqCatalogue, response)

    async def faq_file(self, sha256: str) -> bytes:
        """A file of a published article. Rejected (404) once no article has it any more."""
        response = await self._line.send("GET", f"/v1/faq/catalogue/files/{sha256}")
        return response.content

    async def faq_happened(self, happening: FaqHappening) -> None:
        """Tell what became of a question; told again, it is known already."""
        await self._line.send(
            "POST", "/v1/faq/happenings", content=json_of(happening), headers=JSON
        )
