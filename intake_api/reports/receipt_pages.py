"""An anonymous report as whoever has its code sees it on a page, away from any chat.

Neither looking nor writing here takes the report to another conversation, and nobody of the
staff is named: an answer stands under the position of who gave it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from intake_api.contract import CitizenMessage, CitizenWord, FiledBy, Locale
from intake_api.reports.correspondence import receive_message
from intake_api.reports.receipts import report_of_code
from intake_api.reports.workflow import OPEN, WORDS, State
from intake_api.texts import labels
from storage.reports.attachments import attachments_of
from storage.reports.audits import write_audit
from storage.reports.cases import ReportRecord
from storage.reports.histories import TransitionRecord, transitions_of
from storage.reports.messages import MessageRecord, messages_of
from storage.reports.unit_of_work import Work

MOST_CHARACTERS = 10_000
"""As many as a citizen's message may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """``position`` is whose answer it is; None for the citizen's own words."""

    position: str | None
    at: datetime
    text: str
    files: int
    signal: str | None
    is_place: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """``result`` says how it ended; ``may_write`` is False where nobody would act on more."""

    number: str
    word: CitizenWord
    result: str
    is_open: bool
    may_write: bool
    said: tuple[Said, ...]


async def read_by_code(work: Work, code: str, locale: Locale, *, reopen_within: timedelta) -> Seen:
    """All of it, its result in the words of ``locale``. Raises ReceiptUnknown."""
    report = await report_of_code(work, code)
    await _audit(work, "receipt_read", report.id)
    told = [each for each in await attachments_of(work, report.id) if not each.redacted_from]
    files = Counter(each.message_id for each in told)
    passed = await transitions_of(work, report.id)
    state = State(report.state)
    return Seen(
        number=report.number,
        word=WORDS.get(state, CitizenWord.FINISHED),
        result=_result(state, passed, locale),
        is_open=state in OPEN,
        may_write=state in OPEN or _reopens(report, work.now, reopen_within),
        said=tuple(_said(each, files[each.id]) for each in await messages_of(work, report.id)),
    )


async def write_by_code(
    work: Work, code: str, text: str, once: str, *, reopen_within: timedelta
) -> None:
    """File a text as the citizen's. Raises ReceiptUnknown.

    ``once`` is of the form it was typed into: the same text out of it twice, by a second
    press or a reload, is one message; another text is another one.
    """
    report = await report_of_code(work, code)
    message = CitizenMessage(
        message_id=uuid5(report.id, f"{once}\n{text}"),
        sent_at=work.now,
        text=text,
        filed_by=FiledBy.BUTTON,
    )
    await receive_message(work, report.id, message, reopen_within=reopen_within)
    await _audit(work, "receipt_written", report.id)


def _reopens(report: ReportRecord, now: datetime, within: timedelta) -> bool:
    closed = report.closed_at
    return report.state == State.CLOSED and closed is not None and now - closed <= within


def _result(state: State, passed: list[TransitionRecord], locale: Locale) -> str:
    """As the chat is told it: other reasons than of a rejection are for the staff."""
    if state in OPEN or not passed:
        return ""
    if state is State.REJECTED:
        return passed[-1].reason or ""
    code = "withdrawn" if state is State.WITHDRAWN else passed[-1].close_code
    return labels(f"result.{code}", otherwise="")[locale]


def _said(message: MessageRecord, files: int) -> Said:
    last = message.versions[-1]
    return Said(
        position=None if message.sender == "citizen" else message.author or "",
        at=message.sent_at,
        text=last.text,
        files=files,
        signal=message.signal,
        is_place=last.place is not None,
    )


async def _audit(work: Work, action: str, report_id: UUID) -> None:
    await write_audit(work, actor_kind="citizen", actor_id=None, action=action, report_id=report_id)
