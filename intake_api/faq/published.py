"""What citizens may be answered with, put together from what is stored."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake_api.contract import FaqArticle, FaqCatalogue, FaqLabelled, FaqTopic
from storage.reports.faq_articles import draft_bodies, published_bodies
from storage.reports.faq_topics import (
    LabelledRecord,
    SettingsRecord,
    TopicRecord,
    all_labelled,
    all_topics,
    settings_now,
)
from storage.reports.unit_of_work import Work

STAMP = "faq"


async def changed(work: Work) -> None:
    """Have every process look again; other acts that change what citizens see wait for us."""
    await work.next_value(STAMP)


async def stamp(work: Work) -> int:
    """Another number after each change."""
    return await work.last_value(STAMP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """All that a catalogue is made of, as it lies in the database at ``stamp``."""

    stamp: int
    bodies: Sequence[dict[str, Any]]
    topics: Sequence[TopicRecord]
    labelled: Sequence[LabelledRecord]
    settings: SettingsRecord


async def published(work: Work) -> Stored:
    """What citizens see."""
    return await _stored(work, published_bodies)


async def drafted(work: Work) -> Stored:
    """The same if every draft were published."""
    return await _stored(work, draft_bodies)


async def _stored(
    work: Work, bodies: Callable[[Work], Awaitable[Sequence[dict[str, Any]]]]
) -> Stored:
    return Stored(
        stamp=await stamp(work),  # first: what is changed meanwhile is newer than that
        bodies=await bodies(work),
        topics=await all_topics(work),
        labelled=await all_labelled(work),
        settings=await settings_now(work),
    )


def composed(stored: Stored, day: date | None = None) -> FaqCatalogue:
    """The catalogue, without what is over by ``day``; ``version`` changes with any of it.

    Takes a second for ten thousand articles: for a thread.
    """
    articles = _offered(stored.bodies, stored.topics, day)
    content = FaqCatalogue(
        version="",
        topics=tuple(FaqTopic(code=each.code, labels=each.labels) for each in stored.topics),
        articles=articles,
        labelled=_labelled(stored.labelled, articles),
        precision=stored.settings.precision,
        foreign=stored.settings.foreign,
    )
    version = hashlib.sha256(content.model_dump_json().encode()).hexdigest()[:32]
    return content.model_copy(update={"version": version})


def _offered(
    bodies: Sequence[dict[str, Any]], topics: Sequence[TopicRecord], day: date | None
) -> tuple[FaqArticle, ...]:
    """Topic by topic, and within one as they come."""
    place = {topic.code: n for n, topic in enumerate(topics)}
    articles = [FaqArticle.model_validate(body) for body in bodies]
    articles.sort(key=lambda each: place[each.topic])
    ends = [(each, each.valid_until or day) for each in articles]
    return tuple(each for each, end in ends if day is None or end is None or day <= end)


def _labelled(
    known: Sequence[LabelledRecord], articles: Sequence[FaqArticle]
) -> tuple[FaqLabelled, ...]:
    """What is answered by an article that citizens do not see now says nothing."""
    shown = {None, *(each.id for each in articles)}
    return tuple(
        FaqLabelled.model_validate(
            {"question": each.question, "article": each.article, "locale": each.locale}
        )
        for each in known
        if each.article in shown
    )
