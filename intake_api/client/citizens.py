"""The part of the client that concerns people: who they are and what they ask for."""

from uuid import UUID

from intake_api.client.line import JSON, Line, idempotent, json_of
from intake_api.contract import (
    Erasure,
    Identity,
    LinkAsked,
    LinkGranted,
    Presence,
    Rating,
    ReceiptCode,
    ReceiptShown,
    ReportContinued,
    SimilarAsked,
    SimilarReports,
    Withdrawal,
    WithdrawalNoted,
)


class Citizens:
    """Reached as ``IntakeClient.citizens``; the same errors."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def identify(self, conversation_id: UUID, identity: Identity) -> None:
        """Tell who speaks in a conversation; a later one replaces it."""
        await self._line.send(
            "PUT",
            f"/v1/conversations/{conversation_id}/identity",
            content=json_of(identity),
            headers=JSON,
        )

    async def presence(self, conversation_id: UUID, presence: Presence) -> None:
        """Tell that the citizen blocked the bot, or let it in again."""
        await self._line.send(
            "PUT",
            f"/v1/conversations/{conversation_id}/presence",
            content=json_of(presence),
            headers=JSON,
        )

    async def erase(self, conversation_id: UUID, key: str) -> Erasure:
        """Forget the citizen; what must stay is told with its time."""
        return await self._line.ask(
            Erasure,
            "POST",
            f"/v1/conversations/{conversation_id}/erasure",
            headers=idempotent(key),
        )

    async def withdraw(self, report_id: UUID, withdrawal: Withdrawal, key: str) -> WithdrawalNoted:
        """Take a report back. NotYet if it is not inside yet."""
        return await self._line.ask(
            WithdrawalNoted,
            "POST",
            f"/v1/reports/{report_id}/withdrawal",
            content=json_of(withdrawal),
            headers=idempotent(key),
        )

    async def rate(self, report_id: UUID, rating: Rating) -> None:
        """Rate a finished report; a later rating replaces it."""
        await self._line.send(
            "PUT", f"/v1/reports/{report_id}/rating", content=json_of(rating), headers=JSON
        )

    async def issue_receipt(self, report_id: UUID) -> ReceiptCode:
        """A fresh code for an anonymous report, which voids an earlier one."""
        return await self._line.ask(
            ReceiptCode, "POST", f"/v1/reports/{report_id}/receipt-code", headers=JSON
        )

    async def show_receipt(self, shown: ReceiptShown, key: str) -> ReportContinued:
        """Go on with the report of a code. Rejected (404 ``receipt_unknown``) if it opens none."""
        return await self._line.ask(
            ReportContinued,
            "POST",
            "/v1/receipts",
            content=json_of(shown),
            headers=idempotent(key),
        )

    async def similar(self, asked: SimilarAsked) -> SimilarReports:
        """Reports near by of the last hours, nearest first, at most three."""
        return await self._line.ask(
            SimilarReports, "POST", "/v1/similar", content=json_of(asked), headers=JSON
        )

    async def link(self, asked: LinkAsked) -> LinkGranted:
        """A one-time page. NotYet if an upload's attachment is not announced yet."""
        return await self._line.ask(
            LinkGranted, "POST", "/v1/links", content=json_of(asked), headers=JSON
        )
