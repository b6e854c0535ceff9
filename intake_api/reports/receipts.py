"""Anonymous reports and the codes by which they go on in another conversation."""

from uuid import UUID

from intake_api.auth.actor import Bot
from intake_api.contract import (
    CitizenWord,
    DeliveryKind,
    ReceiptCode,
    ReceiptShown,
    ReportContinued,
)
from intake_api.refusals import NotAnonymous, ReceiptUnknown, ReportNotFound
from intake_api.reports.receipt_codes import hash_of, new_code
from intake_api.reports.workflow import WORDS, State
from storage.reports.audits import write_audit
from storage.reports.cases import (
    ReportRecord,
    ensure_conversation,
    mark_anonymous,
    report_by_id,
)
from storage.reports.citizens import report_of_receipt
from storage.reports.details import append_fact
from storage.reports.unit_of_work import Work


async def issue_code(work: Work, bot: Bot, report_id: UUID) -> ReceiptCode:
    """A fresh code; the former is void. Raises ReportNotFound or NotAnonymous."""
    report = await report_by_id(work, report_id, lock=True)
    if report is None:
        raise ReportNotFound
    if not report.anonymous:
        raise NotAnonymous
    code = new_code()
    work.change(report_id, receipt_hash=hash_of(code))
    await _audit(work, bot, "receipt_issued", report_id)
    return ReceiptCode(report_id=report_id, code=code)


async def report_of_code(work: Work, code: str, *, lock: bool = False) -> ReportRecord:
    """The report that a code opens, however it was typed. Raises ReceiptUnknown.

    It is looked up by its hash: how long that takes tells nothing about the code.
    """
    hashed = hash_of(code)
    report_id = await report_of_receipt(work, hashed) if hashed else None
    report = await report_by_id(work, report_id, lock=lock) if report_id else None
    if report is None:
        raise ReceiptUnknown
    return report


async def show_code(work: Work, bot: Bot, shown: ReceiptShown) -> ReportContinued:
    """Take the report of a code over into a conversation. Raises ReceiptUnknown."""
    report = await report_of_code(work, shown.code, lock=True)
    if report.conversation_id != shown.conversation_id:
        await _take_over(work, bot, report, shown.conversation_id)
    return ReportContinued.model_validate(
        {
            "report_id": report.id,
            "number": report.number,
            "kind": report.kind,
            "word": WORDS.get(State(report.state), CitizenWord.FINISHED),
        }
    )


async def _take_over(work: Work, bot: Bot, report: ReportRecord, conversation_id: UUID) -> None:
    await ensure_conversation(work, conversation_id)
    await mark_anonymous(work, conversation_id)  # no name may come beside it there either
    work.change(report.id, conversation_id=conversation_id)
    await append_fact(work, report.id, "continued_elsewhere")
    await _audit(work, bot, "report_continued", report.id)
    work.tell(
        conversation_id=report.conversation_id,
        report_id=report.id,
        kind=DeliveryKind.CONTINUED_ELSEWHERE,
    )


async def _audit(work: Work, bot: Bot, action: str, report_id: UUID) -> None:
    await write_audit(
        work, actor_kind="bot", actor_id=bot.key_id, action=action, report_id=report_id
    )
