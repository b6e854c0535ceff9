"""What a case shows beside its row and its talk, as wire types."""

from typing import Any
from uuid import UUID

from intake_api.api.models import (
    AnswerShown,
    Details,
    Link,
    OptionShown,
    OtherReports,
    Restriction,
)
from intake_api.contract import ExtraQuestion
from storage.reports.cases import ReportRecord
from storage.reports.catalogue import category_by_code, place_by_code
from storage.reports.details import (
    LinkRecord,
    details_of,
    report_meant,
    reports_meaning,
)
from storage.reports.earlier import counts_beside
from storage.reports.restrictions import restriction_of
from storage.reports.unit_of_work import Work


async def shown_details(work: Work, report: ReportRecord) -> Details:
    found = await details_of(work, report.id)
    questions = await _questions(work, report.category) if found.answers else {}
    place = await place_by_code(work, found.from_place) if found.from_place else None
    return Details.model_validate(
        {
            "role": found.role,
            "happened_at": found.happened_at,
            "happened": found.happened,
            "answers": [_answer(each, questions) for each in found.answers or []],
            "anonymous": found.anonymous,
            "from_place": found.from_place,
            "place_labels": place.labels if place else None,
            "withdrawal_asked_at": found.withdrawal_asked_at,
            "withdrawal_reason": found.withdrawal_reason,
            "rating": found.rating,
            "erased_at": found.erased_at,
            "links": await _links(work, report, found.same_as),
        }
    )


async def _links(work: Work, report: ReportRecord, same_as: UUID | None) -> list[Link]:
    meant = await report_meant(work, same_as) if same_as else None
    links = [_link(meant, "this")] if meant else []
    return links + [_link(each, "other") for each in await reports_meaning(work, report.id)]


def _link(record: LinkRecord, said_by: str) -> Link:
    return Link.model_validate(
        {
            "report_id": record.report_id,
            "number": record.number,
            "state": record.state,
            "said_by": said_by,
        }
    )


async def _questions(work: Work, category: str | None) -> dict[str, ExtraQuestion]:
    found: dict[str, ExtraQuestion] = {}
    while category is not None and (record := await category_by_code(work, category)):
        asked = map(ExtraQuestion.model_validate, record.questions)
        found = {question.code: question for question in asked} | found
        category = record.parent
    return found


def _answer(told: dict[str, Any], questions: dict[str, ExtraQuestion]) -> AnswerShown:
    question = questions.get(told["question"])
    labels = {each.code: each.labels for each in question.options} if question else {}
    return AnswerShown(
        question=told["question"],
        labels=question.labels if question else None,
        options=[
            OptionShown(code=code, labels=labels.get(code)) for code in told.get("options", ())
        ],
        number=told.get("number"),
        text=told.get("text"),
        at=told.get("at"),
    )


async def shown_others(work: Work, report: ReportRecord) -> OtherReports:
    found = await counts_beside(work, report.conversation_id, report.id)
    return OtherReports.model_validate(found, from_attributes=True)


async def shown_restriction(work: Work, report: ReportRecord) -> Restriction | None:
    found = await restriction_of(work, report.conversation_id)
    return Restriction.model_validate(found, from_attributes=True) if found else None
