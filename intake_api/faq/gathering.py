"""Questions asked in vain, put together: what editors work through. Pure but for its thread."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from faq.catalogue import Catalogue
from faq.clusters import Asked, Cluster, clusters
from faq.search import ranked
from faq.text import fold
from intake_api.refusals import WorkGone
from storage.reports.faq_followed import QuestionRecord, questions_in_vain
from storage.reports.faq_topics import all_labelled
from storage.reports.unit_of_work import Reports, Work

NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """``id`` is that of its most central question, ``asked`` are its different wordings, the most
    central first, each with the language in which it was asked."""

    id: UUID
    count: int
    languages: Mapping[str, int]
    asked: tuple[Asked, ...]
    members: frozenset[UUID]

    @property
    def question(self) -> Asked:
        return self.asked[0]


async def gathered(reports: Reports, days: int) -> list[Gathering]:
    """What was asked in vain in the last ``days`` and not dealt with, the most asked first."""
    found, known = await reports.consult(lambda work: _in_vain(work, days))
    return await asyncio.to_thread(gatherings, found, known)


async def gathering_of(reports: Reports, days: int, id: UUID) -> Gathering:
    """The one in which the question ``id`` is now. Raises WorkGone."""
    for each in await gathered(reports, days):
        if id in each.members:
            return each
    raise WorkGone


def gatherings(questions: Sequence[QuestionRecord], known: Collection[str]) -> list[Gathering]:
    """``known`` are the skeletons (``faq.text.fold``) of what editors have dealt with."""
    left = [each for each in questions if fold(each.words) not in known]
    asked = [Asked(each.words, each.locale) for each in left]
    return [_gathering(each, left, asked) for each in clusters(asked)]


def nearest(
    catalogue: Catalogue, gathering: Gathering, most: int = NEAREST
) -> list[tuple[str, float]]:
    """The ids of the articles that may answer it, with the probability of each."""
    words, locale = gathering.question.words, gathering.question.locale
    return [(article.id, near) for article, near in ranked(catalogue, words, locale)[:most]]


async def _in_vain(work: Work, days: int) -> tuple[list[QuestionRecord], set[str]]:
    known = {fold(each.question) for each in await all_labelled(work)}
    return await questions_in_vain(work, work.now - timedelta(days=days)), known


def _gathering(
    cluster: Cluster, questions: Sequence[QuestionRecord], asked: Sequence[Asked]
) -> Gathering:
    wordings = {fold(asked[place].words): asked[place] for place in reversed(cluster.members)}
    central = asked[cluster.central]
    others = [each for same, each in wordings.items() if same != fold(central.words)]
    return Gathering(
        id=questions[cluster.central].question_id,
        count=cluster.count,
        languages=cluster.languages,
        asked=(central, *reversed(others)),
        members=frozenset(questions[place].question_id for place in cluster.members),
    )
