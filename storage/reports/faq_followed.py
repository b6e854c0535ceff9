"""Questions of a time with what became of them, for figures and for the work list."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from storage.reports.faq_tables import faq_articles, faq_happenings, faq_questions
from storage.reports.statements import records
from storage.reports.unit_of_work import Work

MOST_IN_VAIN = 10_000  # the latest of them; more than that is no list to work on


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRecord:
    """``words`` are masked, ``candidates`` the ids of the articles that were shown or offered."""

    question_id: UUID
    conversation_id: UUID | None
    at: datetime
    locale: str
    channel: str
    decision: str
    words: str
    candidates: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningRecord:
    question_id: UUID
    kind: str
    at: datetime
    articles: list[str]


async def questions_between(work: Work, since: datetime, until: datetime) -> list[QuestionRecord]:
    """Those asked from ``since`` until before ``until``, in their order."""
    of = faq_questions.c
    query = (
        select(*(of[name] for name in QuestionRecord.__dataclass_fields__))
        .where(of.at >= since, of.at < until)
        .order_by(of.at, of.question_id)
    )
    return records(QuestionRecord, await work.connection.execute(query))


async def happenings_between(
    work: Work, since: datetime, until: datetime
) -> dict[UUID, list[HappeningRecord]]:
    """All that ever happened to the questions asked then, by question, in their order."""
    of = faq_happenings.c
    query = (
        select(*(of[name] for name in HappeningRecord.__dataclass_fields__))
        .join(faq_questions, faq_questions.c.question_id == of.question_id)
        .where(faq_questions.c.at >= since, faq_questions.c.at < until)
        .order_by(of.at, of.happening_id)
    )
    found: dict[UUID, list[HappeningRecord]] = {}
    for each in records(HappeningRecord, await work.connection.execute(query)):
        found.setdefault(each.question_id, []).append(each)
    return found


async def topics_of_articles(work: Work) -> dict[str, str]:
    """Under which topic each article stands now."""
    query = select(faq_articles.c.id, faq_articles.c.topic)
    return {row.id: row.topic for row in await work.connection.execute(query)}


async def questions_in_vain(work: Work, since: datetime) -> list[QuestionRecord]:
    """Those asked from ``since`` on that nothing was found for, or that it did not help with."""
    of = faq_questions.c
    not_helped = (
        select(faq_happenings.c.question_id)
        .where(faq_happenings.c.question_id == of.question_id)
        .where(faq_happenings.c.kind == "not_helped")
        .exists()
    )
    query = (
        select(*(of[name] for name in QuestionRecord.__dataclass_fields__))
        .where(of.at >= since, or_(of.decision == "none", not_helped))
        .order_by(of.at.desc(), of.question_id)
        .limit(MOST_IN_VAIN)
    )
    return records(QuestionRecord, await work.connection.execute(query))
