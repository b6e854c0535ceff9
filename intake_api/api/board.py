"""/v1/board: what a supervisor watches, as it is now."""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.models import Counts, Shown
from intake_api.api.who import AChief, TheHouse
from intake_api.auth.actor import Actor, Role
from intake_api.contract import ReportKind
from intake_api.days import KAZAKHSTAN
from intake_api.reports.targets import PriorityTarget, Targets, targets_now
from intake_api.reports.workflow import State
from storage.reports.board import WaitingRecord, hands, longest_waiting, open_before, unanswered
from storage.reports.journals import last_seq
from storage.reports.queue import alarms, queue_counts
from storage.reports.statistics import Grouping, groups
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/board", tags=["statistics"])

AT_RISK_AFTER = 0.75
"""Of the time to a first answer."""
HERE_WITHIN = timedelta(minutes=3)
LONG_AGO = timedelta(days=36_500)
HOURS = 24
MOST_WAITING = 10


class PriorityLoad(Shown):
    """``waiting`` for a first answer; of them ``at_risk`` have had three quarters of the time
    that the target gives, ``late`` all of it. ``overdue`` are still open past their target."""

    priority: int
    waiting: int
    at_risk: int
    late: int
    overdue: int
    first_answer_s: int
    oldest_at: datetime | None


class Waiting(Shown):
    id: UUID
    number: str
    kind: ReportKind
    category: str | None
    priority: int
    state: State
    received_at: datetime
    owner: str | None


class Hands(Shown):
    """``here``: a console of theirs is open."""

    id: UUID
    position: str
    role: Role
    open: int
    here: bool


class HourLoad(Shown):
    """``received`` in the hour that began at ``at``."""

    at: datetime
    received: int


class Board(Shown):
    """``longest`` wait furthest beyond their target; ``hours`` are the last 24, oldest first."""

    at: datetime
    counts: Counts
    alarms: int
    priorities: list[PriorityLoad]
    longest: list[Waiting]
    hands: list[Hands]
    hours: list[HourLoad]
    seq: int


@router.get("", response_model=Board)
async def get_board(house: TheHouse, actor: AChief) -> Response:
    """Who waits and for how long, who is here, and the load of the last day."""
    ours = house.settings.targets()
    return answer(await house.reports.consult(lambda work: _board(work, actor, ours)))


async def _board(work: Work, actor: Actor, ours: Targets) -> Board:
    seq = await last_seq(work)
    targets = await targets_now(work, ours)
    waiting = {
        each.priority: await longest_waiting(work, each.priority, MOST_WAITING)
        for each in targets.by_priority
    }
    first = {each.priority: each.first_answer_s for each in targets.by_priority}
    longest = sorted(
        (one for found in waiting.values() for one in found),
        key=lambda one: (one.received_at - work.now).total_seconds() / first[one.priority],
    )
    return Board(
        at=work.now,
        counts=Counts(**asdict(await queue_counts(work, actor.id))),
        alarms=await alarms(work),
        priorities=[
            await _load(work, each, waiting[each.priority]) for each in targets.by_priority
        ],
        longest=[Waiting.model_validate(asdict(each)) for each in longest[:MOST_WAITING]],
        hands=[
            Hands.model_validate(asdict(each)) for each in await hands(work, work.now - HERE_WITHIN)
        ],
        hours=await _hours(work, first),
        seq=seq,
    )


async def _load(work: Work, target: PriorityTarget, oldest: list[WaitingRecord]) -> PriorityLoad:
    of, seconds = target.priority, timedelta(seconds=target.first_answer_s)
    late_since = work.now - seconds
    risky_since = work.now - seconds * AT_RISK_AFTER
    begin, soon = work.now - LONG_AGO, work.now + LONG_AGO
    return PriorityLoad(
        priority=of,
        waiting=await unanswered(work, of, begin, soon),
        at_risk=await unanswered(work, of, late_since, risky_since),
        late=await unanswered(work, of, begin, late_since),
        overdue=await open_before(work, of, work.now - timedelta(seconds=target.close_s)),
        first_answer_s=target.first_answer_s,
        oldest_at=oldest[0].received_at if oldest else None,
    )


async def _hours(work: Work, targets: dict[int, int]) -> list[HourLoad]:
    this = work.now.replace(minute=0, second=0, microsecond=0)
    begin = this - timedelta(hours=HOURS - 1)
    found = await groups(work, Grouping.HOUR, begin, work.now + LONG_AGO, targets)
    counted = {int(each.key): each.received for each in found}
    starts = [begin + timedelta(hours=n) for n in range(HOURS)]
    return [
        HourLoad(at=at, received=counted.get(at.astimezone(KAZAKHSTAN).hour, 0)) for at in starts
    ]
