"""How many questions an answer spared the operators: by article, topic, language or week."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from faq.outcomes import Happened, Outcome, Question, Tally, outcome, tally
from intake_api.contract import FaqChannel, FaqDecision, FaqHappeningKind
from intake_api.days import day_of
from storage.reports.faq_followed import (
    HappeningRecord,
    QuestionRecord,
    happenings_between,
    questions_between,
    topics_of_articles,
)
from storage.reports.unit_of_work import Work

NOTHING = "–"
"""Under which the questions stand that no article was shown to."""
_ASKED = frozenset({FaqDecision.ANSWER, FaqDecision.CLARIFY, FaqDecision.NONE})
_THEN = {
    FaqHappeningKind.HELPED: Outcome.HELPED,
    FaqHappeningKind.NOT_HELPED: Outcome.NOT_HELPED,
    FaqHappeningKind.OPERATOR: Outcome.OPERATOR,
    FaqHappeningKind.REPORT: Outcome.REPORT,
}


class Grouping(StrEnum):
    """A ``week`` is named after the year and number that ISO 8601 gives it."""

    ARTICLE = "article"
    TOPIC = "topic"
    LANGUAGE = "language"
    WEEK = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A question, the article that was shown last, and what became of it."""

    asked: QuestionRecord
    article: str | None
    topic: str | None
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """``about`` is the topic of what was shown or else offered."""

    asked: QuestionRecord
    happened: Sequence[HappeningRecord]
    article: str | None
    about: str | None


async def followed(
    work: Work, since: datetime, until: datetime, within: timedelta
) -> list[Followed]:
    """What citizens asked from ``since`` until before ``until``, but danger and reports."""
    topics = await topics_of_articles(work)
    happened = await happenings_between(work, since, until + within)
    seen = [
        _seen(each, happened.get(each.question_id, ()), topics)
        for each in await questions_between(work, since, until + within)
        if each.decision in _ASKED
    ]
    again = _by_conversation(seen)
    return [_followed(each, again, work.now, within) for each in seen if each.asked.at < until]


def figures(questions: Sequence[Followed], by: Grouping) -> dict[str, Tally]:
    """The rows by their keys: weeks in their order, others by how much was asked."""
    rows: dict[str, list[Outcome]] = {}
    for each in questions:
        rows.setdefault(_KEYS[by](each) or NOTHING, []).append(each.outcome)
    found = sorted(rows.items(), key=lambda row: (-len(row[1]), row[0]))
    if by is Grouping.WEEK:
        found.sort()
    return {key: tally(outcomes) for key, outcomes in found}


def _week(each: Followed) -> str:
    year, week, _ = day_of(each.asked.at).isocalendar()
    return f"{year}-W{week:02}"


_KEYS: Mapping[Grouping, Callable[[Followed], str | None]] = {
    Grouping.ARTICLE: lambda each: each.article,
    Grouping.TOPIC: lambda each: each.topic,
    Grouping.LANGUAGE: lambda each: each.asked.locale,
    Grouping.WEEK: _week,
}


def _seen(
    asked: QuestionRecord, happened: Sequence[HappeningRecord], topics: Mapping[str, str]
) -> _Seen:
    shown = asked.candidates[:1] if asked.decision == FaqDecision.ANSWER else []
    for each in happened:
        if each.kind == FaqHappeningKind.SHOWN:
            shown = each.articles[-1:] or shown
    article = shown[0] if shown else None
    first = asked.candidates[0] if asked.candidates else ""
    about = topics.get(article or first)
    return _Seen(asked=asked, happened=happened, article=article, about=about)


def _followed(
    seen: _Seen, again: Mapping[UUID, Sequence[_Seen]], now: datetime, within: timedelta
) -> Followed:
    conversation = seen.asked.conversation_id
    same = again.get(conversation, ()) if conversation and seen.about else ()
    question = Question(
        at=seen.asked.at,
        shown=seen.article is not None,
        followed=seen.asked.channel == FaqChannel.CHAT,
        happened=[
            Happened(what=_THEN[FaqHappeningKind(each.kind)], at=each.at)
            for each in seen.happened
            if each.kind in _THEN
        ],
        again=[other.asked.at for other in same if other.about == seen.about],
    )
    return Followed(
        asked=seen.asked,
        article=seen.article,
        topic=seen.about if seen.article else None,
        outcome=outcome(question, now=now, within=within),
    )


def _by_conversation(seen: Sequence[_Seen]) -> dict[UUID, list[_Seen]]:
    found: dict[UUID, list[_Seen]] = {}
    for each in seen:
        if each.asked.conversation_id is not None:
            found.setdefault(each.asked.conversation_id, []).append(each)
    return found
