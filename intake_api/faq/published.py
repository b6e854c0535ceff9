"""What citizens may be answered with, put together from what is stored."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from intake_api.contract import FaqArticle, FaqCatalogue, FaqLabelled, FaqTopic
from storage.reports.faq_articles import draft_bodies, published_bodies
from storage.reports.faq_topics import (
    LabelledRecord,
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


async def published(work: Work, day: date | None = None) -> FaqCatalogue:
    """All that is published and, with ``day``, not over by then.

    ``version`` changes with any of it.
    """
    return await _catalogue(work, await published_bodies(work), day)


async def drafted(work: Work, day: date | None = None) -> FaqCatalogue:
    """The same if every draft were published."""
    return await _catalogue(work, await draft_bodies(work), day)


async def _catalogue(
    work: Work, bodies: Sequence[dict[str, Any]], day: date | None
) -> FaqCatalogue:
    topics, chosen = await all_topics(work), await settings_now(work)
    articles = _offered(bodies, topics, day)
    content = FaqCatalogue(
        version="",
        topics=tuple(FaqTopic(code=each.code, labels=each.labels) for each in topics),
        articles=articles,
        labelled=_labelled(await all_labelled(work), articles),
        precision=chosen.precision,
        foreign=chosen.foreign,
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
