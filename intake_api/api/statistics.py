"""/v1/statistics: what came in a time and how soon it was answered, beside the time before."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from intake_api.api.answers import answer
from intake_api.api.models import Shown
from intake_api.api.who import AChief, TheHouse
from intake_api.figures.hiding import Figures, published, shown
from intake_api.figures.periods import Period, period
from intake_api.reports.targets import targets_now
from storage.reports.audits import write_audit
from storage.reports.statistics import Grouping, GroupRecord, groups
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/statistics", tags=["statistics"])


class GroupFigures(Shown):
    """Durations in seconds from the receipt; a number that is hidden, or not there, is null.

    ``key`` is a code; of ``area`` the cell of the net, counted in fiftieths of a degree from
    the equator and from Greenwich, as ``south/west``; a dash for those without any.
    ``in_time`` were answered within the target of their priority.
    """

    key: str
    hidden: bool
    received: int | None
    answered: int | None
    closed: int | None
    in_time: int | None
    answer_median_s: float | None
    answer_p90_s: float | None
    close_median_s: float | None
    close_p90_s: float | None


class PeriodFigures(Shown):
    """From the day ``since`` to the day ``until``, both in; days of Kazakhstan."""

    since: date
    until: date
    total: GroupFigures
    rows: list[GroupFigures]


class Statistics(Shown):
    by: Grouping
    period: PeriodFigures
    before: PeriodFigures


@router.get("", response_model=Statistics)
async def get_statistics(
    house: TheHouse,
    actor: AChief,
    by: Annotated[Grouping, Query()] = Grouping.CATEGORY,
    since: Annotated[date | None, Query()] = None,
    until: Annotated[date | None, Query()] = None,
    for_publication: Annotated[bool, Query(description="Hide groups of fewer than ten")] = False,
) -> Response:
    """Reports received in a time, by what they have in common; the time before beside it."""

    async def look(work: Work) -> Statistics:
        asked = period(since, until, work.now)
        targets = await targets_now(work, house.settings.targets())
        to_answer = {each.priority: each.first_answer_s for each in targets.by_priority}
        told = [
            await _told(work, by, one, to_answer, hides=for_publication)
            for one in (asked, asked.before())
        ]
        return Statistics(by=by, period=told[0], before=told[1])

    found = await house.reports.consult(look)
    if for_publication:
        detail = f"{by} {found.period.since} {found.period.until}"
        await house.reports.perform(
            lambda work: write_audit(
                work,
                actor_kind="staff",
                actor_id=actor.id,
                action="statistics_published",
                detail=detail,
            )
        )
    return answer(found)


async def _told(
    work: Work, by: Grouping, asked: Period, targets: dict[int, int], *, hides: bool
) -> PeriodFigures:
    between = (asked.begin, asked.end, targets)
    rows = _figures(await groups(work, by, *between), hides=hides)
    (total,) = _figures(await groups(work, None, *between) or [NOBODY], hides=hides)
    return PeriodFigures(
        since=asked.first,
        until=asked.last,
        total=GroupFigures(**asdict(total)),
        rows=[GroupFigures(**asdict(each)) for each in rows],
    )


def _figures(records: Sequence[GroupRecord], *, hides: bool) -> list[Figures]:
    return published(records) if hides else [shown(each) for each in records]


NOBODY = GroupRecord(
    key="",
    received=0,
    answered=0,
    closed=0,
    in_time=0,
    answer_median_s=None,
    answer_p90_s=None,
    close_median_s=None,
    close_p90_s=None,
)
