"""/v1/search: one line that finds reports by words, numbers, places and phones."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from intake_api.api import rendering
from intake_api.api.answers import answer
from intake_api.api.models import ReportRow, Shown
from intake_api.api.who import Staff, TheHouse
from intake_api.search.finding import Found, Hit, find, find_callers, is_phone
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1", tags=["search"])

Text = Annotated[str, Query(max_length=200, description="What is typed, also half of a word")]
Limit = Annotated[int, Query(ge=1, le=50)]


class PartShown(Shown):
    text: str
    marked: bool


class HitShown(Shown):
    """Where a report was found: a message, a note, the report as a whole, or its caller's phone.

    ``parts`` are a line of what was said with the words that were found marked; none where
    the report's number says it all.
    """

    kind: Literal["message", "note", "report", "phone"]
    source: UUID | None
    at: datetime | None
    sender: Literal["citizen", "operator", "note"] | None
    parts: list[PartShown]


class FoundReport(Shown):
    report: ReportRow
    hits: list[HitShown]


class SearchFound(Shown):
    """Reports of callers first, then the newest words first."""

    items: list[FoundReport]


@router.get("/search", response_model=SearchFound)
async def get_search(house: TheHouse, actor: Staff, q: Text = "", limit: Limit = 20) -> Response:
    """Find reports while somebody types. Looking a phone number up is noted."""
    text = q.replace("\0", "")
    ring = house.keys.ring()
    items = await house.reports.consult(lambda work: find(work, actor, text, limit))

    async def callers(work: Work) -> list[Found] | None:
        return await find_callers(work, ring, actor, text, limit)

    if is_phone(text) and (known := await house.reports.perform(callers)):
        ids = {each.report.id for each in known}
        items = known + [each for each in items if each.report.id not in ids]
    return answer(SearchFound(items=[_shown(each) for each in items[:limit]]))


def _shown(found: Found) -> FoundReport:
    return FoundReport(report=rendering.row(found.report), hits=[_hit(each) for each in found.hits])


def _hit(hit: Hit) -> HitShown:
    return HitShown.model_validate(hit, from_attributes=True)
