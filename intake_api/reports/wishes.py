"""What a citizen wants done about a report of theirs: take it back, rate it."""

from datetime import datetime
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.contract import CitizenWord, Rating, Withdrawal, WithdrawalNoted
from intake_api.refusals import AlreadyFinished, NotPossibleNow, ReportNotFound
from intake_api.reports.access import access_report
from intake_api.reports.handling import Told, transit
from intake_api.reports.workflow import WORDS, Party, State, find
from storage.reports.cases import ReportRecord, report_by_id
from storage.reports.details import append_fact, details_of
from storage.reports.unit_of_work import Work

OPERATOR_AGREES_UP_TO = 2
"""The least urgent priority at which a report is not simply taken back: lives may hang on it."""


async def withdraw(work: Work, report_id: UUID, wish: Withdrawal) -> WithdrawalNoted:
    """Take a report back, or ask the operator to at priority 1 and 2.

    Raises ReportNotFound, or AlreadyFinished if it has ended in another way.
    """
    report = await _of_citizen(work, report_id)
    if State(report.state) is State.WITHDRAWN:
        return _noted(report, done=True)
    row = find("withdraw", State(report.state), Party.CITIZEN)
    if row is None:
        raise AlreadyFinished
    if report.priority > OPERATOR_AGREES_UP_TO:
        await transit(work, report, row, told=Told(reason=wish.reason.strip() or None))
        return _noted(report, done=True)
    if report.withdrawal_asked_at is None:
        asked = {"withdrawal_asked_at": wish.at, "withdrawal_reason": wish.reason.strip() or None}
        work.change(report.id, last_activity_at=work.now, **asked)
        await append_fact(work, report.id, "withdrawal_asked", detail=_reason(wish))
    return _noted(report, done=False)


def _reason(wish: Withdrawal) -> dict[str, object] | None:
    return {"reason": wish.reason.strip()} if wish.reason.strip() else None


def _noted(report: ReportRecord, *, done: bool) -> WithdrawalNoted:
    return WithdrawalNoted(report_id=report.id, number=report.number, done=done)


async def keep(work: Work, actor: Actor, report_id: UUID) -> None:
    """Go on with a report although its citizen wants it back. Raises NotPossibleNow."""
    report = await access_report(work, actor, report_id, "withdrawal_kept")
    if report.withdrawal_asked_at is None:
        raise NotPossibleNow
    work.change(report_id, withdrawal_asked_at=None)
    await append_fact(work, report_id, "withdrawal_kept", actor_id=actor.id)


async def rate(work: Work, report_id: UUID, rating: Rating) -> None:
    """Keep how the citizen found the work; a later rating replaces it, an earlier does not.

    Raises ReportNotFound, or NotPossibleNow while the report is not finished.
    """
    report = await _of_citizen(work, report_id)
    if WORDS.get(State(report.state)) is not CitizenWord.FINISHED:
        raise NotPossibleNow
    known = (await details_of(work, report_id)).rating
    if known is not None and datetime.fromisoformat(known["at"]) >= rating.at:
        return
    work.change(report_id, rating=rating.model_dump(mode="json"))
    await append_fact(work, report_id, "rated", detail={"stars": rating.stars})


async def _of_citizen(work: Work, report_id: UUID) -> ReportRecord:
    report = await report_by_id(work, report_id, lock=True)
    if report is None:
        raise ReportNotFound
    return report
