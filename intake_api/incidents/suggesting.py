"""Which reports may tell of the same event as this one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from intake_api.contract import Place
from intake_api.incidents.likeness import (
    FAR_M,
    LONG_S,
    Likeness,
    Told,
    likeness,
    shares,
    words_told,
)
from intake_api.reports.similar import box_around
from storage.reports.candidates import CandidateRecord, candidate, candidates
from storage.reports.incidents import declined_by
from storage.reports.unit_of_work import Work

MOST = 8
UNDER_WAY = timedelta(hours=1)
"""How much later than it was submitted a report may come in."""
LATELY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    report_id: UUID
    likeness: Likeness


async def suggestions(work: Work, report_id: UUID, *, but: set[UUID]) -> list[Suggestion]:
    """The likeliest first, at most eight; none of ``but``, nor of what somebody declined."""
    but = but | await declined_by(work, report_id)
    found = await _compared(work, report_id)
    likely = [each for each in found if each.likeness.is_likely and each.report_id not in but]
    return sorted(likely, key=lambda each: -each.likeness.chance)[:MOST]


async def likeness_of(work: Work, report_id: UUID, other_id: UUID) -> Likeness | None:
    """Why two reports belong together, or None where they are not compared at all."""
    found = await _compared(work, report_id)
    return next((each.likeness for each in found if each.report_id == other_id), None)


async def _compared(work: Work, report_id: UUID) -> list[Suggestion]:
    this = await candidate(work, report_id)
    if this is None:
        return []
    told = _told(this)
    reach = timedelta(seconds=LONG_S) + UNDER_WAY
    others = await candidates(
        work,
        this,
        since=this.received_at - reach,
        until=this.received_at + reach,
        within=box_around(*told.point, FAR_M + told.accuracy_m) if told.point else None,
    )
    all_told = [told, *map(_told, others)]
    usual = shares(all_told)
    return [
        Suggestion(report_id=other.id, likeness=likeness(told, other, usual))
        for other in all_told[1:]
    ]


def _told(record: CandidateRecord) -> Told:
    has_point = record.latitude is not None and record.longitude is not None
    place = Place.model_validate(record.place) if record.place else None
    return Told(
        id=record.id,
        citizen=record.conversation_id,
        same_as=record.same_as,
        at=_happened(record),
        point=(record.latitude or 0.0, record.longitude or 0.0) if has_point else None,
        accuracy_m=(place.accuracy_m or 0.0) if place and has_point else 0.0,
        category=record.category,
        top_category=record.top_category,
        words=words_told(record.words.removeprefix(record.number.casefold())),
    )


def _happened(record: CandidateRecord) -> datetime:
    """When it happened if that was lately, else when it was told: "last year" says no hour."""
    told = record.happened_at
    is_lately = told is not None and abs(record.submitted_at - told) <= LATELY
    return told if told is not None and is_lately else record.submitted_at
