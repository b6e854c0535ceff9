"""What citizens want done about their reports, through bots; and what staff makes of it."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from intake_api.api.answers import answer, encoded
from intake_api.api.models import MoveWish, ReportCase
from intake_api.api.reports import case
from intake_api.api.who import ABot, Key, Staff, TheHouse
from intake_api.contract import (
    Rating,
    ReceiptCode,
    ReceiptShown,
    ReportContinued,
    SimilarAsked,
    SimilarReports,
    Withdrawal,
    WithdrawalNoted,
)
from intake_api.refusals import ReceiptUnknown
from intake_api.reports import moving, wishes
from intake_api.reports.idempotency import Answered, body_hash, once
from intake_api.reports.receipts import issue_code, show_code
from intake_api.reports.similar import similar_reports
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1", tags=["reports"])


@router.post("/reports/{report_id}/withdrawal", response_model=WithdrawalNoted, tags=["bots"])
async def post_withdrawal(
    house: TheHouse, bot: ABot, key: Key, report_id: UUID, wish: Withdrawal
) -> Response:
    """Take a report back; ``done`` is false where an operator must agree first."""

    async def act(work: Work) -> Answered:
        return await once(
            work,
            scope=f"bot:{bot.name}",
            key=key,
            body=body_hash("withdrawal", report_id, wish),
            act=lambda: wishes.withdraw(work, report_id, wish),
        )

    return encoded((await house.reports.perform(act)).text)


@router.delete("/reports/{report_id}/withdrawal", response_model=ReportCase)
async def delete_withdrawal(house: TheHouse, actor: Staff, report_id: UUID) -> Response:
    """Keep a report although its citizen wants it back."""
    await house.reports.perform(lambda work: wishes.keep(work, actor, report_id))
    return answer(await case(house, actor, report_id))


@router.put("/reports/{report_id}/rating", status_code=204, tags=["bots"])
async def put_rating(house: TheHouse, bot: ABot, report_id: UUID, rating: Rating) -> Response:
    """Rate a finished report; a later rating replaces it."""
    await house.reports.perform(lambda work: wishes.rate(work, report_id, rating))
    return Response(status_code=204)


@router.post("/reports/{report_id}/receipt-code", response_model=ReceiptCode, tags=["bots"])
async def post_receipt_code(house: TheHouse, bot: ABot, report_id: UUID) -> Response:
    """A fresh code of an anonymous report, which voids the former."""
    return answer(await house.reports.perform(lambda work: issue_code(work, bot, report_id)))


@router.post("/receipts", response_model=ReportContinued, tags=["bots"])
async def post_receipt(house: TheHouse, bot: ABot, key: Key, shown: ReceiptShown) -> Response:
    """Go on with the report of a code in this conversation."""

    async def act(work: Work) -> Answered:
        return await once(
            work,
            scope=f"bot:{bot.name}",
            key=key,
            body=body_hash("receipt", shown),
            act=lambda: show_code(work, bot, shown),
        )

    await house.attempts.require_receipts_left(shown.conversation_id)
    try:
        told = await house.reports.perform(act)
    except ReceiptUnknown:
        await house.attempts.receipt_failed(shown.conversation_id)
        raise
    return encoded(told.text)


@router.post("/similar", response_model=SimilarReports, tags=["bots"])
async def post_similar(house: TheHouse, bot: ABot, asked: SimilarAsked) -> Response:
    """Open reports near by of the last hours, nearest first, at most three."""
    settings = house.settings
    found = await house.reports.consult(
        lambda work: similar_reports(
            work,
            asked,
            within_m=settings.similar_m,
            lately=timedelta(hours=settings.similar_hours),
        )
    )
    return answer(found)


@router.post("/reports/{report_id}/messages/{message_id}/move", response_model=ReportCase)
async def post_move(
    house: TheHouse, actor: Staff, report_id: UUID, message_id: UUID, wish: MoveWish
) -> Response:
    """File a citizen's message to another report of the same citizen."""
    await house.reports.perform(
        lambda work: moving.move(work, actor, report_id, message_id, wish.to.strip())
    )
    return answer(await case(house, actor, report_id))
