"""/v1/queue: what stands around the list of reports."""

from dataclasses import asdict

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.filters import Filter
from intake_api.api.models import Counts, Matching, QueueFigures
from intake_api.api.presence_models import Presence
from intake_api.api.who import Staff, TheHouse
from intake_api.auth.actor import Actor
from intake_api.presence import shown
from storage.reports.journals import last_seq
from storage.reports.presences import present
from storage.reports.queue import (
    MOST_COUNTED,
    alarms,
    count_matching,
    newest_received,
    oldest_unopened,
    queue_counts,
)
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1", tags=["reports"])

LATELY_S = 600


@router.get("/queue", response_model=QueueFigures)
async def get_queue(house: TheHouse, actor: Staff) -> Response:
    """How many reports wait in each list. ``seq`` is where to follow from."""
    return answer(await house.reports.consult(lambda work: _figures(work, actor)))


@router.get("/queue/count", response_model=Matching)
async def count_reports(house: TheHouse, wanted: Filter) -> Response:
    """How many reports a list has; beyond ten thousand just that it is more."""
    found = await house.reports.consult(lambda work: count_matching(work, wanted))
    return answer(Matching(count=min(found, MOST_COUNTED), is_more=found > MOST_COUNTED))


@router.get("/presence", response_model=Presence)
async def get_presence(house: TheHouse, actor: Staff) -> Response:
    """Who sits at a console, and which report is on it."""
    return answer(shown(await house.reports.consult(present)))


async def _figures(work: Work, actor: Actor) -> QueueFigures:
    # The number first: what happens meanwhile is then followed, not missed.
    seq = await last_seq(work)
    return QueueFigures(
        counts=Counts(**asdict(await queue_counts(work, actor.id))),
        alarms=await alarms(work),
        oldest_unopened_at=await oldest_unopened(work),
        intake_lag_s=await _intake_lag_s(work),
        seq=seq,
    )


async def _intake_lag_s(work: Work) -> float | None:
    newest = await newest_received(work)
    if newest is None or (work.now - newest[1]).total_seconds() > LATELY_S:
        return None
    submitted_at, received_at = newest
    return max(0.0, (received_at - submitted_at).total_seconds())
