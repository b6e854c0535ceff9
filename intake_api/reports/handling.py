"""What staff does to a report: opens it, moves it on."""

from dataclasses import dataclass
from uuid import UUID

from intake_api.auth.actor import Actor, Role
from intake_api.contract import CitizenWord, DeliveryKind, Locale
from intake_api.refusals import NotPossibleNow, ReasonNeeded
from intake_api.reports.access import access_report, require_not_held
from intake_api.reports.sending import send_held
from intake_api.reports.sos import opened, watch_again
from intake_api.reports.workflow import (
    HELD,
    OPEN,
    WORDS,
    CloseCode,
    Need,
    Party,
    State,
    Transition,
    find,
    news,
)
from intake_api.texts import labels
from storage.reports.cases import ReportRecord, id_of_number, report_by_id
from storage.reports.histories import append_transition
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told along with a transition. ``duplicate_of`` is an id or a public number."""

    reason: str | None = None
    close_code: CloseCode | None = None
    duplicate_of: str | None = None


NOTHING = Told()


async def open_report(work: Work, actor: Actor, report_id: UUID) -> int:
    """Read a report: its messages count as seen, and a new one is its reader's if an operator.

    Returns how many nobody had seen.
    """
    report = await access_report(work, actor, report_id, "report_read")
    if report.unread:
        work.change(report_id, unread=0)
        work.record(report_id, "report_read")
    if actor.role is Role.OPERATOR and report.state == State.RECEIVED:
        await take_step(work, actor, report, "open", NOTHING)
    return report.unread


async def move_report(work: Work, actor: Actor, report_id: UUID, action: str, told: Told) -> None:
    """Do ``action`` as ``actor``. Raises NotPossibleNow, ReasonNeeded or HeldByColleague."""
    report = await access_report(work, actor, report_id, f"transition_{action}")
    row = find(action, State(report.state), actor.role)
    if row is not None and row.to not in OPEN:
        # How it ended is the last answer. Steps between are facts, of which the table
        # tells each once: who notes what a unit says over the radio takes nothing over.
        require_not_held(report, actor)
    await take_step(work, actor, report, action, told)


async def take_step(
    work: Work, actor: Actor, report: ReportRecord, action: str, told: Told
) -> None:
    """Do ``action`` to a report that came through the door.

    Raises NotPossibleNow or ReasonNeeded.
    """
    row = find(action, State(report.state), actor.role)
    if row is None:
        raise NotPossibleNow
    told = _required(row, told)
    if told.duplicate_of is not None:
        original = await report_named(work, report.id, told.duplicate_of)
        work.change(report.id, duplicate_of=original)
    await transit(work, report, row, actor=actor, told=told)


def _required(row: Transition, told: Told) -> Told:
    """Only what ``row`` asks for. Raises ReasonNeeded if that is not all there."""
    reason = (told.reason or "").strip() or None
    if Need.REASON in row.needs and not reason:
        raise ReasonNeeded("reason")
    if Need.CLOSE_CODE not in row.needs:
        return Told(reason=reason)
    if told.close_code is None:
        raise ReasonNeeded("close_code")
    if told.close_code is not CloseCode.DUPLICATE:
        return Told(reason=reason, close_code=told.close_code)
    if not told.duplicate_of:
        raise ReasonNeeded("duplicate_of")
    return Told(reason=reason, close_code=told.close_code, duplicate_of=told.duplicate_of)


async def report_named(work: Work, report_id: UUID, named: str) -> UUID:
    """Another report, by id or number. Raises ReasonNeeded if ``named`` means none."""
    original = await id_of_number(work, named.strip().upper())
    if original is None:
        try:
            original = UUID(named)
        except ValueError:
            raise ReasonNeeded("duplicate_of") from None
    known = await report_by_id(work, original)
    if known is None or original == report_id:
        raise ReasonNeeded("duplicate_of")
    return original


async def transit(
    work: Work,
    report: ReportRecord,
    row: Transition,
    *,
    actor: Actor | None = None,
    told: Told = NOTHING,
) -> None:
    """Take a locked report along ``row``: state, history, journal and the citizen's word."""
    changed: dict[str, object] = {"state": row.to, "is_open": row.to in OPEN}
    changed["last_activity_at"] = work.now
    if row.to is State.RECEIVED:
        changed["owner_id"] = None
    elif actor is not None and report.owner_id is None:
        changed["owner_id"] = actor.id
    changed |= _lease(work, report, row, actor)
    if report.opened_at is None and row.action == "open":
        changed["opened_at"] = work.now
    changed["closed_at"] = None if row.to in OPEN else work.now
    changed["close_code"] = told.close_code
    work.change(report.id, **changed)
    if State(report.state) is State.RECEIVED:
        await opened(work, report)
    elif row.to is State.RECEIVED:
        await watch_again(work, report)
    await append_transition(
        work,
        report.id,
        action=row.action,
        from_state=report.state,
        to_state=row.to,
        actor_id=actor.id if actor else None,
        reason=told.reason,
        close_code=told.close_code,
    )
    work.record(report.id, "state_changed")
    word = news(row, State(report.state))
    if row.action == "open" and report.opened_at is not None:
        word = None  # told when it was opened first; that it was let go of was not
    if row.action == "withdraw" and actor is None:
        word = None  # the citizen hears it as the answer to the wish
    if word is not None:
        await send_held(work, report)
        work.tell(
            conversation_id=report.conversation_id,
            report_id=report.id,
            kind=DeliveryKind.STATE,
            text=_result(report, row, told),
            position=actor.position if actor else "",
            word=word,
            details={"rateable": True} if _is_rateable(row) else None,
        )


def _lease(
    work: Work, report: ReportRecord, row: Transition, actor: Actor | None
) -> dict[str, object]:
    """In review there is always one, else it would never come back to all."""
    if row.to not in HELD:
        return {"leased_at": None}
    is_owner = actor is not None and report.owner_id in (None, actor.id)
    if row.to is not State.IN_REVIEW and not is_owner:
        return {}
    goes_on = report.leased_at is not None
    return {"leased_at": work.now, "lease_began_at": report.lease_began_at if goes_on else work.now}


def _is_rateable(row: Transition) -> bool:
    return WORDS.get(row.to) is CitizenWord.FINISHED and row.to is not State.WITHDRAWN


def _result(report: ReportRecord, row: Transition, told: Told) -> str:
    """How it ended, for the citizen. Other reasons than of a rejection are for the staff."""
    if row.to is State.REJECTED:
        return told.reason or ""
    if told.close_code is None:
        return ""
    return labels(f"result.{told.close_code}", otherwise="")[Locale(report.locale)]


def citizens_move(report: ReportRecord, *, reopens: bool) -> Transition | None:
    """The transition that a citizen's message means for ``report``, if any."""
    state = State(report.state)
    if state is State.CLOSED and not reopens:
        return None
    return find("answer", state, Party.CITIZEN) or find("reopen", state, Party.CITIZEN)
