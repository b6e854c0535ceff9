"""/v1/faq/figures: what answers spare the operators, and how sure that is."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response

from faq.outcomes import Outcome, Share, Tally, tally
from intake_api.api.answers import answer
from intake_api.api.faq_figures_models import FigureRow, Figures, ShareShown
from intake_api.api.who import AFigureReader, TheHouse
from intake_api.days import day_of, midnight
from intake_api.faq.figures import Grouping, figures, followed
from intake_api.refusals import PeriodMisplaced
from storage.reports.faq_topics import settings_now
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/faq/figures", tags=["faq"])

USUAL_DAYS = 28
MOST_DAYS = 366


@router.get("", response_model=Figures)
async def get_figures(
    house: TheHouse,
    actor: AFigureReader,
    by: Annotated[Grouping, Query()] = Grouping.TOPIC,
    since: Annotated[date | None, Query()] = None,
    until: Annotated[date | None, Query()] = None,
) -> Response:
    """What became of the questions asked from the day ``since`` to the day ``until``, both in."""

    async def look(work: Work) -> Figures:
        last = until or day_of(work.now)
        first = since or last - timedelta(days=USUAL_DAYS - 1)
        if not 0 <= (last - first).days < MOST_DAYS:
            raise PeriodMisplaced
        hours = (await settings_now(work)).hours
        begin, end = midnight(first), midnight(last) + timedelta(days=1)
        questions = await followed(work, begin, end, timedelta(hours=hours))
        rows = figures(questions, by)
        return Figures(
            hours=hours,
            rows=[_row(key, counted) for key, counted in rows.items()],
            total=_row("", tally(each.outcome for each in questions)),
        )

    return answer(await house.reports.consult(look))


def _row(key: str, counted: Tally) -> FigureRow:
    return FigureRow(
        key=key,
        n=counted.known,
        helped=_share(counted.helped),
        deflected=_share(counted.deflected),
        outcomes={each: counted.outcomes[each] for each in Outcome if each in counted.outcomes},
    )


def _share(found: Share | None) -> ShareShown | None:
    if found is None:
        return None
    return ShareShown(value=found.value, low=found.low, high=found.high)
